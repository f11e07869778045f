"""Slices: a score on the items that have something in common, with an interval over the events that have such items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts, Numbers
from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse, near_miss
from counterclaim.metrics import Accuracy, LinkedRecall, Metric
from counterclaim.properties import ATTRIBUTIONS, SLICES
from counterclaim.rows import Row
from counterclaim.scoring import read_gold
from counterclaim.signature import signature
from counterclaim.statistics.intervals import STANDARD, Estimate, Resampling, estimate
from counterclaim.submission import TaskPredictions, read_submission
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold

_OF_ONE_LABEL = frozenset(("relation", "strength", "type"))
"""Properties that fix the gold label, or nearly: macro-F1 on such a slice would be over classes that cannot be right."""


def measured(task: str, by: str) -> Metric:
    """Return what is told of a slice: of items the headline, or accuracy where the property fixes the label or tears sets apart.

    Of gold attributions linked recall: predictions lack their properties, so no slice of them has a precision.
    """
    if by in ATTRIBUTIONS:
        return LinkedRecall()
    if by in _OF_ONE_LABEL or task == "contrast":
        return Accuracy()
    return TASKS[task].metrics[TASKS[task].headline]


@dataclass(frozen=True)
class Slice:
    """The score on the items of one slice."""

    items: int
    """Of gold attributions where the property is one of theirs."""
    events: int
    """That have such items; the interval resamples these."""
    score: Estimate


@dataclass(frozen=True)
class SlicedScore:
    """What a submission scored, slice by slice."""

    system: str
    signature: str
    by: str
    tasks: Mapping[str, Mapping[str, Slice]]
    """By task, then by value of the property; tasks whose items lack the property are left out."""
    metrics: Mapping[str, str]
    """What was measured of each task."""


def score_by(
    path: Path | str,
    by: str,
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
) -> SlicedScore:
    """Score every task on slices of its items, or of the gold attributions in them.

    A slice of items is a mask on the same predictions. Macro-F1 of a slice is over the classes that occur in it, in gold or
    predictions: compare two systems on one slice rather than two slices of one system. A slice of attributions is a mask on the
    gold ones alone; the matching is that of whole articles.

    Args:
        path: the folder of the submission.
        by: the property, one of SLICES.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made.

    Raises:
        Misuse: there is no such property, or none of the submission's tasks has it; else as `score`.
        FaultsFound: the submission has faults.
    """
    known = sorted({name for slices in SLICES.values() for name in slices})
    if by not in known:
        raise Misuse(f"expected a property to slice by ({', '.join(known)}), found {by!r}; {near_miss(by, known)}")
    dataset = open_dataset(data)
    gold = read_gold(dataset, split)
    submission = read_submission(Path(path), gold)
    tasks = {
        name: _sliced(predictions, dataset.rows(name, split), by, resampling)
        for name, predictions in submission.tasks.items()
        if by in SLICES[name]
    }
    if not tasks:
        having = [name for name, slices in SLICES.items() if by in slices]
        raise Misuse(f"{path}: expected predictions of a task that has {by!r} ({', '.join(having)}), found none")
    digests = {name: predictions.sha256 for name, predictions in submission.tasks.items()}
    told = f"{signature(dataset.manifest, split, digests, resampling)}|by:{by}"
    return SlicedScore(submission.system.name, told, by, tasks, {name: measured(name, by).name for name in tasks})


@dataclass(frozen=True, eq=False)
class Cut:
    """The gold of a task cut by a property: the same for every submission."""

    by: str
    gold: Gold
    metric: Metric
    values: tuple[str, ...]
    """Of the property, ascending: a slice each."""
    number: Numbers
    """(N,) the slice of each item, or of each gold attribution."""
    event: Numbers
    """(N,) its event."""

    def items(self, slice_: int) -> int:
        """Return how many items a slice has."""
        return int((self.number == slice_).sum())

    def events(self, slice_: int) -> Numbers:
        """Return the events that have items of a slice, ascending."""
        return np.unique(self.event[self.number == slice_])

    def counts(self, predictions: Any) -> Counts:
        """Return the counts of a submission's predictions, slice by slice: (slices, events, width)."""
        if self.by in ATTRIBUTIONS:
            masks = [self.number == slice_ for slice_ in range(len(self.values))]
            return np.stack([LinkedRecall(mask).statistics(self.gold.items, predictions) for mask in masks])
        events, slices = len(self.gold.events), len(self.values)
        # An item counts for the event that it has within its slice: one pass for all slices.
        event = self.number * events + self.event
        gold, given = (replace(one, event=event, events=slices * events) for one in (self.gold.items, predictions))
        return self.metric.statistics(gold, given).reshape(slices, events, -1)


def cut(gold: Gold, rows: Sequence[Row], task: str, by: str) -> Cut:
    """Cut the gold of a task by a property; `rows` are those of the dataset, in any order."""
    values, event = _of_attributions(gold, by) if by in ATTRIBUTIONS else (_of_items(gold, rows, by, task), gold.event)
    names, number = np.unique(values, return_inverse=True)
    return Cut(by, gold, measured(task, by), tuple(names.tolist()), number.astype(np.int64), event)


def _sliced(predictions: TaskPredictions, rows: Sequence[Row], by: str, resampling: Resampling) -> dict[str, Slice]:
    one = cut(predictions.gold, rows, predictions.task.name, by)
    found = {}
    for slice_, (value, counts) in enumerate(zip(one.values, one.counts(predictions.items), strict=True)):
        there = one.events(slice_)
        found[value] = Slice(one.items(slice_), len(there), estimate(counts[there], one.metric.value, resampling))
    return found


def _of_items(gold: Gold, rows: Sequence[Row], by: str, task: str) -> NDArray[np.str_]:
    """Return the value of the property of each item, in the order of the gold."""
    by_id = {row["id"]: SLICES[task][by](row) for row in rows}
    return np.array([by_id[one] for one in gold.ids])


def _of_attributions(gold: Gold, by: str) -> tuple[NDArray[np.str_], Numbers]:
    """Return the value of the property of each gold attribution, in the order of the metrics' input, and its number of event."""
    values = [SLICES["attribution"][by](one) for row in gold.rows for one in row["attributions"]]
    return np.array(values), gold.event[gold.items.article]
