"""Length and overlap: how long the two sides are and how many words they share."""

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import ScaledBaseline
from counterclaim_baselines.texts import nearest_sentences, overlap, words


class LengthOverlap(ScaledBaseline):
    """Logistic regression on lengths and on the share of common words (McCoy et al. 2019, "Right for the Wrong Reasons")."""

    name = "length-overlap"
    sees = "counts of words and of shared words, of two mentions or of a claim and the nearest sentences"

    def features(self, task: str, item: Row) -> list[float]:
        """Return the counts."""
        if task == "stance":
            one, other = item["claim_text"], nearest_sentences(item["text"], item["claim_text"])
        else:
            one, other = item["first_mention"], item["second_mention"]
        lengths = float(len(words(one))), float(len(words(other)))
        return [overlap(one, other), *lengths, abs(lengths[0] - lengths[1])]
