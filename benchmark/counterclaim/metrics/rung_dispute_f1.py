"""Dispute F1 on a rung of the oracle ladder: what a system would score if a part of its graphs were the gold's."""

from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.arrays import Counts
from counterclaim.graphs import RUNGS, ladder
from counterclaim.metrics.base import GraphedEvents
from counterclaim.metrics.dispute_f1 import DisputeF1

_DISPUTES = DisputeF1()


@dataclass(frozen=True)
class RungDisputeF1:
    """Dispute F1, the mean over events of 2 * matched / (gold + predicted), of the predicted graphs as they stand on a rung.

    The rungs are those of `graphs.ladder`, of this benchmark; all else counts as in dispute F1.

    An empty graph stays empty up to the gold's claims. Where the gold's stances are in, a system has the disputes over one and the
    same claim for nothing, even where it predicted no graph at all: a rung is read against the rung below it, never alone.
    """

    rung: str

    @property
    def name(self) -> str:
        """Such as dispute_f1_gold_spans."""
        return f"dispute_f1_{self.rung}"

    def statistics(self, gold: GraphedEvents, predictions: GraphedEvents) -> Counts:
        """Return F1 and 1 for each event, so that sums give the mean."""
        return _DISPUTES.statistics(gold, _on_rungs(gold, predictions)[self.rung])

    def value(self, sums: Counts) -> Counts:
        """Return the mean over the events."""
        return _DISPUTES.value(sums)


@lru_cache(maxsize=1)
def _on_rungs(gold: GraphedEvents, predictions: GraphedEvents) -> dict[str, GraphedEvents]:
    """Climb the ladder once for all rungs."""
    ladders = [ladder(one, other) for one, other in zip(gold.graphs, predictions.graphs, strict=True)]
    return {rung: replace(predictions, graphs=tuple(graphs[rung] for graphs in ladders)) for rung in RUNGS}
