"""What a task is, and what the gold of one split looks like to the scorer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
import numpy as np

from counterclaim.metrics.base import Labels, Metric

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Gold:
    """The gold of a task on one split, in ascending order of event and id, whatever order it was stored in."""

    ids: tuple[str, ...]
    event: Labels
    """(N,) the number of each item's event."""
    events: tuple[str, ...]
    """The ids of the events, by number."""
    items: Any
    """LabelledItems or AttributedArticles: what the metrics take."""
    rows: tuple[Row, ...]


class Task(Protocol):
    """A task of the benchmark."""

    @property
    def name(self) -> str:
        """The name of the task, of its config and (with .jsonl) of its file of predictions."""

    @property
    def headline(self) -> str:
        """The name of the metric that ranks."""

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """All metrics by name, the headline first."""

    @property
    def line(self) -> type[msgspec.Struct]:
        """The form of one line of predictions."""

    def gold(self, rows: Sequence[Row]) -> Gold:
        """Turn the rows of the dataset into gold."""

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List what is wrong in a line that has the right form: (field, expected, found, remedy)."""

    def predictions(self, lines: Mapping[str, Any], gold: Gold) -> Any:
        """Bring valid lines into the order of the gold, as the metrics take them."""

    def canonical(self, line: Any) -> bytes:
        """Return the line in a form that does not depend on how it was written, for the digest of the predictions."""


def by_name(*metrics: Metric) -> dict[str, Metric]:
    """Return metrics by their names, in the order given."""
    return {metric.name: metric for metric in metrics}


def in_order(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[str, ...], Labels]:
    """Sort rows by event and id; return them, the events, and each row's number of event."""
    ordered = tuple(sorted(rows, key=lambda row: (row["event"], row["id"])))
    events = tuple(sorted({row["event"] for row in ordered}))
    number = {event: i for i, event in enumerate(events)}
    return ordered, events, np.array([number[row["event"]] for row in ordered], dtype=np.int64)
