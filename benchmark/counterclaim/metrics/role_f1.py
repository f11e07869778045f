"""F1 of one role of attributions, by tokens or by whole spans."""

from dataclasses import dataclass

import numpy as np

from counterclaim.metrics.base import AttributedArticles, Counts, by_event, ratio
from counterclaim.metrics.linking import links


@dataclass(frozen=True)
class RoleTokenF1:
    """Token F1 of a role: 2 * shared / (gold tokens + predicted tokens).

    Tokens are shared only within matched attributions; those of unmatched ones count as missed or spurious. 1 where neither side
    has any.
    """

    role: str

    @property
    def name(self) -> str:
        """Such as source_token_f1."""
        return f"{self.role}_token_f1"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return shared, gold and predicted tokens, per event."""
        rows = []
        for matched, right, given in zip(links(gold, predictions), gold.attributions, predictions.attributions, strict=True):
            mine = [getattr(one, self.role) for one in right]
            theirs = [getattr(one, self.role) for one in given]
            shared = sum(len(mine[link.gold] & theirs[link.predicted]) for link in matched)
            rows.append((shared, sum(map(len, mine)), sum(map(len, theirs))))
        return by_event(gold.event, gold.events, np.array(rows, float).reshape(-1, 3))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)


@dataclass(frozen=True)
class RoleExactF1:
    """Exact F1 of a role: 2 * equal / (gold + predicted attributions), equal where matched ones have the same tokens in that role.

    A role that is empty on both sides is equal. 1 where there is no attribution on either side.
    """

    role: str

    @property
    def name(self) -> str:
        """Such as source_exact_f1."""
        return f"{self.role}_exact_f1"

    def statistics(self, gold: AttributedArticles, predictions: AttributedArticles) -> Counts:
        """Return equal roles, gold and predicted attributions, per event."""
        rows = []
        for matched, right, given in zip(links(gold, predictions), gold.attributions, predictions.attributions, strict=True):
            equal = sum(getattr(right[link.gold], self.role) == getattr(given[link.predicted], self.role) for link in matched)
            rows.append((equal, len(right), len(given)))
        return by_event(gold.event, gold.events, np.array(rows, float).reshape(-1, 3))

    def value(self, sums: Counts) -> Counts:
        """Return the F1."""
        return ratio(2 * sums[..., 0], sums[..., 1] + sums[..., 2], empty=1.0)
