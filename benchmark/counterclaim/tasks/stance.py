"""Stance: given an article, a holder and a claim, say what the holder commits to."""

from collections.abc import Mapping

from counterclaim.labels import POLARITY, Stance
from counterclaim.metrics import MCC, Calibration, ClassF1, MacroF1, Metric, VoteSimilarity
from counterclaim.tasks.base import by_name
from counterclaim.tasks.labelled import Label, LabelledTask

_ORDER = list(Stance)


class StanceTask(LabelledTask):
    """One of seven labels for each holder, claim and article."""

    name = "stance"
    headline = "macro_f1"
    metrics: Mapping[str, Metric] = by_name(
        MacroF1(),
        MacroF1("polarity_macro_f1", groups=tuple(1 - POLARITY[label] for label in _ORDER)),
        MCC(),
        ClassF1("doubts_f1", _ORDER.index(Stance.DOUBTS)),
        ClassF1("denies_f1", _ORDER.index(Stance.DENIES)),
        VoteSimilarity(),
        Calibration(),
    )


STANCE = StanceTask(Stance, Label)
