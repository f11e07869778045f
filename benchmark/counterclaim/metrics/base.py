"""What a metric is, and the two kinds of input that metrics take."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts, Numbers
from counterclaim.graphs import Graph
from counterclaim.tokens import TokenSets


@dataclass(frozen=True, eq=False)
class LabelledItems:
    """Gold or predicted labels of N items, in the order of the gold."""

    event: Numbers
    """(N,) the number of each item's event."""
    events: int
    """How many events there are."""
    labels: Numbers
    """(N,) numbers of labels."""
    classes: int
    scores: NDArray[np.float64]
    """(N, classes) a distribution over the labels: of the votes in gold, of the system in predictions."""
    types: Numbers
    """(N,) numbers of conflict types; -1 for none."""
    sets: Numbers | None = None
    """(N,) numbers of contrast sets, where the items come in sets."""
    reversed: Numbers | None = None
    """(N,) predicted labels of the same pairs turned round, where a system gives them."""
    scored: bool = False
    """Whether a system gave scores; else `scores` is certain of the label."""


ROLES = ("source", "cue", "content")


@dataclass(frozen=True, eq=False)
class AttributedArticles:
    """Gold or predicted attributions of N articles, A in all, article by article in the order of the gold."""

    event: Numbers
    """(N,) the number of each article's event."""
    events: int
    article: Numbers
    """(A,) the number of each attribution's article, ascending."""
    roles: Mapping[str, TokenSets]
    """By role, the tokens of the A attributions, on one line for all articles."""
    names: tuple[tuple[str, ...], ...] | None
    """(A,) who is said to speak; None where no attribution says it."""

    def masked(self, mask: NDArray[np.bool_]) -> "AttributedArticles":
        """Keep the attributions of the articles of the mask (N,), and the numbering of articles and events."""
        kept = mask[self.article]
        roles = {role: sets.masked(kept) for role, sets in self.roles.items()}
        names = None if self.names is None else tuple(self.names[i] for i in np.flatnonzero(kept))
        return replace(self, article=self.article[kept], roles=roles, names=names)

    def per_event(self, values: Counts | None = None, of: Numbers | None = None) -> Counts:
        """Sum the values (M,) of the attributions `of` (M,) in each event: (events,). By default of all of them, a 1 for each."""
        event = self.event[self.article if of is None else self.article[of]]
        return np.bincount(event, values, self.events).astype(np.float64)


@dataclass(frozen=True, eq=False)
class GraphedEvents:
    """Gold or predicted claim graphs of N events, in the order of the gold."""

    event: Numbers
    """(N,) the number of each graph's event."""
    events: int
    graphs: tuple[Graph, ...]


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


def by_event(event: Numbers, events: int, values: Counts) -> Counts:
    """Sum rows of counts (N, width) within each event: (events, width)."""
    sums = np.zeros((events, values.shape[1]))
    np.add.at(sums, event, values)
    return sums
