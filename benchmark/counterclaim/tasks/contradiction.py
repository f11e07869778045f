"""Contradiction: given two marked mentions in their articles, say how the propositions they express stand to each other."""

from collections.abc import Mapping

from counterclaim.labels import Verdict
from counterclaim.metrics import MCC, ClassF1, MacroF1, Metric, TypeMacroF1, VoteSimilarity
from counterclaim.tasks.base import by_name
from counterclaim.tasks.labelled import LabelledTask, TypedLabel

_CONTRADICTION = list(Verdict).index(Verdict.CONTRADICTION)


class ContradictionTask(LabelledTask):
    """One of three labels for each pair of mentions, at natural prevalence; and the type of the conflict."""

    name = "contradiction"
    headline = "macro_f1"
    metrics: Mapping[str, Metric] = by_name(
        MacroF1(),
        ClassF1("contradiction_f1", _CONTRADICTION),
        MCC(),
        TypeMacroF1(_CONTRADICTION),
        VoteSimilarity(),
    )


CONTRADICTION = ContradictionTask(Verdict, TypedLabel)
