"""The counts that the classification metrics share: right, predicted and gold items of each class, per event."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from counterclaim.arrays import Counts, Numbers
from counterclaim.metrics.base import LabelledItems


class Marginals(NamedTuple):
    """Summed counts of each class, each (..., classes)."""

    right: Counts
    predicted: Counts
    gold: Counts


@lru_cache(maxsize=1)
def marginals(gold: LabelledItems, predictions: LabelledItems) -> Counts:
    """Count (events, 3 * classes): the items of each class that are right, those predicted, those of the gold."""
    return count_classes(gold.event, gold.events, gold.labels, predictions.labels, gold.classes)


def count_classes(
    event: Numbers, events: int, gold: Numbers, predicted: Numbers, classes: int, weights: Counts | None = None
) -> Counts:
    """Count as `marginals` does, from numbers of classes; with weights (N,) each item counts as so many."""
    agreed = gold == predicted
    right = _count(event[agreed], events, gold[agreed], classes, None if weights is None else weights[agreed])
    return np.concatenate([right, *(_count(event, events, labels, classes, weights) for labels in (predicted, gold))], 1)


def split(sums: Counts) -> Marginals:
    """Take summed counts (..., 3 * classes) apart."""
    right, predicted, gold = np.split(sums, 3, axis=-1)
    return Marginals(right, predicted, gold)


def f1(counts: Marginals) -> Counts:
    """Return F1 = 2 right / (predicted + gold) of each class, 0 where it occurs nowhere: (..., classes)."""
    total = counts.predicted + counts.gold
    scores: Counts = 2 * counts.right / np.where(total > 0, total, 1)
    return scores


def _count(event: Numbers, events: int, labels: Numbers, classes: int, weights: Counts | None) -> Counts:
    counts = np.bincount(event * classes + labels, weights, minlength=events * classes)
    return counts.reshape(events, classes).astype(np.float64)
