"""Dispute F1 of the disputes across articles alone: those that a reader of any one article cannot see."""

from dataclasses import dataclass

from counterclaim.graphs import Alignment, across_articles, matched_disputes
from counterclaim.metrics.mean_f1 import MeanF1


@dataclass(frozen=True)
class CrossArticleDisputeF1(MeanF1):
    """Dispute F1 of disputes across articles alone: mean over events of 2 * matched / (gold + predicted).

    A dispute is across articles where its two sides are taken in no common article. A holder who takes the same side in two
    articles takes it in both: to meet the other side in either makes the dispute one within an article. A self-contradiction is
    across articles where no article gives the holder both sides: a change of mind, or two accounts of the same words. Where a
    system names no article for a stance, it is taken in every article where the claim's words stand. A dispute that the system
    holds to be within an article is not among the predicted ones, even where the gold's is across. An event without such disputes
    on either side counts 1, one without a gold or without a predicted one alone 0. Of this benchmark.
    """

    name: str = "cross_article_dispute_f1"

    @staticmethod
    def count(alignment: Alignment) -> tuple[int, int, int]:
        """Return matched, gold and predicted disputes across articles of one event."""
        gold, predicted = across_articles(alignment.gold), across_articles(alignment.predicted)
        return len(matched_disputes(alignment, gold, predicted)), len(gold), len(predicted)
