"""Average precision of one class, ranked by its score."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, ratio


@dataclass(frozen=True)
class AveragePrecision:
    """The mean precision at the ranks where items of the class are found, best score first (Buckley & Voorhees 2000).

    AP = sum over the distinct scores s of (recall at s - recall above s) * precision at s, as scikit-learn's
    `average_precision_score`: items of one score are taken together, so that ties need no order. 0 where gold has no item of the
    class. Told only of systems that give scores.

    A ranking of one class: a wrong label among the others changes nothing. Additive in the counts at each distinct score of a gold
    item of the class: the width is that of the predictions, and only counts of the same predictions may be added.
    """

    name: str
    label: int

    def applies(self, predictions: LabelledItems) -> bool:
        """Tell whether there are scores to rank by."""
        return predictions.scored

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the items found and taken at each rank, best first, per event: (events, 2 * ranks).

        A rank ends at a score that an item of the class has; the items between it and the last one are taken with it.
        """
        scores = -predictions.scores[:, self.label]
        wanted = gold.labels == self.label
        ends = np.unique(scores[wanted])
        rank = np.searchsorted(ends, scores)
        taken = rank < len(ends)
        counts = [
            np.bincount(gold.event[of] * len(ends) + rank[of], minlength=gold.events * len(ends)).reshape(gold.events, len(ends))
            for of in (wanted, taken)
        ]
        return np.concatenate(counts, 1).astype(np.float64)

    def value(self, sums: Counts) -> Counts:
        """Return the average precision."""
        found, taken = np.split(sums, 2, axis=-1)
        precision = ratio(found.cumsum(-1), taken.cumsum(-1))
        return ratio((found * precision).sum(-1), found.sum(-1))
