"""How two graphs of one event are aligned: which of their holders and claims are the same. Words alone decide, never ids."""

from collections.abc import Callable, Mapping
from typing import Any

from counterclaim.graphs.records import Extent, Graph, Holder
from counterclaim.matching import best_matching
from counterclaim.spans import dice, words_of

ALIKE = 0.5
"""The Dice coefficient from which two claims, or two holders, may be the same."""

_ARTICLES = frozenset(("a", "an", "the"))


def claim_similarity(one: Extent, other: Extent) -> float:
    """Return the Dice coefficient (Dice 1945) of the words of two claims, over code points; 0 where both are empty."""
    return dice(one, other) if one or other else 0.0


def holder_similarity(one: Holder, other: Holder) -> float:
    """Return the larger of two Dice coefficients: of the words of the names, and of where the texts name them."""
    return max(name_similarity(one.name, other.name), claim_similarity(one.words, other.words))


def name_similarity(one: str, other: str) -> float:
    """Return the Dice coefficient of the words of two names, articles left out; 0 where one has no other word."""
    first, second = (frozenset(words_of(name)) - _ARTICLES for name in (one, other))
    return dice(first, second) if first and second else 0.0


def aligned_claims(gold: Graph, predicted: Graph) -> dict[str, str]:
    """Match claims one-to-one, gold to predicted, so that the Dice coefficients of ALIKE and above add up to the most."""
    return _aligned(gold.claims, predicted.claims, claim_similarity)


def aligned_holders(gold: Graph, predicted: Graph) -> dict[str, str]:
    """Match holders one-to-one, gold to predicted, so that the similarities of ALIKE and above add up to the most."""
    return _aligned(gold.holders, predicted.holders, holder_similarity)


def _aligned(gold: Mapping[str, Any], predicted: Mapping[str, Any], similarity: Callable[[Any, Any], float]) -> dict[str, str]:
    """Match in an order that the predicted ids do not decide, so that renaming them changes no digit."""
    left = sorted(gold)
    right = sorted(predicted, key=lambda name: _fingerprint(predicted[name]))
    weights = {
        (i, j): weight
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (weight := similarity(gold[one], predicted[other])) >= ALIKE
    }
    return {left[i]: right[j] for i, j in best_matching(weights)}


def _fingerprint(thing: Extent | Holder) -> tuple[str, list[tuple[str, int]]]:
    return (thing.name, sorted(thing.words)) if isinstance(thing, Holder) else ("", sorted(thing))
