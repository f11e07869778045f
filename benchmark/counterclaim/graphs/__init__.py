"""Claim graphs of an event, from the gold, a second reading or a system: their records, their disputes, how two are aligned."""

from counterclaim.graphs.alignment import ALIKE, Alignment, name_similarity
from counterclaim.graphs.dispute_matching import matched_disputes
from counterclaim.graphs.disputes import Dispute, Side, across_articles, disputes
from counterclaim.graphs.ladder import RUNGS, ladder
from counterclaim.graphs.records import Extent, Graph, HeldClaim, Holder, Mentions, covered, extent

__all__ = [
    "ALIKE",
    "RUNGS",
    "Alignment",
    "Dispute",
    "Extent",
    "Graph",
    "HeldClaim",
    "Holder",
    "Mentions",
    "Side",
    "across_articles",
    "covered",
    "disputes",
    "extent",
    "ladder",
    "matched_disputes",
    "name_similarity",
]
