"""Claim graphs for the tests: by hand, at random, and under other names."""

from itertools import combinations

import numpy as np

from counterclaim.graphs import (
    Graph,
    HeldClaim,
    Holder,
    extent,
)
from counterclaim.labels import CONVERSE, Relation, Stance
from counterclaim.metrics.base import GraphedEvents


def span(start, end, article="wire-1"):
    return extent(article, ((start, end),))


CLAIMS = {f"c{i}": (span(20 * i, 20 * i + 10),) for i in range(6)}
HOLDERS = {"m": Holder("the ministry", ()), "a": Holder("an analyst", ()), "w": Holder("wire", ())}


def graph(stances=(), relations=None, claims=None, holders=None):
    """Stances are (holder, claim, label) in wire-1, or name another article."""
    held = frozenset(HeldClaim(*(*one, "wire-1")[:4]) for one in stances)
    return Graph(claims or CLAIMS, holders or HOLDERS, held, relations or {})


def events(graphs):
    return GraphedEvents(np.arange(len(graphs)), len(graphs), tuple(graphs))


def value(metric, gold, given):
    return float(metric.value(metric.statistics(events(gold), events(given)).sum(0)))


def random_graph(rng):
    names = sorted(CLAIMS)

    def one():
        article = f"wire-{rng.integers(5)}"
        return rng.choice(list(HOLDERS)), names[rng.integers(len(names))], list(Stance)[rng.integers(len(Stance))], article

    labels = [Relation.CONTRADICTION, Relation.ENTAILS, Relation.EQUIVALENT, Relation.OPPOSED]
    relations = {(a, b): labels[rng.integers(len(labels))] for a, b in combinations(names, 2) if rng.random() < 0.3}
    return graph({one() for _ in range(20)}, relations)


def dense_graph(rng):
    """Claims and holders on a short text: nearly all overlap, many are alike, some are the same."""

    def mentions(most):
        found = []
        for _ in range(rng.integers(1, most)):
            start = int(rng.integers(0, 12))
            found.append(span(start, start + int(rng.integers(1, 9)), f"wire-{rng.integers(2)}"))
        return tuple(found)

    words = "ministry", "of", "the", "port", "spokesman"
    claims = {f"c{i}": mentions(4) for i in range(12)}
    holders = {f"h{i}": Holder(f"{words[i % 5]} {rng.choice(words)} {i}", mentions(3)[1:]) for i in range(6)}
    stances = frozenset(
        HeldClaim(f"h{rng.integers(6)}", f"c{rng.integers(12)}", list(Stance)[rng.integers(7)], f"wire-{rng.integers(5)}")
        for _ in range(40)
    )
    pairs = [pair if rng.random() < 0.5 else pair[::-1] for pair in combinations(claims, 2) if rng.random() < 0.3]
    return Graph(claims, holders, stances, {pair: list(Relation)[rng.integers(len(Relation))] for pair in pairs})


def drawn(make, rng):
    """Return a gold graph and a predicted one that has half of it, and half of another."""
    gold, other = make(rng), make(rng)

    def mixed(one, another):
        return {key: (one if rng.random() < 0.5 else another).get(key, one.get(key)) for key in one}

    stances = frozenset(stance for stance in sorted(gold.stances | other.stances) if rng.random() < 0.5)
    relations = {pair: label for pair, label in gold.relations.items() if rng.random() < 0.5 and pair[::-1] not in other.relations}
    return gold, Graph(
        mixed(gold.claims, other.claims), mixed(gold.holders, other.holders), stances, {**other.relations, **relations}
    )


def renamed(one, rng):
    """Give every claim and holder another id and place, and turn some pairs around."""
    claims = dict(zip(one.claims, (f"x{i}" for i in rng.permutation(len(one.claims))), strict=True))
    holders = dict(zip(one.holders, (f"y{i}" for i in rng.permutation(len(one.holders))), strict=True))
    turned = {}
    for (a, b), label in one.relations.items():
        if rng.random() < 0.5:
            turned[claims[a], claims[b]] = label
        else:
            turned[claims[b], claims[a]] = CONVERSE[label]
    return Graph(
        {new: one.claims[name][::-1] for name, new in sorted(claims.items(), key=lambda pair: pair[1])},
        {new: one.holders[name] for name, new in sorted(holders.items(), key=lambda pair: pair[1])},
        frozenset(s._replace(holder=holders[s.holder], claim=claims[s.claim]) for s in one.stances),
        dict(sorted(turned.items())),
    )
