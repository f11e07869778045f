"""What a metric is, and the two kinds of input that metrics take."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from counterclaim.graphs import Graph

Counts = NDArray[np.float64]
"""Float64, so that whole counts add up exactly (below 2**53)."""
Labels = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LabelledItems:
    """Gold or predicted labels of N items, in the order of the gold."""

    event: Labels
    """(N,) the number of each item's event."""
    events: int
    """How many events there are."""
    labels: Labels
    """(N,) numbers of labels."""
    classes: int
    scores: NDArray[np.float64]
    """(N, classes) a distribution over the labels: of the votes in gold, of the system in predictions."""
    types: Labels
    """(N,) numbers of conflict types; -1 for none."""
    sets: Labels | None = None
    """(N,) numbers of contrast sets, where the items come in sets."""
    reversed: Labels | None = None
    """(N,) predicted labels of the same pairs turned round, where a system gives them."""
    scored: bool = False
    """Whether a system gave scores; else `scores` is certain of the label."""

    def masked(self, mask: NDArray[np.bool_]) -> "LabelledItems":
        """Keep the items of the mask (N,), and the numbering of events."""
        arrays = ("event", "labels", "scores", "types", "sets", "reversed")
        kept: dict[str, Any] = {name: one[mask] for name in arrays if (one := getattr(self, name)) is not None}
        return replace(self, **kept)


ROLES = ("source", "cue", "content")


class Roles(NamedTuple):
    """The token numbers of the three roles of an attribution."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True, eq=False)
class AttributedArticles:
    """Gold or predicted attributions of N articles, in the order of the gold."""

    event: Labels
    """(N,) the number of each article's event."""
    events: int
    attributions: tuple[tuple[Roles, ...], ...]
    """For each article, the token numbers of the roles of its attributions."""

    def masked(self, mask: NDArray[np.bool_]) -> "AttributedArticles":
        """Keep the articles of the mask (N,), and the numbering of events."""
        return replace(self, event=self.event[mask], attributions=tuple(self.attributions[i] for i in np.flatnonzero(mask)))


@dataclass(frozen=True, eq=False)
class GraphedEvents:
    """Gold or predicted claim graphs of N events, in the order of the gold."""

    event: Labels
    """(N,) the number of each graph's event."""
    events: int
    graphs: tuple[Graph, ...]

    def masked(self, mask: NDArray[np.bool_]) -> "GraphedEvents":
        """Keep the graphs of the mask (N,), and the numbering of events."""
        return replace(self, event=self.event[mask], graphs=tuple(self.graphs[i] for i in np.flatnonzero(mask)))


class Metric(Protocol):
    """A metric: additive counts per event, and the value of summed counts.

    `Any` stands for the input that the metric's tasks have: LabelledItems, AttributedArticles or GraphedEvents. A metric of what a
    submission may leave out has a method `applies(predictions)` as well: where it says no, the metric is not told.
    """

    @property
    def name(self) -> str:
        """The name in results."""

    def statistics(self, gold: Any, predictions: Any) -> Counts:
        """Return additive counts of shape (events, width)."""

    def value(self, sums: Counts) -> Counts:
        """Return the score of summed counts: shape (..., width) to shape (...)."""


def applies(metric: Metric, predictions: Any) -> bool:
    """Tell whether the predictions hold what the metric judges."""
    asked = getattr(metric, "applies", None)
    return asked is None or bool(asked(predictions))


def ratio(part: Counts, whole: Counts, empty: float = 0.0) -> Counts:
    """Divide; where the whole is 0, give `empty`."""
    shape = np.broadcast(part, whole).shape
    quotient: Counts = np.divide(part, whole, out=np.full(shape, empty), where=whole != 0)
    return quotient


def by_event(event: Labels, events: int, values: Counts) -> Counts:
    """Sum rows of counts (N, width) within each event: (events, width)."""
    sums = np.zeros((events, values.shape[1]))
    np.add.at(sums, event, values)
    return sums
