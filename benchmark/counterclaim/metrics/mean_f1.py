"""What the metrics of claim graphs share: F1 of some kind of thing, micro within an event and macro over events."""

from abc import ABC, abstractmethod
from functools import lru_cache

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.graphs import Alignment
from counterclaim.metrics.base import GraphedEvents, by_event, ratio


@lru_cache(maxsize=1)
def alignments(gold: GraphedEvents, predictions: GraphedEvents) -> tuple[Alignment, ...]:
    """Align every event once, for all the metrics that stand on it."""
    return tuple(Alignment(one, other) for one, other in zip(gold.graphs, predictions.graphs, strict=True))


class MeanF1(ABC):
    """The mean over events of 2 * matched / (gold + predicted); an event with nothing on either side counts 1."""

    @staticmethod
    @abstractmethod
    def count(alignment: Alignment) -> tuple[int, int, int]:
        """Return the matched, gold and predicted things of one event."""

    def statistics(self, gold: GraphedEvents, predictions: GraphedEvents) -> Counts:
        """Return F1 and 1 for each event, so that sums give the mean."""
        rows = np.array([self.count(one) for one in alignments(gold, predictions)], float).reshape(-1, 3)
        each = np.column_stack((ratio(2 * rows[:, 0], rows[:, 1] + rows[:, 2], empty=1.0), np.ones(len(rows))))
        return by_event(gold.event, gold.events, each)

    def value(self, sums: Counts) -> Counts:
        """Return the mean over the events."""
        return ratio(sums[..., 0], sums[..., 1])
