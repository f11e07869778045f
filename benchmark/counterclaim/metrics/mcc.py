"""Matthews correlation coefficient."""

from dataclasses import dataclass

import numpy as np

from counterclaim.metrics.base import Counts, LabelledItems, ratio
from counterclaim.metrics.confusion import confusion, matrix


@dataclass(frozen=True)
class MCC:
    """The correlation of gold and predicted labels over K classes, -1 to 1 (R_K of Gorodkin 2004; Matthews 1975 for two).

    0 where gold or the predictions have a single class, as in scikit-learn.
    """

    name: str = "mcc"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the confusion matrix of each event."""
        return confusion(gold, predictions)

    def value(self, sums: Counts) -> Counts:
        """Return the coefficient."""
        table = matrix(sums)
        gold, predicted, items = table.sum(-1), table.sum(-2), table.sum((-1, -2))
        right = np.trace(table, axis1=-2, axis2=-1)
        both = right * items - (gold * predicted).sum(-1)
        spread = (items**2 - (gold**2).sum(-1)) * (items**2 - (predicted**2).sum(-1))
        return ratio(both, np.sqrt(spread))
