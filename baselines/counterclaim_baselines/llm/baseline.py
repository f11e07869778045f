"""A language model, asked through any OpenAI-compatible endpoint, without examples or with a few."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
from tqdm import tqdm

from counterclaim.errors import Misuse
from counterclaim.files import atomically
from counterclaim.submission import System, SystemKind
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.llm import prompts
from counterclaim_baselines.llm.cache import Cache
from counterclaim_baselines.llm.forms import FORMS, NumberedAnswer, PairAnswers
from counterclaim_baselines.llm.lines import FILLED, Dropped, line_of
from counterclaim_baselines.llm.settings import Settings, settings_of
from counterclaim_baselines.llm.tally import Tally
from counterclaim_baselines.texts import words

if TYPE_CHECKING:
    from counterclaim_baselines.llm.client import Client

ENDURED = 20
"""So many items in a row to which the endpoint makes no reply end the run; what was answered is kept."""

_PAIRS = ("contradiction", "contrast")

Outcome = tuple[Line, Dropped, str]
"""A line, what was dropped from it, and why it was not answered, if it was not."""
Ask = Callable[["Client", str, list[Row]], list[Outcome]]


class LanguageModel(Baseline):
    """A language model behind an OpenAI-compatible endpoint, held to JSON, its quotations found in the text."""

    name = "llm"
    tasks = ("attribution", "stance", "contradiction", "contrast", "graph")
    kind = SystemKind.LANGUAGE_MODEL
    sees = "the article, both paragraphs with their marked words, or all articles of the event"
    training_data = "none of ours; what the model was trained on is its maker's to say"
    seed = 0
    extra = "llm"
    heavy = True
    turned = False

    def __init__(self) -> None:
        """Start without a model."""
        super().__init__()
        self.shots: list[Row] = []
        self.home: Path | None = None
        """The folder of the system, in which the states of its tasks stand; None where nothing is kept."""

    def configure(self, options: Mapping[str, str]) -> None:
        """Take the options; baselines/README.md lists them."""
        self.settings: Settings = settings_of(options)
        self.options = dict(options)
        self.name = f"llm-{re.sub(r'[^A-Za-z0-9.-]+', '-', self.settings.model)}-{self.settings.shots}shot"

    def chosen(self) -> tuple[str, ...]:
        """Return the tasks that the options name."""
        return self.settings.named_tasks

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Draw the examples."""
        del validation
        self.shots = prompts.draw(task, train, self.settings.shots, self.seed or 0)

    def save(self, folder: Path) -> None:
        """Write the examples; replies and reports stand two folders up, beside the states of all tasks."""
        (folder / "shots.json").write_bytes(msgspec.json.encode(self.shots))
        self.home = folder.parent.parent

    def load(self, folder: Path) -> None:
        """Read the examples."""
        self.shots = msgspec.json.decode((folder / "shots.json").read_bytes())
        self.home = folder.parent.parent

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Ask for each item; where no proper answer comes, give the line that commits to nothing.

        Raises:
            Misuse: the endpoint is away, or is not what the options say.
        """
        from counterclaim_baselines.llm.client import Client  # noqa: PLC0415 - the extra

        tally = Tally(task, len(items), prices=(self.settings.price_in, self.settings.price_out))
        cache = Cache(self.home / "replies.sqlite" if self.home else None)
        client = Client(self.settings, self.seed or 0, cache)
        try:
            lines = self._lines(client, task, sorted(items, key=lambda item: str(item["id"])), tally)
        finally:
            client.close()
            cache.close()
        tally.counts = client.counts
        self.remark = " ".join(filter(None, (self.remark, tally.remark())))
        self.cost = tally.cost if self.cost is None else self.cost + tally.cost
        print(tally.line(), file=sys.stderr)
        if self.home:
            atomically(self.home / f"report-{task}.yaml", tally.report())
        return lines

    def system(self) -> System:
        """Describe the system: the model, and how it was asked."""
        asked = self.settings
        how = {
            "schema": "held to a JSON schema",
            "object": "held to JSON",
            "text": "asked for JSON in words",
        }[asked.form]
        several = f", {asked.pairs_per_request} pairs a request" if asked.pairs_per_request > 1 else ""
        most = f", answers of {asked.max_tokens} tokens at most" if asked.max_tokens is not None else ""
        told = (
            f"{asked.model} through chat completions, {asked.shots} examples, {how}{several}, temperature {asked.temperature}, "
            f"seed {self.seed}{most}, prompts {prompts.digest()}."
        )
        trained = (
            self.training_data
            if not asked.shots
            else f"{asked.shots} items of the train split in each prompt; {self.training_data}"
        )
        return msgspec.structs.replace(
            super().system(),
            description=told,
            licence=asked.licence,
            training_data=trained,
            link=asked.link,
            parameters=asked.parameters,
            open_weights=asked.open_weights,
        )

    def _lines(self, client: "Client", task: str, items: Sequence[Row], tally: Tally) -> list[Line]:
        left = list(items)
        lines: list[Line] = []
        if task in _PAIRS and self.settings.prefilter:
            left = [item for item in items if _share_a_word(item["first_mention"], item["second_mention"])]
            asked = {item["id"] for item in left}
            lines = [{"id": item["id"], **FILLED[task]} for item in items if item["id"] not in asked]
            tally.unasked = len(lines)
        groups = [[item] for item in left]
        ask: Ask = self._one
        if task in _PAIRS and self.settings.pairs_per_request > 1:
            groups, ask = list(_grouped(left, self.settings.pairs_per_request)), self._several
        for line, dropped, reason in self._outcomes(client, task, groups, ask):
            lines.append(line)
            tally.dropped += dropped
            if reason:
                tally.unanswered[line["id"]] = reason
        return lines

    def _outcomes(self, client: "Client", task: str, groups: Sequence[list[Row]], ask: "Ask") -> Iterator[Outcome]:
        """Ask for groups of items in threads; yield what comes, in whatever order."""
        from counterclaim_baselines.llm.client import Away  # noqa: PLC0415 - the extra

        todo = iter(groups)
        silent = 0
        asking: dict[Future[list[Outcome]], list[Row]] = {}
        pool = ThreadPoolExecutor(self.settings.concurrency)
        try:
            with tqdm(total=sum(map(len, groups)), desc=f"{self.name} {task}", disable=None) as bar:
                while True:
                    asking |= {
                        pool.submit(ask, client, task, group): group
                        for group in islice(todo, 2 * self.settings.concurrency - len(asking))
                    }
                    if not asking:
                        break
                    for future in wait(asking, return_when=FIRST_COMPLETED).done:
                        group = asking.pop(future)
                        try:
                            outcomes = future.result()
                            silent = 0
                        except Away as away:
                            outcomes = [_filled(task, item, str(away)) for item in group]
                            silent += 1
                            if silent == ENDURED:
                                raise Misuse(
                                    f"{self.settings.endpoint}: expected answers, found none to {ENDURED} requests in a row "
                                    f"({away}); run again when it is back: what was answered is kept"
                                ) from None
                        yield from outcomes
                        bar.update(len(group))
        finally:
            client.pace.end()
            pool.shutdown(cancel_futures=True)

    def _one(self, client: "Client", task: str, group: list[Row]) -> list[Outcome]:
        from counterclaim_baselines.llm.asking import answered  # noqa: PLC0415 - the extra
        from counterclaim_baselines.llm.client import Away, Unanswered  # noqa: PLC0415

        (item,) = group
        form = FORMS[prompts.prompted(task)]
        try:
            answer = answered(client, prompts.messages(task, self.shots, item), form, self.seed or 0)
        except Away:
            raise
        except Unanswered as unanswered:
            return [_filled(task, item, str(unanswered))]
        dropped: Dropped = Counter()
        return [(line_of(answer, item, dropped), dropped, "")]

    def _several(self, client: "Client", task: str, group: list[Row]) -> list[Outcome]:
        """Ask for several pairs at once; those that the answer leaves out are asked alone, and of two answers the first counts."""
        from counterclaim_baselines.llm.asking import answered  # noqa: PLC0415 - the extra
        from counterclaim_baselines.llm.client import Away, Unanswered  # noqa: PLC0415

        dropped: Dropped = Counter()
        found: dict[int, NumberedAnswer] = {}
        try:
            joint = prompts.joint_messages(task, self.shots, group)
            answers = cast(PairAnswers, answered(client, joint, PairAnswers, self.seed or 0)).answers
        except Away:
            raise
        except Unanswered as unanswered:
            if len(group) == 1:
                return [_filled(task, group[0], str(unanswered))]
            answers = []
        for one in answers:
            if not 1 <= one.pair <= len(group):
                dropped["answers to pairs that were not asked"] += 1
            elif found.setdefault(one.pair, one).label is not one.label:
                dropped["pairs answered twice in two ways"] += 1
        outcomes: list[Outcome] = []
        for number, item in enumerate(group, 1):
            if number in found:
                outcomes.append((line_of(found[number], item, dropped), Counter(), ""))
            elif len(group) == 1:
                outcomes.append(_filled(task, item, "the answer leaves it out"))
            else:
                try:
                    outcomes += self._several(client, task, [item])
                except Away as away:
                    outcomes.append(_filled(task, item, str(away)))
        line, more, reason = outcomes[0]
        return [(line, more + dropped, reason), *outcomes[1:]]


def _filled(task: str, item: Row, reason: str) -> Outcome:
    return {"id": item["id"], **FILLED[task]}, Counter(), reason


def _grouped(items: Sequence[Row], size: int) -> Iterator[list[Row]]:
    """Yield groups of pairs of one event, so many at most."""
    for _, of_event in groupby(items, key=lambda item: item["event"]):
        together = list(of_event)
        yield from (together[start : start + size] for start in range(0, len(together), size))


def _share_a_word(one: str, other: str) -> bool:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 - imports slowly

    return bool((words(one) & words(other)) - ENGLISH_STOP_WORDS)
