"""Macro-averaged F1."""

from dataclasses import dataclass

import numpy as np

from counterclaim.metrics.base import Counts, LabelledItems, ratio
from counterclaim.metrics.confusion import confusion, matrix


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
        """Return the confusion matrix of each event."""
        return confusion(gold, predictions)

    def value(self, sums: Counts) -> Counts:
        """Return macro-F1 of summed confusion matrices."""
        table = matrix(sums)
        if self.groups is not None:
            pool = np.eye(max(self.groups) + 1)[list(self.groups)]
            table = pool.T @ table @ pool
        right = np.diagonal(table, axis1=-2, axis2=-1)
        total = table.sum(-1) + table.sum(-2)
        return ratio(ratio(2 * right, total).sum(-1), (total > 0).sum(-1).astype(np.float64))
