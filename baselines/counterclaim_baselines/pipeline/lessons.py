"""What the gold of an event teaches the parts of the pipeline: its mentions, who takes which stance on them, how they stand."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from counterclaim.graphs import Alignment
from counterclaim.labels import Relation
from counterclaim.tasks.graph import GRAPH
from counterclaim_baselines.base import Row
from counterclaim_baselines.measuring import taken
from counterclaim_baselines.pipeline.assembling import holder_lines
from counterclaim_baselines.pipeline.holders import Held
from counterclaim_baselines.pipeline.pairs import NEITHER, RIVAL, SAME
from counterclaim_baselines.pipeline.reading import Article, Mention, mention_of, pieces
from counterclaim_baselines.pipeline.stances import NO_STANCE, Voice

_PAIR = {Relation.CONTRADICTION: RIVAL, Relation.EQUIVALENT: SAME}


def gold_mentions(row: Row, articles: Sequence[Article]) -> list[tuple[str, Mention]]:
    """Return the mentions of the gold, each with its claim."""
    number = {article.name: at for at, article in enumerate(articles)}
    return [
        (claim["id"], mention_of(articles, number[one["article"]], pieces(one["span"])))
        for claim in row["claims"]
        for one in claim["mentions"]
    ]


def gold_stances(
    row: Row, articles: Sequence[Article], holders: Sequence[Held], gold: Sequence[tuple[str, Mention]], heard: Sequence[Voice]
) -> list[str]:
    """Return the label of each voice: the stance of the gold holder with whom the scorer aligns the found one."""
    line = {"id": row["id"], "holders": holder_lines(articles, holders), "claims": [], "stances": []}
    found = GRAPH.gold([row])
    alignment = Alignment(found.items.graphs[0], taken(GRAPH, found, [line]).graphs[0])
    known = {given: one for one, given in alignment.holders.items()}
    labels = {(one["holder"], one["claim"], one["article"]): one["label"] for one in row["stances"]}
    return [
        labels.get((known.get(f"h{one.holder}"), gold[one.mention][0], articles[gold[one.mention][1].article].name), NO_STANCE)
        for one in heard
    ]


def gold_pairs(row: Row, gold: Sequence[tuple[str, Mention]]) -> list[str]:
    """Return how each pair of mentions stands, in the order of itertools.combinations."""
    relations: Mapping[frozenset[str], str] = {frozenset((one["first"], one["second"])): one["label"] for one in row["relations"]}
    return [
        SAME if one == other else _PAIR.get(Relation(relations.get(frozenset((one, other)), Relation.COMPATIBLE)), NEITHER)
        for (one, _), (other, _) in combinations(gold, 2)
    ]
