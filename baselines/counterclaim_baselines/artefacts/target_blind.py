"""Target-blind: what a holder says, without knowing about what."""

from typing import Any, ClassVar

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import LinearBaseline
from counterclaim_baselines.texts import sentence_ranges, words


class TargetBlind(LinearBaseline):
    """Logistic regression on the sentences that name the holder, blind to the claim (Kaushal et al. 2021)."""

    name = "target-blind"
    tasks: ClassVar[tuple[str, ...]] = ("stance",)
    sees = "the sentences of the article that name the holder, the whole article for its own voice; never the claim"

    def vectorizer(self, task: str) -> Any:
        """Weigh words and pairs of words by TF-IDF."""
        del task
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - imports slowly

        return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)

    def features(self, task: str, item: Row) -> str:
        """Return the sentences."""
        del task
        text = str(item["text"])
        if item["own_voice"]:
            return text
        named = {word for word in words(item["holder_name"]) if len(word) > 3}
        sentences = [text[start:end] for start, end in sentence_ranges(text)]
        return " ".join(sentence for sentence in sentences if words(sentence) & named)
