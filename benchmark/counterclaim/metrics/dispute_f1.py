"""Dispute F1, the headline of the graph task: who is at odds with whom over what."""

from dataclasses import dataclass

from counterclaim.graphs import Alignment, disputes, matched_disputes
from counterclaim.metrics.mean_f1 import MeanF1


@dataclass(frozen=True)
class DisputeF1(MeanF1):
    """F1 of disputes, micro within an event and macro over events: mean over events of 2 * matched / (gold + predicted).

    A dispute is a pair of sides (holder, for or against, claim), over the whole event, whichever article. A predicted one is
    eligible for a gold one where both holders are aligned, both stances agree and the words of both claims overlap (Dice 1945 at
    least .5, all mentions together). The matching is one-to-one and of maximum weight; each match weighs 1. An event without
    disputes on either side counts 1, one without a gold or without a predicted dispute alone 0.
    """

    name: str = "dispute_f1"

    @staticmethod
    def count(alignment: Alignment) -> tuple[int, int, int]:
        """Return matched, gold and predicted disputes of one event."""
        gold, predicted = disputes(alignment.gold), disputes(alignment.predicted)
        return len(matched_disputes(alignment, gold, predicted)), len(gold), len(predicted)
