"""Linked recall: how much of some of the gold attributions a system finds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts
from counterclaim.metrics.base import AttributedArticles, ratio
from counterclaim.metrics.linking import links


@dataclass(frozen=True, eq=False)
class LinkedRecall:
    """Credit / gold: the mean credit of gold attributions, 0 for one that is not matched.

    By the matching and credit of linked F1, always of all attributions of the article; `among` says which gold ones count then.
    Predictions need not say which kind of attribution they are; a spurious one costs nothing. Where two gold attributions could
    have one predicted for the same credit, the first in the order of their spans has it. With no gold attribution the value is 1.
    """

    among: NDArray[np.bool_] | None = None
    """(A,) the gold attributions that count; None for all."""
    name: str = "linked_recall"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return credit and gold attributions, per event."""
        found = links(gold, predictions)
        counted = np.ones(len(gold.article)) if self.among is None else self.among.astype(float)
        return np.column_stack((gold.per_event(found.credit * counted[found.gold], found.gold), gold.per_event(counted)))

    def value(self, sums: Counts) -> Counts:
        """Return the recall."""
        return ratio(sums[..., 0], sums[..., 1], empty=1.0)
