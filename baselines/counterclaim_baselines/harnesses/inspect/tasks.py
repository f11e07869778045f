"""The tasks for Inspect: `inspect eval tasks.py@stance -T split=validation`."""

from collections.abc import Sequence

import msgspec
from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageSystem, ChatMessageUser, GenerateConfig
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric, scorer
from inspect_ai.solver import TaskState, generate

from counterclaim_baselines.harnesses.items import Asked, Item, answered, items
from counterclaim_baselines.harnesses.scoring import scores


@task
def attribution(split: str = "test", data: str | None = None) -> Task:
    """Who says what: the acts of saying in each article."""
    return _task(Asked("attribution", split, data))


@task
def stance(split: str = "test", data: str | None = None) -> Task:
    """How firmly a holder commits to a claim."""
    return _task(Asked("stance", split, data))


@task
def contradiction(split: str = "test", data: str | None = None) -> Task:
    """How two marked mentions stand to each other."""
    return _task(Asked("contradiction", split, data))


@task
def contrast(split: str = "test", data: str | None = None) -> Task:
    """The same, in minimal edits that change the answer."""
    return _task(Asked("contrast", split, data))


@task
def graph(split: str = "test", data: str | None = None) -> Task:
    """Who is at odds with whom over what, from the articles of an event."""
    return _task(Asked("graph", split, data))


@metric(scores="unreduced")
def over_all() -> Metric:
    """Give every metric of the task over all answers."""

    def values(gathered: list[SampleScore]) -> dict[str, float]:
        told = [one.score.metadata or {} for one in gathered]
        return scores(msgspec.convert(told[0]["of"], Asked), [one["line"] for one in told]) if told else {}

    return values


@scorer(metrics=[over_all()], name="counterclaim")
def line(task: str, split: str, data: str | None) -> Scorer:
    """Turn a reply into a line of predictions; its value is the headline on this item alone, to look at."""
    of = Asked(task, split, data)

    async def score(state: TaskState, target: Target) -> Score:
        del target
        found, fault = answered(of, str(state.sample_id), state.output.completion)
        alone = next(iter(scores(of, [found]).values()))
        told = {"of": msgspec.structs.asdict(of), "line": found}
        reason = "invalid_response_format" if fault else None
        return Score(value=alone, answer=state.output.completion, explanation=fault or None, reason=reason, metadata=told)

    return score


def _task(of: Asked) -> Task:
    asked = items(of)
    return Task(
        dataset=MemoryDataset(_samples(asked), name=f"counterclaim-{of.task}-{of.split}"),
        solver=generate(),
        scorer=line(of.task, of.split, of.data),
        config=GenerateConfig(temperature=0.0),
    )


def _samples(asked: Sequence[Item]) -> list[Sample]:
    return [
        Sample(
            id=item.id,
            input=[ChatMessageSystem(content=item.instructions), ChatMessageUser(content=item.question)],
            target=item.target,
            metadata={"event": item.event},
        )
        for item in asked
    ]
