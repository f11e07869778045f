"""Stratified random."""

from collections.abc import Sequence

import numpy as np

from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Baseline, Line, Row


class StratifiedRandom(Baseline):
    """A random label for each item, drawn with the frequencies of the training events."""

    name = "stratified-random"
    tasks = ("stance", "contradiction", "contrast")
    kind = SystemKind.ARTEFACT
    sees = "nothing of the item"
    training_data = "labels of the train split"
    seed = 0

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Note the frequencies."""
        del task, validation
        self.labels, counts = np.unique([row["label"] for row in train], return_counts=True)
        self.shares = counts / counts.sum()

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Draw; items are taken in the order of their ids, so that the order given changes nothing."""
        del task
        drawn = np.random.default_rng(self.seed).choice(self.labels, size=len(items), p=self.shares)
        ordered = sorted(item["id"] for item in items)
        return [{"id": one, "label": str(label)} for one, label in zip(ordered, drawn, strict=True)]
