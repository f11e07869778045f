"""Linked attribution F1, the headline of the attribution task."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import AttributedArticles, ratio
from counterclaim.metrics.linking import links


@dataclass(frozen=True)
class LinkedF1:
    """F1 of whole attributions with partial credit: 2 * credit / (gold + predicted).

    Within an article, predicted attributions are matched one-to-one to gold ones so that the total credit is largest. A pair is
    eligible where the contents share a token; its credit is the mean Dice (Dice 1945) of source, cue and content over tokens, a
    role empty on both sides counting 1. After CEAF's optimal alignment (Luo 2005) and PARC's partial matching (Pareti 2016). An
    article with no attribution on either side adds nothing; with none anywhere the value is 1.
    """

    name: str = "linked_f1"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return credit, gold and predicted attributions, per event."""
        found = links(gold, predictions)
        return np.column_stack((gold.per_event(found.credit, found.gold), gold.per_event(), predictions.per_event()))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)
