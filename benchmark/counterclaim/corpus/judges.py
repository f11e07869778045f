"""The item test: fresh judges answer test items as a system sees them, on a sample balanced over the labels.

What a judge cannot get right from an item, or gets right from a part of it, goes back to the gold. The judges' score shows the
headroom.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from counterclaim.dataset import DatasetFolder
from counterclaim.errors import Fault, FaultsFound
from counterclaim.metrics.base import LabelledItems
from counterclaim.statistics.bootstrap import bootstrap_weights, percentile_interval, replicate
from counterclaim.tasks import TASKS, task_named
from counterclaim.tasks.base import Row
from counterclaim.tasks.labelled import LabelledTask

SHOWN = {
    "stance": ("article", "outlet_name", "published", "holder_name", "claim_text"),
    "contradiction": tuple(
        f"{side}_{name}" for side in ("first", "second") for name in ("article", "outlet", "published", "paragraph", "mention")
    ),
}
"""What the judge is given of an item, beside the articles."""


class Judged(NamedTuple):
    """The judges' score on the sample, with a 95% percentile interval over events, and what they got wrong."""

    items: int
    right: int
    macro_f1: float
    low: float
    high: float
    wrong: list[tuple[str, str, str]]
    """Item, gold, answer."""
    gone: int = 0
    """Questions whose item is no longer in the dataset, because it was sent back or another took its place: they do not count."""


def sample(dataset: DatasetFolder, task: str, size: int, seed: int, split: str = "test") -> list[Row]:
    """Draw items, as equally many of each label as there are, in a random order."""
    rng = np.random.default_rng(seed)
    rows = sorted(dataset.rows(task, split), key=lambda row: str(row["id"]))
    by_label: dict[str, list[Row]] = {}
    for i in rng.permutation(len(rows)):
        by_label.setdefault(str(rows[i]["label"]), []).append(rows[i])
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


def judge(dataset: DatasetFolder, task: str, key: Path, answers: Sequence[Path], split: str = "test") -> Judged:
    """Score judges' answers.

    Args:
        dataset: the gold.
        task: stance or contradiction.
        key: lines {"question", "id"}: which item each question is.
        answers: files of lines {"question", "label"}; together they answer every question once.
        split: of the dataset.

    Raises:
        FaultsFound: a question without an answer, with two, or with an unknown label.
    """
    ids = {line["question"]: line["id"] for line in _lines(key)}
    given: dict[str, str] = {}
    faults = []
    labelled = task_named(task)
    assert isinstance(labelled, LabelledTask)
    for path in answers:
        for line in _lines(path):
            question, label = str(line.get("question")), str(line.get("label"))
            if question not in ids or question in given or label not in labelled.labels:
                faults.append(Fault(str(path), question, "one answer to a question, with a label of the task", label))
                continue
            given[question] = label
    faults += [Fault(str(key), question, "an answer", "none") for question in ids if question not in given]
    if faults:
        raise FaultsFound(faults)
    rows = {row["id"]: row for row in dataset.rows(task, split)}
    kept = [question for question in sorted(ids) if ids[question] in rows]
    asked = [rows[ids[question]] for question in kept]
    judged = _score(task, asked, [given[question] for question in kept], labelled.labels)
    return judged._replace(gone=len(ids) - len(kept))


def _score(task: str, asked: Sequence[Row], told: Sequence[str], labels: list[str]) -> Judged:
    events = sorted({row["event"] for row in asked})
    event = np.array([events.index(row["event"]) for row in asked])

    def items(names: Sequence[str]) -> LabelledItems:
        numbers = np.array([labels.index(name) for name in names])
        return LabelledItems(event, len(events), numbers, len(labels), np.eye(len(labels))[numbers], np.full(len(names), -1))

    metric = TASKS[task].metrics["macro_f1"]
    rows = metric.statistics(items([row["label"] for row in asked]), items(told))
    low, high = percentile_interval(replicate(rows, metric.value, bootstrap_weights(len(events), 1000, 0)))
    wrong = [(str(row["id"]), str(row["label"]), label) for row, label in zip(asked, told, strict=True) if row["label"] != label]
    return Judged(len(asked), len(asked) - len(wrong), float(metric.value(rows.sum(0))), low, high, wrong)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
