"""Claim-graph F1: every labelled edge of two graphs whose claims and holders are aligned."""

from dataclasses import dataclass

from counterclaim.graphs import Alignment, Graph
from counterclaim.labels import CONVERSE, Relation
from counterclaim.metrics.mean_f1 import MeanF1

Edge = tuple[str, str, str]


@dataclass(frozen=True)
class ClaimGraphF1(MeanF1):
    """F1 of labelled edges, micro within an event and macro over events: mean over events of 2 * right / (gold + predicted).

    The edges are the relations between claims that are not plainly compatible, and the stances of holders on claims (over the whole
    event, whichever article). Claims and holders are aligned one-to-one; an edge is right where both its ends are aligned and its
    label is the same. After Smatch's F1 over the triples of aligned graphs (Cai & Knight 2013). An event without edges on either
    side counts 1.
    """

    name: str = "claim_graph_f1"

    @staticmethod
    def count(alignment: Alignment) -> tuple[int, int, int]:
        """Return right, gold and predicted edges of one event."""
        right, given = _edges(alignment.gold), _edges(alignment.predicted)
        ends = {f"claim {other}": f"claim {one}" for one, other in alignment.claims.items()}
        ends |= {f"holder {other}": f"holder {one}" for one, other in alignment.holders.items()}
        renamed = {_directed(ends[a], ends[b], label) for a, b, label in given if a in ends and b in ends}
        return len(right & renamed), len(right), len(given)


def _edges(graph: Graph) -> set[Edge]:
    relations = {
        _directed(f"claim {first}", f"claim {second}", label)
        for (first, second), label in graph.relations.items()
        if label is not Relation.COMPATIBLE
    }
    return relations | {(f"holder {one.holder}", f"claim {one.claim}", one.label) for one in graph.stances}


def _directed(first: str, second: str, label: str) -> Edge:
    """Write an edge between claims the lower claim first; a stance goes from its holder as it is."""
    if first.startswith("claim ") and first > second:
        return second, first, CONVERSE[Relation(label)]
    return first, second, label
