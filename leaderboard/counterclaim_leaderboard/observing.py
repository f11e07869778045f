"""What is kept of a submission while its predictions are there, so that no page has to read it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.dataset import DatasetFolder
from counterclaim.metrics.base import LabelledItems
from counterclaim.properties import SLICES
from counterclaim.scoring import read_gold
from counterclaim.slices import Cut, cut
from counterclaim.submission import Submission
from counterclaim.tasks import TASKS
from counterclaim.tasks.labelled import LabelledTask
from counterclaim_leaderboard.answers import Answered, answered

BINS = 10
"""Of the reliability diagram, of equal width."""


@dataclass(frozen=True)
class Bin:
    """The items whose predicted label has a score within a tenth."""

    low: float
    high: float
    items: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Confusion:
    """How often each gold label was given as each label: rows are gold, columns predictions."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, eq=False)
class Observed:
    """Of one task."""

    counts: Mapping[str, Counts]
    """By property, (slices, events, width); those of the headline on whole events are left out, which are known."""
    confusion: Confusion | None
    """Where the task asks for a label."""
    reliability: tuple[Bin, ...] | None
    """Where the system gives scores; empty bins are left out."""


@dataclass(frozen=True, eq=False)
class Seen:
    """Of one submission."""

    answers: Answered
    tasks: Mapping[str, Observed]


def observe(data: Path, digest: str, split: str, submission: Submission) -> Seen:
    """Look at a submission; `digest` is that of the data."""
    tasks = {}
    for task, predictions in submission.tasks.items():
        gold, given = predictions.gold.items, predictions.items
        counts = {one.by: one.counts(given) for one in cuts(data, digest, split, task) if not is_of_whole_events(task, one)}
        asked = TASKS[task]
        if isinstance(asked, LabelledTask):
            tasks[task] = Observed(counts, confusion(asked, gold, given), reliability(gold, given))
        else:
            tasks[task] = Observed(counts, None, None)
    return Seen(answered(submission), tasks)


@lru_cache(maxsize=2 * len(TASKS))
def cuts(data: Path, digest: str, split: str, task: str) -> tuple[Cut, ...]:
    """Cut the gold of a task by each of its properties, once in each process; another digest is another gold."""
    del digest
    folder = DatasetFolder(data)
    gold, rows = read_gold(folder, split)[task], list(folder.rows(task, split))
    return tuple(cut(gold, rows, task, by) for by in SLICES[task])


def is_of_whole_events(task: str, one: Cut) -> bool:
    """Tell whether the slices are made of whole events and measured by the headline, so that its counts are theirs."""
    return one.by == "kind" and one.metric.name == TASKS[task].headline


def confusion(task: LabelledTask, gold: LabelledItems, given: LabelledItems) -> Confusion:
    """Count the pairs of gold and predicted label."""
    table = np.bincount(gold.labels * gold.classes + given.labels, minlength=gold.classes**2).reshape(gold.classes, -1)
    return Confusion(tuple(task.labels), tuple(map(tuple, table.tolist())))


def reliability(gold: LabelledItems, given: LabelledItems) -> tuple[Bin, ...] | None:
    """Return confidence and accuracy in tenths of the score of the predicted label; None where the system gives no scores."""
    if not given.scored:
        return None
    confidence = np.take_along_axis(given.scores, given.labels[:, None], 1)[:, 0]
    number = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    right = gold.labels == given.labels
    return tuple(
        Bin(one / BINS, (one + 1) / BINS, int(own.sum()), float(confidence[own].mean()), float(right[own].mean()))
        for one in range(BINS)
        if (own := number == one).any()
    )
