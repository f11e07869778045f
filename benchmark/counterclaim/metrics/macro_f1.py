"""Macro-averaged F1."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, ratio
from counterclaim.metrics.marginals import count_classes, f1, marginals, split


@dataclass(frozen=True)
class MacroF1:
    """The mean over classes of F1 = 2 TP / (2 TP + FP + FN).

    A class that occurs neither in gold nor in the predictions does not count; one that occurs in either has F1 0 where nothing is
    right (as scikit-learn's `f1_score(average="macro")`). With no item at all the value is 0. Definition: Opitz & Burst (2019),
    "Macro F1 and Macro F1", the averaged F1.
    """

    name: str = "macro_f1"
    groups: tuple[int, ...] | None = None
    """Where labels are pooled: the group of each label."""

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the right, predicted and gold items of each class, or group of classes, per event."""
        if self.groups is None:
            return marginals(gold, predictions)
        group = np.array(self.groups)
        return count_classes(gold.event, gold.events, group[gold.labels], group[predictions.labels], int(group.max()) + 1)

    def value(self, sums: Counts) -> Counts:
        """Return macro-F1 of summed counts."""
        counts = split(sums)
        occurs = ((counts.predicted + counts.gold) > 0).sum(-1)
        return ratio(f1(counts).sum(-1), occurs.astype(np.float64))
