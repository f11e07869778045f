"""F1 of saying who speaks."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.graphs import ALIKE, name_similarity
from counterclaim.matching import best_matching
from counterclaim.metrics.base import AttributedArticles, ratio
from counterclaim.metrics.linking import links


@lru_cache(maxsize=65536)
def same_sources(gold: tuple[str, ...], predicted: tuple[str, ...]) -> bool:
    """Tell whether the names can be put one-to-one with every pair alike, by the rule for holders; nobody is the same as nobody."""
    if len(gold) != len(predicted):
        return False
    alike = {(i, j): 1.0 for i, one in enumerate(gold) for j, other in enumerate(predicted) if name_similarity(one, other) >= ALIKE}
    return len(best_matching(alike)) == len(gold)


@dataclass(frozen=True)
class SourceLinkingF1:
    """2 * right / (gold + predicted attributions), right where matched ones name the same sources.

    By the matching of linked F1. The sources are the same where the names can be put one-to-one with every pair alike: Dice (Dice
    1945) of their words, articles left out, at least .5. No name on either side is right; a name too many or too few is wrong, and
    so is an attribution that is not matched. With no attribution on either side the value is 1.
    """

    name: str = "source_linking_f1"

    def applies(self, predictions: AttributedArticles) -> bool:
        """Tell whether the predictions name anybody; where they do not, the score says nothing of the system."""
        return predictions.names is not None

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return right, gold and predicted attributions, per event."""
        found = links(gold, predictions)
        mine, theirs = (_names(one) for one in (gold, predictions))
        pairs = zip(found.gold.tolist(), found.predicted.tolist(), strict=True)
        right = np.array([same_sources(mine[i], theirs[j]) for i, j in pairs], float)
        return np.column_stack((gold.per_event(right, found.gold), gold.per_event(), predictions.per_event()))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)


def _names(articles: AttributedArticles) -> tuple[tuple[str, ...], ...]:
    return ((),) * len(articles.article) if articles.names is None else articles.names
