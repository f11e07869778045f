"""How gold and predicted attributions are linked: the matching that the attribution metrics stand on."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from counterclaim.arrays import Counts, Numbers
from counterclaim.matching import matched
from counterclaim.metrics.base import ROLES, AttributedArticles, ratio
from counterclaim.tokens import TokenSets, overlaps


class Overlap(NamedTuple):
    """The tokens of one role in pairs of a gold and a predicted attribution: (M,) each."""

    shared: Counts
    gold: Counts
    predicted: Counts

    @property
    def dice(self) -> Counts:
        """(M,) the Dice coefficient (Dice 1945): 2 * shared / (gold + predicted); 1 where both are empty."""
        return ratio(2 * self.shared, self.gold + self.predicted, empty=1.0)

    @property
    def equal(self) -> Counts:
        """(M,) 1 where both have the same tokens, or none, else 0."""
        return np.equal(2 * self.shared, self.gold + self.predicted).astype(np.float64)


class Links(NamedTuple):
    """M predicted attributions matched to gold ones, in the order of the gold."""

    gold: Numbers
    """(M,) numbers of gold attributions."""
    predicted: Numbers
    """(M,) numbers of predicted ones."""
    credit: Counts
    """(M,) mean Dice of the three roles, 0 to 1."""
    roles: Mapping[str, Overlap]
    """By role."""


def link(gold: AttributedArticles, predictions: AttributedArticles) -> Links:
    """Match one-to-one so that the total credit is largest; a pair is eligible where the contents share a token.

    Of equal optima the one that the order of the attributions gives.
    """
    pairs, _ = overlaps(gold.roles["content"], predictions.roles["content"])
    found = {role: _overlap(gold.roles[role], predictions.roles[role], pairs) for role in ROLES}
    credit: Counts = sum((one.dice for one in found.values()), np.zeros(len(pairs))) / len(ROLES)
    i, j = np.divmod(pairs, max(len(predictions.article), 1))
    chosen = matched(i, j, credit)
    roles = {role: Overlap(*(column[chosen] for column in one)) for role, one in found.items()}
    return Links(i[chosen], j[chosen], credit[chosen], roles)


def _overlap(gold: TokenSets, predicted: TokenSets, pairs: Numbers) -> Overlap:
    """Measure one role of the pairs, numbered as by `overlaps`."""
    found, tokens = overlaps(gold, predicted)
    shared = np.zeros(len(pairs))
    _, here, there = np.intersect1d(pairs, found, assume_unique=True, return_indices=True)
    shared[here] = tokens[there]
    i, j = np.divmod(pairs, max(len(predicted.sizes), 1))
    return Overlap(shared, gold.sizes[i], predicted.sizes[j])


@lru_cache(maxsize=1)
def links(gold: AttributedArticles, predictions: AttributedArticles) -> Links:
    """Link once for all the metrics that stand on it."""
    return link(gold, predictions)
