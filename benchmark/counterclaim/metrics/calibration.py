"""Whether a system is as often right as it says."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, by_event, ratio

BINS = 15


@dataclass(frozen=True)
class Calibration:
    """1 minus the expected calibration error in 15 bins of equal width (Naeini et al. 2015; Guo et al. 2017).

    ECE = sum over bins of |sum over the bin's items of (1 if right, else 0) - confidence| / items; an item is in the bin of its
    confidence, which is the score of the predicted label. 1 is perfect; a wrong answer given with little confidence can raise it:
    it says nothing of how good a system is. Told only of systems that give scores. With no item the value is 0.
    """

    name: str = "calibration"

    def applies(self, predictions: LabelledItems) -> bool:
        """Tell whether there are scores to judge."""
        return predictions.scored

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return what accuracy exceeds confidence by, summed in each bin, and the number of items, per event: (events, 16)."""
        confidence = np.take_along_axis(predictions.scores, predictions.labels[:, None], 1)[:, 0]
        number = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
        excess = np.zeros((len(number), BINS + 1))
        excess[np.arange(len(number)), number] = (gold.labels == predictions.labels) - confidence
        excess[:, -1] = 1
        return by_event(gold.event, gold.events, excess)

    def value(self, sums: Counts) -> Counts:
        """Return 1 minus the error."""
        items = sums[..., -1]
        return ratio(items - np.abs(sums[..., :-1]).sum(-1), items)
