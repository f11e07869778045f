"""Macro-averaged F1 of the type of conflict."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.labels import ConflictType
from counterclaim.metrics.base import LabelledItems, ratio
from counterclaim.metrics.marginals import count_classes, f1, split

_NONE = len(ConflictType)


@dataclass(frozen=True)
class TypeMacroF1:
    """Macro-F1 over the types, the mean of F1 = 2 TP / (2 TP + FP + FN), on the items that gold calls a contradiction.

    An item without a predicted type, or not predicted to be a contradiction, counts as a type missed (it adds to no other type's
    false positives). A type that occurs neither in gold nor in the predictions does not count. With no such item the value is 1.
    Averaged F1: Opitz & Burst (2019).
    """

    contradiction: int
    """The number of the label `contradiction`."""
    name: str = "type_macro_f1"

    def statistics(self, gold: LabelledItems, predictions: LabelledItems) -> Counts:
        """Return the right, predicted and gold items of each type, per event; the last of each is none."""
        asked = (gold.labels == self.contradiction) & (gold.types >= 0)
        given = np.where((predictions.labels == self.contradiction) & (predictions.types >= 0), predictions.types, _NONE)
        return count_classes(gold.event[asked], gold.events, gold.types[asked], given[asked], _NONE + 1)

    def value(self, sums: Counts) -> Counts:
        """Return macro-F1 over the types."""
        counts = split(sums)
        occurs = ((counts.predicted + counts.gold) > 0)[..., :_NONE].sum(-1)
        return ratio(f1(counts)[..., :_NONE].sum(-1), occurs.astype(np.float64), empty=1.0)
