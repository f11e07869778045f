"""How two sets of attributions of one article are linked: the matching that the attribution metrics stand on."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.matching import Edge, best_matching
from counterclaim.metrics.base import ROLES, AttributedArticles, Roles
from counterclaim.spans import Span, Tokens, dice


class Link(NamedTuple):
    """A predicted attribution matched to a gold one."""

    gold: int
    predicted: int
    credit: float
    """Mean Dice of the three roles, 0 to 1."""


def roles(tokens: Tokens, source: Span, cue: Span, content: Span) -> Roles:
    """Turn the spans of an attribution into token numbers."""
    return Roles(tokens.within(source), tokens.within(cue), tokens.within(content))


def credit(gold: Roles, predicted: Roles) -> float:
    """Return the mean Dice of the three roles over tokens; a role that is empty on both sides counts 1."""
    return sum(dice(g, p) for g, p in zip(gold, predicted, strict=True)) / len(ROLES)


def link(gold: Sequence[Roles], predicted: Sequence[Roles]) -> list[Link]:
    """Match one-to-one so that the total credit is largest; a pair is eligible where the contents share a token.

    The predicted ones are taken in an order of their own, so that the order of the input changes no digit.
    """
    order = sorted(range(len(predicted)), key=lambda i: tuple(sorted(role) for role in predicted[i]))
    weights: dict[Edge, float] = {
        (g, p): credit(gold[g], predicted[i])
        for g in range(len(gold))
        for p, i in enumerate(order)
        if gold[g].content & predicted[i].content
    }
    return [Link(g, order[p], weights[g, p]) for g, p in best_matching(weights)]


@lru_cache(maxsize=8)
def links(gold: AttributedArticles, predictions: AttributedArticles) -> tuple[tuple[Link, ...], ...]:
    """Link every article once, for all the metrics that stand on it."""
    return tuple(tuple(link(right, given)) for right, given in zip(gold.attributions, predictions.attributions, strict=True))
