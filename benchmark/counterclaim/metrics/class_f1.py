"""F1 of one class."""

from dataclasses import dataclass

from counterclaim.metrics.base import Counts, LabelledItems, ratio
from counterclaim.metrics.confusion import confusion, matrix


@dataclass(frozen=True)
class ClassF1:
    """F1 = 2 TP / (2 TP + FP + FN) of one class (van Rijsbergen 1979).

    Where the class occurs neither in gold nor in the predictions there was nothing to find and nothing was found: 1
    (scikit-learn's `zero_division=1`).
    """

    name: str
    label: int

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the confusion matrix of each event."""
        return confusion(gold, predictions)

    def value(self, sums: Counts) -> Counts:
        """Return the F1 of the class."""
        table = matrix(sums)
        total = table[..., self.label, :].sum(-1) + table[..., :, self.label].sum(-1)
        return ratio(2 * table[..., self.label, self.label], total, empty=1.0)
