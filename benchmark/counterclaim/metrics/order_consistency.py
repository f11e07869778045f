"""Whether the answer is the same for a pair and for the pair turned round."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, by_event, ratio


@dataclass(frozen=True)
class OrderConsistency:
    """Items with the same label in both orders of the two mentions / items: all three labels are symmetric.

    A system may be consistent and wrong (majority is): gold does not enter. Told only of systems that give the label of the turned
    pair, `reversed`, which they give for every item or for none. With no item the value is 0. A test of metamorphic kind (Ribeiro
    et al. 2020, "Beyond Accuracy", invariance).
    """

    name: str = "order_consistency"

    def applies(self, predictions: LabelledItems) -> bool:
        """Tell whether the turned pairs are answered."""
        return predictions.reversed is not None

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the items with one answer in both orders and the items, per event."""
        same = (predictions.labels == predictions.reversed).astype(np.float64)
        return by_event(gold.event, gold.events, np.stack([same, np.ones_like(same)], 1))

    def value(self, sums: Counts) -> Counts:
        """Return the share."""
        return ratio(sums[..., 0], sums[..., 1])
