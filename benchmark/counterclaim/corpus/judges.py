"""The item test: fresh judges answer test items as a system sees them, on a sample balanced over the labels.

What a judge cannot get right from an item, or gets right from a part of it, goes back to the gold. The judges' score shows the
headroom.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from counterclaim.arrays import Counts
from counterclaim.corpus.forms import SpanForm
from counterclaim.corpus.quotations import Locator
from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.errors import Fault, FaultsFound
from counterclaim.files import atomically
from counterclaim.metrics.base import LabelledItems, ratio
from counterclaim.metrics.marginals import count_classes
from counterclaim.rows import Row
from counterclaim.statistics.intervals import Estimate, estimate
from counterclaim.submission.lines import read_lines
from counterclaim.tasks import TASKS
from counterclaim.tasks.attribution import ArticleLine, Spans

SHOWN = {
    "attribution": ("article", "outlet_name", "published", "text"),
    "stance": ("article", "outlet_name", "published", "holder_name", "claim_text"),
    "contradiction": tuple(
        f"{side}_{name}" for side in ("first", "second") for name in ("article", "outlet", "published", "paragraph", "mention")
    ),
}
"""What the judge is given of an item, beside the articles."""


class Key(msgspec.Struct, frozen=True):
    """Which item a question is."""

    question: str
    id: str


class Answer(msgspec.Struct, frozen=True):
    """A judge's answer to a question."""

    question: str
    label: str


class QuotedAttribution(msgspec.Struct, frozen=True):
    """An attribution as a judge writes it: quotations, as annotators write them."""

    content: SpanForm
    source: SpanForm | None = None
    cue: SpanForm | None = None


class AttributionAnswer(msgspec.Struct, frozen=True):
    """A judge's attributions of one article."""

    question: str
    attributions: list[QuotedAttribution]


def located(line: AttributionAnswer, item: str, text: str, name: str, faults: list[Fault]) -> ArticleLine:
    """Turn a judge's quotations into a line of predictions; each one twice counts once."""
    locator = Locator(text, len(text), name, faults)
    found: dict[Any, Spans] = {}
    for number, one in enumerate(line.attributions):
        spans = {
            role: locator.span(getattr(one, role), f"{line.question}: attributions[{number}].{role}")
            for role in ("content", "source", "cue")
        }
        if spans["content"]:
            found.setdefault(tuple(spans.values()), Spans(spans["content"], spans["source"], spans["cue"]))
    return ArticleLine(item, tuple(found.values()))


class Judged(NamedTuple):
    """The judges' score on the sample; of labels also what they got wrong."""

    metric: str
    items: int
    right: int
    sampled: Estimate
    """On the sample as it was drawn, balanced over the labels."""
    natural: Estimate | None
    """Of macro-F1: at the prevalence of the whole split, as the ranking has it. There a rare slip on the many neutral pairs weighs
    as much as all the contradictions, so that the balanced sample is the easier test."""
    wrong: list[tuple[str, str, str]]
    """Item, gold, answer."""
    slices: dict[str, tuple[int, int]]
    """Right answers and items, by what the gold says of the item."""
    gone: int
    """Questions whose item is no longer in the dataset, because it was sent back or another took its place: they do not count."""

    def told(self) -> str:
        """Return the score in a line."""
        counted = f"{self.right} of {self.items} right" if self.slices else f"{self.items} articles"
        natural = f"; at the split's own prevalence {self.natural.told()}" if self.natural else ""
        return f"{counted}; {self.metric} {self.sampled.told()}{natural}"


def sample(dataset: DatasetFolder, task: str, size: int, seed: int, split: str = "test") -> list[Row]:
    """Draw items in a random order, equally many of each label as far as there are; of articles, equally many of each event."""
    rng = np.random.default_rng(seed)
    rows = sorted(dataset.rows(task, split), key=lambda row: str(row["id"]))
    by_label: dict[str, list[Row]] = {}
    for i in rng.permutation(len(rows)):
        by_label.setdefault(str(rows[i]["event" if task == "attribution" else "label"]), []).append(rows[i])
    drawn: list[Row] = []
    queues = [by_label[label] for label in sorted(by_label)]
    while len(drawn) < size and any(queues):
        for queue in queues:
            if queue and len(drawn) < size:
                drawn.append(queue.pop())
    return [drawn[i] for i in rng.permutation(len(drawn))]


def questions(rows: Sequence[Row], task: str) -> list[dict[str, Any]]:
    """Return what a judge sees, under numbers of its own: an item's id names its claims."""
    return [{"question": f"q{n:03d}", **{name: row[name] for name in SHOWN[task]}} for n, row in enumerate(rows, 1)]


def write_sample(rows: Sequence[Row], task: str, out: Path) -> None:
    """Write the judges' questions.jsonl, and key.jsonl, which says which item each question is."""
    asked = questions(rows, task)
    key = [Key(one["question"], str(row["id"])) for one, row in zip(asked, rows, strict=True)]
    atomically(out / "questions.jsonl", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in asked))
    atomically(out / "key.jsonl", "".join(msgspec.json.encode(one).decode() + "\n" for one in key))


def item_tests(sources: Path, data: Path | str | None = None) -> list[tuple[str, Judged]]:
    """Score every item test that the sources hold, in the order of the tasks; raises as `judge` does."""
    dataset = open_dataset(data)
    folders = [(task, sources / "item-test" / task) for task in TASKS]
    return [
        (task, judge(dataset, task, folder / "key.jsonl", sorted(folder.glob("answers-*.jsonl"))))
        for task, folder in folders
        if (folder / "key.jsonl").exists()
    ]


def judge(dataset: DatasetFolder, task: str, key: Path, answers: Sequence[Path], split: str = "test") -> Judged:
    """Score judges' answers.

    Args:
        dataset: the gold.
        task: of the questions.
        key: lines {"question", "id"}: which item each question is.
        answers: files of lines {"question", "label"}, of attribution {"question", "attributions"} with quotations for spans;
            together they answer every question once.
        split: of the dataset.

    Raises:
        Misuse: the gold of the split is hidden.
        FaultsFound: a line that cannot be read, a question without an answer or with two, an unknown label.
    """
    dataset.require_gold(split)
    faults: list[Fault] = []
    ids = {line.question: line.id for _, line in read_lines(key, Key, faults)}
    rows = {str(row["id"]): row for row in dataset.rows(task, split)}
    given: dict[str, Any] = {}
    for path in answers:
        for number, line in read_lines(path, AttributionAnswer if task == "attribution" else Answer, faults):
            where = f"line {number}, {line.question!r}"
            item = ids.get(line.question)
            if item is None or item in given:
                faults.append(Fault(str(path), where, "each question of the key once", "another or a second", "mend the line"))
            elif isinstance(line, AttributionAnswer):
                given[item] = located(line, item, str(rows[item]["text"]), f"{path}", faults) if item in rows else None
            else:
                given[item] = msgspec.convert({"id": item, "label": line.label}, TASKS[task].line)
                faults += [Fault(str(path), where, *told) for _, *told in TASKS[task].faults(given[item], {})]
    faults += [Fault(str(key), one, "an answer", "none", "ask the judges") for one, item in ids.items() if item not in given]
    if faults:
        raise FaultsFound(faults)
    return _score(task, [rows[item] for item in ids.values() if item in rows], given, list(rows.values()))


def _score(task: str, asked: Sequence[Row], given: Mapping[str, Any], split: Sequence[Row]) -> Judged:
    gold = TASKS[task].gold(asked)
    metric = TASKS[task].metrics[TASKS[task].headline]
    answers = TASKS[task].predictions(TASKS[task].pack([given[one] for one in gold.ids]), gold)
    labelled = [row for row in asked if "label" in row]
    pairs = [(str(row["id"]), str(row["label"]), given[row["id"]].label) for row in labelled]
    wrong = [one for one in pairs if one[1] != one[2]]
    slices: dict[str, tuple[int, int]] = {}
    for row, (_, label, answer) in zip(labelled, pairs, strict=True):
        for name in _slices(row):
            right, size = slices.get(name, (0, 0))
            slices[name] = right + (label == answer), size + 1
    natural = None
    if metric.name == "macro_f1":
        natural = estimate(_at_prevalence(gold.items, answers, TASKS[task].gold(split).items), metric.value)
    return Judged(
        metric=metric.name,
        items=len(asked),
        right=len(pairs) - len(wrong),
        sampled=estimate(metric.statistics(gold.items, answers), metric.value),
        natural=natural,
        wrong=wrong,
        slices=dict(sorted(slices.items())),
        gone=len(given) - len(asked),
    )


def _at_prevalence(asked: LabelledItems, answers: LabelledItems, split: LabelledItems) -> Counts:
    """Return the counts of macro-F1, each item standing for as many of the split as there are of its gold label."""
    sampled, all_of = (np.bincount(items.labels, minlength=items.classes).astype(float) for items in (asked, split))
    weights = ratio(all_of, sampled)[asked.labels]
    return count_classes(asked.event, asked.events, asked.labels, answers.labels, asked.classes, weights)


def _slices(row: Row) -> list[str]:
    """Name the slices that an item belongs to."""
    kind = f"{row['label']}, {row['strength']}" if row.get("strength") else str(row["label"])
    named = [f"gold: {kind}"]
    if "change" in row:
        named.append(f"edit: {row['change'] or 'none, the item as it stands'}")
    else:
        named.append(f"A and B: {'agreed' if row['vote_a'] == row['vote_b'] else 'parted'}")
    flags = {"ambiguous": "gold marked ambiguous", "own_voice": "the article's own voice", "needs": "needs the whole article"}
    return named + [f"{told}: {'yes' if row[flag] else 'no'}" for flag, told in flags.items() if flag in row]
