"""Accuracy: of contrast sets (all items right), and of items."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, by_event, ratio


@dataclass(frozen=True)
class SetAccuracy:
    """Contrast sets in which every item has the right label / contrast sets: contrast consistency (Gardner et al. 2020).

    An item that belongs to no set is a set of its own. With no set at all the value is 0.
    """

    name: str = "set_accuracy"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the sets that are wholly right and the sets, per event."""
        number = np.arange(len(gold.labels)) if gold.sets is None else gold.sets
        wrong = np.zeros(int(number.max(initial=-1)) + 1)
        event = np.zeros(len(wrong), dtype=np.int64)
        np.add.at(wrong, number, gold.labels != predictions.labels)
        event[number] = gold.event
        return by_event(event, gold.events, np.stack([wrong == 0, np.ones_like(wrong)], 1).astype(np.float64))

    def value(self, sums: Counts) -> Counts:
        """Return the share."""
        return ratio(sums[..., 0], sums[..., 1])


@dataclass(frozen=True)
class Accuracy:
    """Items with the right label / items; 0 with no item at all (Sokolova & Lapalme 2009, "accuracy")."""

    name: str = "accuracy"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the right items and the items, per event."""
        right = (gold.labels == predictions.labels).astype(np.float64)
        return by_event(gold.event, gold.events, np.stack([right, np.ones_like(right)], 1))

    def value(self, sums: Counts) -> Counts:
        """Return the share."""
        return ratio(sums[..., 0], sums[..., 1])
