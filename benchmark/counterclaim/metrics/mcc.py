"""Matthews correlation coefficient."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, ratio
from counterclaim.metrics.marginals import marginals, split


@dataclass(frozen=True)
class MCC:
    """The correlation of gold and predicted labels over K classes, -1 to 1 (R_K of Gorodkin 2004; Matthews 1975 for two).

    R_K = (c n - sum p_k g_k) / sqrt((n^2 - sum p_k^2) (n^2 - sum g_k^2)), where c of the n items are right, p_k
    predicted and g_k gold in class k. 0 where gold or the predictions have a single class, as in scikit-learn.
    """

    name: str = "mcc"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the right, predicted and gold items of each class, per event."""
        return marginals(gold, predictions)

    def value(self, sums: Counts) -> Counts:
        """Return the coefficient."""
        right, predicted, gold = split(sums)
        items = gold.sum(-1)
        both = right.sum(-1) * items - (gold * predicted).sum(-1)
        spread = (items**2 - (gold**2).sum(-1)) * (items**2 - (predicted**2).sum(-1))
        return ratio(both, np.sqrt(spread))
