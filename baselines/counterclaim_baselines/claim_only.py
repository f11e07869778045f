"""Claim only: the partial-input baseline of entailment corpora."""

from typing import Any

from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import LinearBaseline


class ClaimOnly(LinearBaseline):
    """Logistic regression on the words of one side alone (Poliak et al. 2018; Gururangan et al. 2018)."""

    name = "claim-only"
    kind = SystemKind.ARTEFACT
    sees = "the claim without article or holder; of a pair, the second mention"

    def vectorizer(self, task: str) -> Any:
        """Weigh words and pairs of words by TF-IDF."""
        del task
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - imports slowly

        return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)

    def features(self, task: str, item: Row) -> str:
        """Return the claim's text, or the second mention."""
        return str(item["claim_text"] if task == "stance" else item["second_mention"])
