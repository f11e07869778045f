"""Contradiction: given two marked mentions in their articles, say how the propositions they express stand to each other."""

from collections.abc import Mapping

from counterclaim.labels import Verdict
from counterclaim.metrics import (
    MCC,
    AveragePrecision,
    Calibration,
    ClassF1,
    MacroF1,
    Metric,
    OrderConsistency,
    TypeMacroF1,
    VoteSimilarity,
)
from counterclaim.tasks.base import by_name
from counterclaim.tasks.labelled import LabelledTask, PairLabel

_CONTRADICTION = list(Verdict).index(Verdict.CONTRADICTION)


class ContradictionTask(LabelledTask):
    """One of three labels for each pair of mentions, at natural prevalence; and the type of the conflict."""

    name = "contradiction"
    headline = "macro_f1"
    columns = (*LabelledTask.columns, "type")
    metrics: Mapping[str, Metric] = by_name(
        MacroF1(),
        ClassF1("contradiction_f1", _CONTRADICTION),
        MCC(),
        AveragePrecision("average_precision", _CONTRADICTION),
        TypeMacroF1(_CONTRADICTION),
        OrderConsistency(),
        VoteSimilarity(),
        Calibration(),
    )


CONTRADICTION = ContradictionTask(Verdict, PairLabel)
