"""What a system did beyond its scores: slices, which label it took for which, and how sure it was, from its predictions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.metrics.base import LabelledItems
from counterclaim.properties import SLICES
from counterclaim.slices import Cut, Slice, cut
from counterclaim.statistics.intervals import estimates
from counterclaim.tasks import TASKS
from counterclaim.tasks.labelled import LabelledTask
from counterclaim_leaderboard.site.contents import Site

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


@dataclass(frozen=True)
class Sliced:
    """The scores by one property."""

    by: str
    metric: str
    slices: Mapping[str, Slice]


@dataclass(frozen=True)
class Detail:
    """Of one system on one task."""

    slices: tuple[Sliced, ...]
    confusion: Confusion | None
    """Where the task asks for a label."""
    reliability: tuple[Bin, ...] | None
    """Where the system gives scores; empty bins are left out."""


def details(site: Site) -> dict[str, dict[str, Detail]]:
    """Return the details of every system, by its name and task.

    Slices are estimated for all systems together: the replicates of a slice are drawn once.
    """
    board, data = site.board, site.board.dataset
    found: dict[str, dict[str, Detail]] = {name: {} for name in board.scores}
    for task in board.tasks:
        names = sorted(name for name, score in board.scores.items() if task in score.tasks)
        items = data.rows(task, board.split)
        cuts = [cut(site.gold[task], items, task, by) for by in SLICES[task]]
        counts: dict[str, list[NDArray[np.float64]]] = {one.by: [] for one in cuts}
        for name in names:
            given, headline = site.submissions[name].tasks[task].items, board.tasks[task].headline
            for one in cuts:
                whole = one.by == "kind" and one.metric.name == headline
                rows = board.counts[task][name].rows[headline]
                counts[one.by].append(_whole_events(one, rows) if whole else one.counts(given))
        sliced = {one.by: list(_estimated(one, counts[one.by], site)) for one in cuts}
        for number, name in enumerate(names):
            given = site.submissions[name].tasks[task].items
            together = tuple(Sliced(one.by, one.metric.name, sliced[one.by][number]) for one in cuts)
            labelled = isinstance(given, LabelledItems)
            matrix = confusion(task, site.gold[task].items, given) if labelled else None
            found[name][task] = Detail(together, matrix, reliability(site.gold[task].items, given) if labelled else None)
    return found


def _whole_events(one: Cut, headline: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the counts of slices that are made of whole events: rows of the headline, with no second look at predictions."""
    counts = np.zeros((len(one.values), *headline.shape))
    for slice_ in range(len(one.values)):
        there = one.events(slice_)
        counts[slice_, there] = headline[there]
    return counts


def _estimated(one: Cut, counts: Sequence[NDArray[np.float64]], site: Site) -> Iterator[dict[str, Slice]]:
    """Give each system's slices; counts are (slices, events, width) of each."""
    stacked = np.stack(counts)
    columns = []
    for slice_ in range(len(one.values)):
        there = one.events(slice_)
        scores = estimates(stacked[:, slice_, there], one.metric.value, site.board.resampling)
        columns.append([Slice(one.items(slice_), len(there), score) for score in scores])
    for system in range(len(counts)):
        yield {value: column[system] for value, column in zip(one.values, columns, strict=True)}


def confusion(task: str, gold: LabelledItems, given: LabelledItems) -> Confusion:
    """Count the pairs of gold and predicted label."""
    asked: Any = TASKS[task]
    table = np.bincount(gold.labels * gold.classes + given.labels, minlength=gold.classes**2).reshape(gold.classes, -1)
    labels = asked.labels if isinstance(asked, LabelledTask) else map(str, range(gold.classes))
    return Confusion(tuple(labels), tuple(map(tuple, table.tolist())))


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
