"""Length and overlap: how long the two sides are and how many words they share."""

from typing import Any

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import LinearBaseline
from counterclaim_baselines.texts import nearest_sentences, overlap, words


class LengthOverlap(LinearBaseline):
    """Logistic regression on lengths and on the share of common words (McCoy et al. 2019, "Right for the Wrong Reasons")."""

    name = "length-overlap"
    sees = "counts of words and of shared words, of two mentions or of a claim and the nearest sentences"

    def vectorizer(self, task: str) -> Any:
        """Bring the counts to one scale."""
        del task
        from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - imports slowly

        return StandardScaler()

    def features(self, task: str, item: Row) -> list[float]:
        """Return the counts."""
        if task == "stance":
            one, other = item["claim_text"], nearest_sentences(item["text"], item["claim_text"])
        else:
            one, other = item["first_mention"], item["second_mention"]
        lengths = float(len(words(one))), float(len(words(other)))
        return [overlap(one, other), *lengths, abs(lengths[0] - lengths[1])]
