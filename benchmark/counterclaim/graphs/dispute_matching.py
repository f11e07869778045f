"""Which disputes of two aligned graphs are the same."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from counterclaim.graphs.alignment import ALIKE, Alignment
from counterclaim.graphs.disputes import Dispute, Side
from counterclaim.matching import Edge, best_matching


def matched_disputes(alignment: Alignment, gold: Sequence[Dispute], predicted: Sequence[Dispute]) -> list[Edge]:
    """Match disputes of the two graphs one-to-one, as many as can be: numbers of gold and predicted ones.

    A pair is eligible where both sides meet, this way or the other way round. Two sides meet where their holders are aligned, both
    are for or both against, and their claims are ALIKE. Only gold disputes that share a side with a predicted one are looked at.
    """
    holders = {other: one for one, other in alignment.holders.items()}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for (claim, given), similarity in alignment.similar_claims.items():
        if similarity >= ALIKE:
            alike[given].append(claim)
    touching: defaultdict[Side, list[tuple[int, Side]]] = defaultdict(list)
    for number, (one, other) in enumerate(gold):
        touching[one].append((number, other))
        touching[other].append((number, one))

    @cache
    def meets(side: Side) -> frozenset[Side]:
        there = (Side(holders[side.holder], claim, side.favours) for claim in alike[side.claim] if side.holder in holders)
        return frozenset(one for one in there if one in touching)

    return best_matching(
        {
            (number, given): 1.0
            for given, (one, other) in enumerate(predicted)
            for met in meets(one)
            for number, opposite in touching[met]
            if opposite in meets(other)
        }
    )
