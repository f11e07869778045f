"""Negation count: how many words of denial stand on each side."""

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import ScaledBaseline
from counterclaim_baselines.texts import nearest_sentences, negations


class NegationCount(ScaledBaseline):
    """Logistic regression on counts of negations (Naik et al. 2018, "Stress Test Evaluation")."""

    name = "negation-count"
    sees = "counts of words of denial in each mention and its paragraph, or in a claim and the nearest sentences"

    def features(self, task: str, item: Row) -> list[float]:
        """Return the counts, and whether one side alone has any."""
        if task == "stance":
            texts = [item["claim_text"], nearest_sentences(item["text"], item["claim_text"])]
        else:
            texts = [item["first_mention"], item["second_mention"], item["first_paragraph"], item["second_paragraph"]]
        counts = [float(negations(text)) for text in texts]
        return [*counts, float((counts[0] > 0) != (counts[1] > 0))]
