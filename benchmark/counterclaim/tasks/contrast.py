"""Contrast: items of the contradiction task in minimal edits that change their label, scored set by set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from counterclaim.labels import Verdict
from counterclaim.metrics import Accuracy, Metric, SetAccuracy
from counterclaim.tasks.base import Gold, Row, by_name
from counterclaim.tasks.labelled import LabelledTask, TypedLabel


class ContrastTask(LabelledTask):
    """One of three labels for each pair of mentions; a set counts as right only if all its items are."""

    name = "contrast"
    headline = "set_accuracy"
    metrics: Mapping[str, Metric] = by_name(SetAccuracy(), Accuracy())

    def gold(self, rows: Sequence[Row]) -> Gold:
        """Turn the rows of the dataset into gold, with the number of each item's set. There are no votes."""
        gold = super().gold([{"vote_a": None, "vote_b": None, **row} for row in rows])
        number = {name: i for i, name in enumerate(sorted({row["set"] for row in gold.rows}))}
        sets = np.array([number[row["set"]] for row in gold.rows], dtype=np.int64)
        return replace(gold, items=replace(gold.items, sets=sets))


CONTRAST = ContrastTask(Verdict, TypedLabel)
