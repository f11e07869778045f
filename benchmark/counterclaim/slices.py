"""Slices: a score on the items that have something in common, with an interval over the events that have such items."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Numbers
from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse, near_miss
from counterclaim.metrics import Accuracy, LinkedRecall, Metric
from counterclaim.properties import ATTRIBUTIONS, SLICES
from counterclaim.rows import Rows
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


def _sliced(predictions: TaskPredictions, rows: Rows, by: str, resampling: Resampling) -> dict[str, Slice]:
    task, gold = predictions.task.name, predictions.gold
    metric = measured(task, by)
    values, event = _of_attributions(gold, by) if by in ATTRIBUTIONS else (_of_items(gold, rows, by, task), gold.event)
    found = {}
    for value in sorted(set(values.tolist())):
        mask = values == value
        if by in ATTRIBUTIONS:
            counts = LinkedRecall(mask).statistics(gold.items, predictions.items)
        else:
            counts = metric.statistics(gold.items.masked(mask), predictions.items.masked(mask))
        there = np.unique(event[mask])
        found[value] = Slice(int(mask.sum()), len(there), estimate(counts[there], metric.value, resampling))
    return found


def _of_items(gold: Gold, rows: Rows, by: str, task: str) -> NDArray[np.str_]:
    """Return the value of the property of each item, in the order of the gold."""
    by_id = dict(zip(rows.columns["id"], map(SLICES[task][by], rows), strict=True))
    return np.array([by_id[one] for one in gold.ids])


def _of_attributions(gold: Gold, by: str) -> tuple[NDArray[np.str_], Numbers]:
    """Return the value of the property of each gold attribution, in the order of the metrics' input, and its number of event."""
    values = [SLICES["attribution"][by](one) for row in gold.rows for one in row["attributions"]]
    return np.array(values), gold.event[gold.items.article]
