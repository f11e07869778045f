"""Macro-averaged F1 of the type of conflict."""

from dataclasses import dataclass

import numpy as np

from counterclaim.labels import ConflictType
from counterclaim.metrics.base import Counts, LabelledItems, ratio
from counterclaim.metrics.confusion import matrix

_SIZE = len(ConflictType) + 1
_NONE = _SIZE - 1


@dataclass(frozen=True)
class TypeMacroF1:
    """Macro-F1 over the types, on the items that gold calls a contradiction.

    An item without a predicted type, or not predicted to be a contradiction, counts as a type missed (it adds to no other type's
    false positives). A type that occurs neither in gold nor in the predictions does not count. With no such item the value is 1.
    """

    contradiction: int
    """The number of the label `contradiction`."""
    name: str = "type_macro_f1"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return gold types against predicted types, per event; the last column is none."""
        asked = (gold.labels == self.contradiction) & (gold.types >= 0)
        given = np.where((predictions.labels == self.contradiction) & (predictions.types >= 0), predictions.types, _NONE)
        cell = (gold.event * _SIZE + gold.types) * _SIZE + given
        counts = np.bincount(cell[asked], minlength=gold.events * _SIZE * _SIZE)
        return counts.reshape(gold.events, _SIZE * _SIZE).astype(np.float64)

    def value(self, sums: Counts) -> Counts:
        """Return macro-F1 over the types."""
        table = matrix(sums)[..., :_NONE, :]
        right = np.diagonal(table, axis1=-2, axis2=-1)
        total = table.sum(-1) + table.sum(-2)[..., :_NONE]
        return ratio(ratio(2 * right, total).sum(-1), (total > 0).sum(-1).astype(np.float64), empty=1.0)
