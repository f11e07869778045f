"""F1 of one role of attributions, by tokens or by whole spans."""

from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.base import AttributedArticles, ratio
from counterclaim.metrics.linking import links


@dataclass(frozen=True)
class RoleTokenF1:
    """Token F1 of a role: 2 * shared / (gold tokens + predicted tokens).

    Tokens are shared only within matched attributions (by linked F1); those of unmatched ones count as missed or spurious. 1 where
    neither side has any. Token overlap as partial credit for attributions: Pareti (2016).
    """

    role: str

    @property
    def name(self) -> str:
        """Such as source_token_f1."""
        return f"{self.role}_token_f1"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return shared, gold and predicted tokens, per event."""
        found = links(gold, predictions)
        both = gold.per_event(found.roles[self.role].shared, found.gold)
        each = (one.per_event(one.roles[self.role].sizes) for one in (gold, predictions))
        return np.column_stack((both, *each))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)


@dataclass(frozen=True)
class RoleExactF1:
    """Exact F1 of a role: 2 * equal / (gold + predicted attributions), equal where matched ones have the same tokens in that role.

    A role that is empty on both sides is equal. 1 where there is no attribution on either side. Strict matching of attributions:
    Pareti (2016).
    """

    role: str

    @property
    def name(self) -> str:
        """Such as source_exact_f1."""
        return f"{self.role}_exact_f1"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return equal roles, gold and predicted attributions, per event."""
        found = links(gold, predictions)
        equal = gold.per_event(found.roles[self.role].equal, found.gold)
        return np.column_stack((equal, gold.per_event(), predictions.per_event()))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)
