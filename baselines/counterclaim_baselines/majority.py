"""Majority."""

from collections import Counter
from collections.abc import Sequence

from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Baseline, Line, Row


class Majority(Baseline):
    """The most frequent label of the training events, for every item."""

    name = "majority"
    tasks = ("stance", "contradiction", "contrast")
    kind = SystemKind.ARTEFACT
    sees = "nothing of the item"
    training_data = "labels of the train split"

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Count the labels; of equally frequent ones take the first in alphabetical order."""
        del task, validation
        counts = Counter(row["label"] for row in train)
        self.label = min(counts, key=lambda label: (-counts[label], label))

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Give the one label."""
        del task
        return [{"id": item["id"], "label": self.label} for item in items]
