"""F1 of finding attributions at all."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import AttributedArticles, ratio
from counterclaim.metrics.linking import links


@dataclass(frozen=True)
class DetectionF1:
    """2 * matched / (gold + predicted), by the matching of linked F1, whatever the credit of a match.

    With no attribution on either side the value is 1. The F of information extraction (Chinchor 1992, MUC-4).
    """

    name: str = "detection_f1"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return matched, gold and predicted attributions, per event."""
        found = links(gold, predictions)
        return np.column_stack((gold.per_event(of=found.gold), gold.per_event(), predictions.per_event()))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)
