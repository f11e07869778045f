"""Contrast: items of the contradiction task in minimal edits that change their label, scored set by set."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from counterclaim.labels import Verdict
from counterclaim.metrics import Accuracy, Metric, SetAccuracy
from counterclaim.rows import Row, Rows
from counterclaim.tasks.base import Gold, by_name
from counterclaim.tasks.labelled import LabelledTask, PairLabel


class ContrastTask(LabelledTask):
    """One of three labels for each pair of mentions; a set counts as right only if all its items are."""

    name = "contrast"
    headline = "set_accuracy"
    metrics: Mapping[str, Metric] = by_name(SetAccuracy(), Accuracy())

    columns = ("id", "event", "label", "type", "set")

    def gold(self, rows: Iterable[Row]) -> Gold:
        """Turn the rows of the dataset into gold, with the number of each item's set. There are no votes."""
        table = Rows.of(rows)
        gold = super().gold(table)
        of = dict(zip(table.columns["id"], table.columns["set"], strict=True))
        sets = np.unique([of[one] or "" for one in gold.ids], return_inverse=True)[1]
        return replace(gold, items=replace(gold.items, sets=sets))


CONTRAST = ContrastTask(Verdict, PairLabel)
