"""The metrics. Each is two functions: additive counts per event, and the value of summed counts.

`statistics(gold, predictions)` gives one row of counts for each event; `value(sums)` turns summed rows into the score, vectorised
over leading axes. The score is value(sum of rows), a bootstrap a weight matrix times the rows, a test a swap of rows.
The classification metrics share one kind of counts, the margins of the confusion matrix, and the attribution metrics one matching.
"""

from counterclaim.metrics.accuracy import Accuracy, SetAccuracy
from counterclaim.metrics.average_precision import AveragePrecision
from counterclaim.metrics.base import Metric
from counterclaim.metrics.calibration import Calibration
from counterclaim.metrics.claim_graph_f1 import ClaimGraphF1
from counterclaim.metrics.class_f1 import ClassF1
from counterclaim.metrics.detection_f1 import DetectionF1
from counterclaim.metrics.dispute_f1 import DisputeF1
from counterclaim.metrics.linked_f1 import LinkedF1
from counterclaim.metrics.macro_f1 import MacroF1
from counterclaim.metrics.mcc import MCC
from counterclaim.metrics.order_consistency import OrderConsistency
from counterclaim.metrics.role_f1 import RoleExactF1, RoleTokenF1
from counterclaim.metrics.type_f1 import TypeMacroF1
from counterclaim.metrics.vote_similarity import VoteSimilarity

__all__ = [
    "MCC",
    "Accuracy",
    "AveragePrecision",
    "Calibration",
    "ClaimGraphF1",
    "ClassF1",
    "DetectionF1",
    "DisputeF1",
    "LinkedF1",
    "MacroF1",
    "Metric",
    "OrderConsistency",
    "RoleExactF1",
    "RoleTokenF1",
    "SetAccuracy",
    "TypeMacroF1",
    "VoteSimilarity",
]
