"""The claims of an event in a table: who says what of each, whether or not it is in dispute."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.graphs import Graph
from counterclaim.labels import Stance
from counterclaim.rows import Row
from counterclaim_leaderboard.site.event_article import ShownArticle
from counterclaim_leaderboard.site.event_graph import Picture


@dataclass(frozen=True)
class ShownClaim:
    """A claim."""

    id: str
    text: str
    kind: str
    validity: str
    disputed: bool
    held: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """By stance, in the order of the labels: the holders, each with the articles that show it."""
    excluded: tuple[str, ...]
    """The claims that cannot be true beside it."""
    told: tuple[tuple[str, int], ...]
    """Article and number of each paragraph in which its words begin."""


def shown_claims(graph: Graph, row: Row, picture: Picture, articles: Sequence[ShownArticle]) -> list[ShownClaim]:
    """Return the claims of an event, in the order of the gold."""
    held: defaultdict[str, defaultdict[tuple[Stance, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in graph.stances:
        held[one.claim][one.label, one.holder].add(one.article)
    excluded = defaultdict(list)
    for one in row["relations"]:
        if one["label"] == "contradiction":
            excluded[one["first"]].append(one["second"])
            excluded[one["second"]].append(one["first"])
    order = {name: i for i, name in enumerate(row["articles"])}
    starts = {article.id: [paragraph.start for paragraph in article.paragraphs] for article in articles}
    return [
        ShownClaim(
            id=claim["id"],
            text=claim["text"],
            kind=claim["kind"],
            validity=claim["validity"],
            disputed=claim["id"] in picture.claims,
            held={
                label.value: found
                for label in Stance
                if (
                    found := tuple(
                        (holder, tuple(sorted(articles, key=lambda name: order[name])))
                        for (given, holder), articles in sorted(held[claim["id"]].items())
                        if given is label
                    )
                )
            },
            excluded=tuple(sorted(excluded[claim["id"]])),
            told=tuple(
                dict.fromkeys(
                    (one["article"], bisect_right(starts[one["article"]], one["span"][0][0])) for one in claim["mentions"]
                )
            ),
        )
        for claim in row["claims"]
    ]
