"""Teach baselines: each task once in a run, or not at all where what was learned is kept."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from counterclaim.dataset import DatasetFolder
from counterclaim.errors import Misuse
from counterclaim.submission import Cost, System
from counterclaim_baselines.base import Baseline, Row
from counterclaim_baselines.journal import Journal
from counterclaim_baselines.states import NONE, States

TAUGHT_BY = {"contrast": "contradiction"}
"""Tasks without training items of their own, and the task whose items teach them."""


@dataclass(frozen=True)
class Run:
    """How baselines are run."""

    split: str = "test"
    states: States = NONE
    """Where what was learned and answered is kept."""
    seed: int | None = None
    """In place of the baseline's own."""
    options: Mapping[str, str] = field(default_factory=dict)
    training: DatasetFolder | None = None
    """Another dataset to be taught on than the one that is asked."""


STANDARD = Run()


class School:
    """Teaches a baseline each task once, however many tasks are answered by what it learned."""

    def __init__(self, baseline: type[Baseline], training: DatasetFolder, run: Run) -> None:
        """Take the baseline, the dataset with its training splits, and how it is run."""
        self.baseline, self.training, self.run = baseline, training, run
        self.models: dict[str, Baseline] = {}
        self.last = self.model("")

    def __call__(self, task: str) -> Baseline:
        """Return a model that can answer a task."""
        lesson = TAUGHT_BY.get(task, task)
        if lesson not in self.models:
            self.models[lesson] = self.model(lesson)
        self.last = self.models[lesson]
        return self.last

    def model(self, lesson: str) -> Baseline:
        """Make a model, and teach it where there is a lesson."""
        model = self.baseline()
        model.configure(self.run.options)
        if self.run.seed is not None and model.seed is not None:
            model.seed = self.run.seed
        if lesson:
            teach(model, lesson, self.training, self.run.states)
        return model

    def teaches(self, task: str) -> bool:
        """Tell whether the training data has what a task and the parts are taught with, or nothing needs to be taught."""
        taught = {entry.config for entry in self.training.manifest.files.values() if entry.split == "train"}
        return {TAUGHT_BY.get(task, task), *self.last.parts} <= taught or not self.last.learns()

    def system(self) -> System:
        """Describe the baseline, with what is to be said of its answers to each task, and of data of its own that taught it."""
        system = self.last.system()
        remarks = [model.remark for model in self.models.values() if model.remark]
        costs = [model.cost for model in self.models.values() if model.cost is not None]
        if self.run.training is not None and self.last.learns():
            manifest = self.training.manifest
            data = f"{manifest.name}-{manifest.version}+{manifest.digest[:12]}: {system.training_data}"
            system = msgspec.structs.replace(system, training_data=data)
        cost = sum(costs, start=Cost()) if costs else None
        return msgspec.structs.replace(system, description=" ".join((system.description, *remarks)), cost=cost)

    def journal(self, task: str, digest: str, turned: bool) -> Journal:
        """Open the answers to a task; those of a baseline that answers all at once are not kept."""
        lesson = TAUGHT_BY.get(task, task)
        folder = self.run.states.folder(self.models[lesson], lesson, self.training.manifest.digest)
        if folder is None or not self.baseline.batch:
            return Journal(None)
        return Journal(folder / f"{task}-{self.run.split}-{digest[:12]}{'-turned' if turned else ''}.jsonl")


def teach(model: Baseline, task: str, training: DatasetFolder, states: States = NONE) -> Baseline:
    """Fit a baseline for a task on the training splits of a dataset, its parts first, or load what it learned before."""
    if not model.sees_gold:

        def fit() -> None:
            for lesson, part in model.parts.items():
                teach(part, lesson, training, states)
            with one_thread():
                model.fit(task, _rows(training, task, "train"), _rows(training, task, "validation"))

        states.fitted(model, task, training.manifest.digest, fit)
    return model


@contextmanager
def installed(model: Baseline) -> Iterator[None]:
    """Say of a baseline whose extra is missing how to install it; raises Misuse."""
    try:
        yield
    except ImportError as error:
        if model.extra is None:
            raise
        raise Misuse(f"{model.name} needs {error.name}: `pip install 'counterclaim[{model.extra}]'`") from None


def one_thread() -> AbstractContextManager[Any]:
    """Have linear algebra done by one thread: how sums are cut among several decides their last digits."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - comes with scikit-learn

    limits: AbstractContextManager[Any] = threadpool_limits(1, user_api="blas")
    return limits


def _rows(dataset: DatasetFolder, task: str, split: str) -> list[Row]:
    dataset.require_gold(split)
    return list(dataset.rows(task, split)) if split in dataset.manifest.events else []
