"""What a baseline is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from counterclaim.submission import System

Row = Mapping[str, Any]
Line = dict[str, Any]

_GOLD = {
    "attribution": {"attributions", "votes_a", "votes_b"},
    "stance": {"label", "vote_a", "vote_b", "evidence", "shifted", "ambiguous", "settled"},
    "contradiction": {
        "label",
        "relation",
        "first_polarity",
        "second_polarity",
        "type",
        "strength",
        "rebuttal",
        "vote_a",
        "vote_b",
        "needs",
        "ambiguous",
        "settled",
    },
    "contrast": {"label", "type", "change", "of", "why"},
    "graph": {"sources", "claims", "stances", "relations"},
}
"""The columns of each task that are an answer, not a question."""


class Baseline(ABC):
    """A system with the interface that all baselines share: fit on labelled rows, predict on rows without their gold."""

    name: ClassVar[str]
    tasks: ClassVar[tuple[str, ...]]
    sees: ClassVar[str]
    """What of an item it looks at, in words."""
    training_data: ClassVar[str] = "none"
    sees_gold: ClassVar[bool] = False
    """True for the rows that only bound the others: an annotator, gold itself."""
    seed: ClassVar[int | None] = None

    @abstractmethod
    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Learn a task from labelled rows of the dataset. What needs no training does nothing."""

    @abstractmethod
    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Return one line of predictions for each item, as a submission holds them."""

    @classmethod
    def system(cls) -> System:
        """Describe the baseline as system.yaml does."""
        seed = "" if cls.seed is None else f" Seed {cls.seed}."
        return System(
            name=cls.name,
            authors=["The Counterclaim authors"],
            description=f"{_first_line(cls)} Sees {cls.sees}.{seed}",
            licence="Apache-2.0",
            training_data=cls.training_data,
            test_articles_seen=cls.sees_gold,
        )


def question(task: str, row: Row) -> Row:
    """Return an item without the columns that answer it."""
    return {name: value for name, value in row.items() if name not in _GOLD[task]}


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]
