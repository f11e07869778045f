"""Claim graphs of an event, from the gold, a second reading or a system: their records, their disputes, how two are aligned."""

from counterclaim.graphs.alignment import ALIKE, aligned_claims, aligned_holders, claim_similarity, name_similarity
from counterclaim.graphs.disputes import Dispute, Side, disputes
from counterclaim.graphs.records import Extent, Graph, HeldClaim, Holder, extent

__all__ = [
    "ALIKE",
    "Dispute",
    "Extent",
    "Graph",
    "HeldClaim",
    "Holder",
    "Side",
    "aligned_claims",
    "aligned_holders",
    "claim_similarity",
    "disputes",
    "extent",
    "name_similarity",
]
