"""F1 of one class."""

from dataclasses import dataclass

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, ratio
from counterclaim.metrics.marginals import marginals, split


@dataclass(frozen=True)
class ClassF1:
    """F1 = 2 TP / (2 TP + FP + FN) of one class (van Rijsbergen 1979).

    Where the class occurs neither in gold nor in the predictions there was nothing to find and nothing was found: 1
    (scikit-learn's `zero_division=1`).
    """

    name: str
    label: int

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the right, predicted and gold items of each class, per event."""
        return marginals(gold, predictions)

    def value(self, sums: Counts) -> Counts:
        """Return the F1 of the class."""
        counts = split(sums)
        total = counts.predicted[..., self.label] + counts.gold[..., self.label]
        return ratio(2 * counts.right[..., self.label], total, empty=1.0)
