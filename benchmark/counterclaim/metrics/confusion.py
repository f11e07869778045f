"""The confusion matrix per event: the counts that the classification metrics share."""

import numpy as np

from counterclaim.metrics.base import Counts, LabelledItems


def confusion(gold: LabelledItems, predictions: LabelledItems) -> Counts:
    """Count gold against predicted labels: (events, classes * classes), rows of gold."""
    size = gold.classes
    cell = (gold.event * size + gold.labels) * size + predictions.labels
    return np.bincount(cell, minlength=gold.events * size * size).reshape(gold.events, size * size).astype(np.float64)


def matrix(sums: Counts) -> Counts:
    """Unfold summed counts: (..., classes * classes) to (..., gold, predicted)."""
    size = round(sums.shape[-1] ** 0.5)
    return sums.reshape(*sums.shape[:-1], size, size)
