"""The graph of an event from what the parts hold probable: clusters of mentions as claims, their sides, the likeliest disputes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from counterclaim.labels import Relation, Stance
from counterclaim.spans import Span
from counterclaim_baselines.base import Line
from counterclaim_baselines.pipeline.holders import Held
from counterclaim_baselines.pipeline.pairs import Shares
from counterclaim_baselines.pipeline.reading import Article, Mention
from counterclaim_baselines.pipeline.stances import NO_STANCE

FOR, AGAINST = (Stance.ASSERTS, Stance.HEDGES), (Stance.DENIES, Stance.DOUBTS)
"""The labels whose probabilities together are that of being for a claim, or against it."""


@dataclass(frozen=True)
class Settings:
    """What is chosen on validation."""

    mention: float = 0.06
    """The probability from which on a mention begins."""
    same: float = 0.4
    """The mean probability of being one claim down to which clusters of mentions are joined."""
    plus: float = 0.5
    """The probability from which on a holder is for a claim."""
    minus: float = 0.15
    """The probability from which on a holder is against it, unless, each beside its bound, the other is more probable."""
    disputes: int = 10
    """How many disputes an article gives: relations are taken, the most probable dispute first, until there are so many."""


@dataclass(frozen=True)
class Switches:
    """Which parts are on: what the ablations turn off."""

    own_voice: bool = True
    """The outlets take stances."""
    neighbours: bool = True
    """Who speaks close by may take a stance."""
    clusters: bool = True
    """Mentions are joined to claims."""
    relations: bool = True
    """Claims are related; without, disputes are those over one claim alone."""


class Judged(NamedTuple):
    """An event as the parts judge it."""

    articles: Sequence[Article]
    holders: Sequence[Held]
    outlets: int
    """How many of the first holders are the outlets."""
    mentions: Sequence[Mention]
    stances: dict[tuple[int, int], dict[str, float]]
    """The probability of each label, by mention and holder."""
    same: Shares
    rival: Shares


def assemble(name: str, judged: Judged, settings: Settings, switches: Switches = Switches()) -> Line:
    """Return the line of a submission."""
    claims = _clusters(judged.same, settings.same) if switches.clusters else [[at] for at in range(len(judged.mentions))]
    sides = [_sides(judged, members, settings, switches) for members in claims]
    relations = _relations(judged, claims, sides, settings.disputes * len(judged.articles)) if switches.relations else []
    return {
        "id": name,
        "holders": holder_lines(judged.articles, judged.holders),
        "claims": [
            {
                "id": f"c{number}",
                "mentions": [_place(judged.articles, one.article, one.span) for one in map(judged.mentions.__getitem__, members)],
            }
            for number, members in enumerate(claims)
        ],
        "stances": [
            {"holder": f"h{one.holder}", "claim": f"c{number}", "label": one.label, "article": judged.articles[one.article].name}
            for number, taken in enumerate(sides)
            for one in taken
        ],
        "relations": [{"first": f"c{one}", "second": f"c{other}", "label": label} for one, other, label in relations],
    }


def holder_lines(articles: Sequence[Article], holders: Sequence[Held]) -> list[Line]:
    """Return the holders as a submission holds them, `h` and their number as ids."""
    return [
        {"id": f"h{number}", "name": one.name, "mentions": [_place(articles, *place) for place in one.places]}
        for number, one in enumerate(holders)
    ]


class _Side(NamedTuple):
    holder: int
    article: int
    label: str
    share: float


def _clusters(same: Shares, bound: float) -> list[list[int]]:
    """Join mentions by average linkage (Sokal & Michener 1958) while the mean probability of being the same is above the bound."""
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - imports slowly

    if len(same) < 2:
        return [[at] for at in range(len(same))]
    model = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - bound)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(model.fit_predict(1 - same).tolist()):
        found[number].append(at)
    return sorted(found.values())


def _sides(judged: Judged, members: Sequence[int], settings: Settings, switches: Switches) -> list[_Side]:
    """Return the stances on a claim: of each holder and article the strongest of any mention."""
    shares: defaultdict[tuple[int, int], defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for at in members:
        for holder in range(0 if switches.own_voice else judged.outlets, len(judged.holders)):
            for label, share in judged.stances.get((at, holder), {}).items():
                met = shares[holder, judged.mentions[at].article]
                met[label] = max(met[label], share)
    found = []
    for (holder, article), met in sorted(shares.items()):
        plus, minus = (sum(met[label] for label in labels) for labels in (FOR, AGAINST))
        if minus >= settings.minus and minus / settings.minus >= plus / settings.plus:
            found.append(_Side(holder, article, Stance.DENIES.value, minus))
        elif plus >= settings.plus:
            found.append(_Side(holder, article, Stance.ASSERTS.value, plus))
        else:
            label = max((Stance.REPORTS.value, Stance.UNVERIFIED.value, NO_STANCE), key=lambda one: met[one])
            if label != NO_STANCE:
                found.append(_Side(holder, article, label, met[label]))
    return found


def _relations(
    judged: Judged, claims: Sequence[Sequence[int]], sides: Sequence[Sequence[_Side]], most: int
) -> list[tuple[int, int, str]]:
    """Relate claims, the most probable dispute first, until there are so many disputes.

    Two claims are disputed as contradictions that have holders for both, or as equivalents with a holder for the one and a holder
    against the other. A dispute is as probable as the relation, of any two mentions, times the two stances.
    """
    plus, minus = (
        [{one.holder: one.share for one in taken if one.label == side.value} for taken in sides]
        for side in (Stance.ASSERTS, Stance.DENIES)
    )
    count = sum(len(one) * len(other) for one, other in zip(plus, minus, strict=True))
    found = []
    for one, other in combinations(range(len(claims)), 2):
        between = np.ix_(claims[one], claims[other])
        ways = (
            (judged.rival, Relation.CONTRADICTION, ((plus[one], plus[other]),)),
            (judged.same, Relation.EQUIVALENT, ((plus[one], minus[other]), (minus[one], plus[other]))),
        )
        for related, relation, met in ways:
            facing = [(mine, theirs) for mine, theirs in met if mine and theirs]
            if facing:
                share = float(related[between].max()) * max(max(mine.values()) * max(theirs.values()) for mine, theirs in facing)
                found.append((share, one, other, relation.value, sum(len(mine) * len(theirs) for mine, theirs in facing)))
    taken: dict[tuple[int, int], str] = {}
    for _, one, other, label, disputes in sorted(found, key=lambda way: (-way[0], way[1:])):
        if count >= most:
            break
        if (one, other) not in taken:
            taken[one, other] = label
            count += disputes
    return [(one, other, label) for (one, other), label in sorted(taken.items())]


def _place(articles: Sequence[Article], number: int, span: Span) -> Line:
    return {"article": articles[number].name, "span": [list(piece) for piece in span]}
