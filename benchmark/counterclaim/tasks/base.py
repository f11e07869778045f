"""What a task is, and what the gold of one split looks like to the scorer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import gt
from typing import Any, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Numbers
from counterclaim.metrics.base import Metric
from counterclaim.rows import Row, Rows

Packed = Mapping[str, NDArray[Any]]
"""Predictions as arrays of one length, one entry a line: cheap to keep, to send, to join and to bring into order."""


@dataclass(frozen=True, eq=False)
class Gold:
    """The gold of a task on one split, in ascending order of event and id, whatever order it was stored in."""

    ids: tuple[str, ...]
    event: Numbers
    """(N,) the number of each item's event."""
    events: tuple[str, ...]
    """The ids of the events, by number."""
    items: Any
    """LabelledItems, AttributedArticles or GraphedEvents: what the metrics take."""
    rows: Rows
    """Of the columns that the task needs to look at a prediction."""

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each item, by id."""
        return {one: number for number, one in enumerate(self.ids)}


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
    def columns(self) -> tuple[str, ...]:
        """The columns of the dataset that the gold is made of."""

    @property
    def line(self) -> type[msgspec.Struct]:
        """The form of one line of predictions, in which every label can be written and so be told as a fault."""

    @property
    def sound_line(self) -> type[msgspec.Struct]:
        """The form of a line whose labels are right: decoding is validating. May be `line` itself."""

    def gold(self, rows: Iterable[Row]) -> Gold:
        """Turn the rows of the dataset into gold."""

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List what is wrong in a line that has the right form: (field, expected, found, remedy)."""

    def pack(self, lines: Sequence[Any]) -> Packed:
        """Turn lines into arrays, one entry a line."""

    def is_sound(self, packed: Packed, rows: Iterable[Row]) -> bool:
        """Tell whether `faults` has nothing to say of lines of the form `sound_line`; `rows` are their rows of the gold."""

    def faults_together(self, packed: Packed) -> list[tuple[str, str, str, str]]:
        """List what is wrong in the lines of a submission taken together."""

    def predictions(self, packed: Packed, gold: Gold) -> Any:
        """Turn sound lines in the order of the gold into what the metrics take."""

    def canonical(self, packed: Packed) -> bytes:
        """Return lines in the order of the gold in a form that does not depend on how they were written, for their digest."""


class LineTask:
    """What the tasks share whose lines are few and stay as they are."""

    line: type[msgspec.Struct]

    @property
    def sound_line(self) -> type[msgspec.Struct]:
        """The form itself: what can be wrong takes a look at the text."""
        return self.line

    def pack(self, lines: Sequence[Any]) -> Packed:
        """Keep the lines."""
        kept = np.empty(len(lines), dtype=object)
        kept[:] = lines
        return {"line": kept}

    def is_sound(self, packed: Packed, rows: Iterable[Row]) -> bool:
        """Tell whether no line has a fault."""
        return not any(self.faults(line, row) for line, row in zip(packed["line"], rows, strict=True))

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List what is wrong in a line; the task says."""
        raise NotImplementedError

    def faults_together(self, packed: Packed) -> list[tuple[str, str, str, str]]:
        """Nothing: each line stands for itself."""
        del packed
        return []

    def canonical(self, packed: Packed) -> bytes:
        """Return the lines, each with its records in a fixed order."""
        return b"\n".join(self.canonical_line(line) for line in packed["line"])

    def canonical_line(self, line: Any) -> bytes:
        """Return one line so; the task says."""
        raise NotImplementedError


def by_name(*metrics: Metric) -> dict[str, Metric]:
    """Return metrics by their names, in the order given."""
    return {metric.name: metric for metric in metrics}


def in_order(rows: Iterable[Row]) -> tuple[Rows, tuple[str, ...], Numbers]:
    """Sort rows by event and id; return them, the events, and each row's number of event."""
    ordered = Rows.of(rows)
    event, ids = ordered.columns["event"], ordered.columns["id"]
    if any(map(gt, zip(event, ids, strict=True), zip(event[1:], ids[1:], strict=True))):
        ordered = ordered.taken(sorted(range(len(ids)), key=lambda i: (event[i], ids[i])))
    events = tuple(sorted(set(ordered.columns["event"])))
    number = {event: i for i, event in enumerate(events)}
    return ordered, events, np.array([number[event] for event in ordered.columns["event"]], dtype=np.int64)


def join(packs: Sequence[Packed]) -> Packed:
    """Put the lines of several parts after each other."""
    return {name: np.concatenate([pack[name] for pack in packs]) for name in packs[0]} if packs else {}
