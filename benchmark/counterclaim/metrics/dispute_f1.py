"""Dispute F1, the headline of the graph task: who is at odds with whom over what."""

from dataclasses import dataclass

from counterclaim.graphs import Dispute, Graph, Side, aligned_holders, claim_similarity, disputes
from counterclaim.graphs.alignment import ALIKE
from counterclaim.matching import best_matching
from counterclaim.metrics.mean_f1 import MeanF1


@dataclass(frozen=True)
class DisputeF1(MeanF1):
    """F1 of disputes, micro within an event and macro over events: mean over events of 2 * matched / (gold + predicted).

    A dispute is a pair of sides (holder, for or against, claim). A predicted one is eligible for a gold one where both holders are
    aligned, both stances agree and the words of both claims overlap (Dice 1945 at least .5, all mentions together). The matching is
    one-to-one and of maximum weight; each match weighs 1. An event without disputes on either side counts 1, one without a gold or
    without a predicted dispute alone 0.
    """

    name: str = "dispute_f1"

    @staticmethod
    def count(gold: Graph, predicted: Graph) -> tuple[int, int, int]:
        """Return matched, gold and predicted disputes of one event."""
        right, given = disputes(gold), disputes(predicted)
        holders = {other: one for one, other in aligned_holders(gold, predicted).items()}
        alike = {
            (one, other)
            for one, words in gold.claims.items()
            for other, others in predicted.claims.items()
            if claim_similarity(words, others) >= ALIKE
        }

        def meet(one: Side, other: Side) -> bool:
            return one.favours == other.favours and holders.get(other.holder) == one.holder and (one.claim, other.claim) in alike

        def eligible(one: Dispute, other: Dispute) -> bool:
            straight = meet(one.one, other.one) and meet(one.other, other.other)
            return straight or (meet(one.one, other.other) and meet(one.other, other.one))

        weights = {(i, j): 1.0 for i, one in enumerate(right) for j, other in enumerate(given) if eligible(one, other)}
        return len(best_matching(weights)), len(right), len(given)
