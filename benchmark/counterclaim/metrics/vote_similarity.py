"""How near the predicted distribution is to the annotators' votes."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, by_event, ratio


@dataclass(frozen=True)
class VoteSimilarity:
    """1 minus the mean Jensen-Shannon divergence, in bits, of predicted scores and votes (Lin 1991; Uma et al. 2021 for the use).

    JSD(p, q) = H((p + q) / 2) - (H(p) + H(q)) / 2, with Shannon's entropy H.

    1 is the same distribution on every item, 0 is disjoint on every item. A system that gives no scores counts as certain of its
    label.
    Additive: the sum of the divergences and the number of items.
    """

    name: str = "vote_similarity"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the sum of similarities and the number of items, per event."""
        middle = (gold.scores + predictions.scores) / 2
        divergence = (_entropy(middle) - (_entropy(gold.scores) + _entropy(predictions.scores)) / 2).clip(0, 1)
        return by_event(gold.event, gold.events, np.stack([1 - divergence, np.ones_like(divergence)], 1))

    def value(self, sums: Counts) -> Counts:
        """Return the mean."""
        return ratio(sums[..., 0], sums[..., 1])


def _entropy(distributions: Counts) -> Counts:
    """Return Shannon entropy in bits over the last axis; 0 log 0 is 0."""
    logs = np.log2(distributions, out=np.zeros_like(distributions), where=distributions > 0)
    entropy: Counts = -(distributions * logs).sum(-1)
    return entropy
