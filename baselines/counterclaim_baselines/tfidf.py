"""TF-IDF and logistic regression."""

from collections.abc import Sequence
from typing import Any

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import LinearBaseline
from counterclaim_baselines.texts import nearest_sentences


class TfIdf(LinearBaseline):
    """Logistic regression on TF-IDF of both sides, and of what they share and do not share."""

    name = "tfidf"
    sees = "the claim, the holder and the nearest sentences of the article; of a pair, both mentions and their paragraphs"

    def vectorizer(self, task: str) -> Any:
        """Weigh each text apart, and the words in common and not in common."""
        del task
        from sklearn.compose import ColumnTransformer  # noqa: PLC0415 - imports slowly
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415
        from sklearn.preprocessing import FunctionTransformer  # noqa: PLC0415

        columns = ColumnTransformer(
            [
                (name, TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+"), number)
                for number, name in enumerate(("first", "second", "around", "shared", "apart"))
            ]
        )
        return make_pipeline(FunctionTransformer(_columns), columns)

    def features(self, task: str, item: Row) -> tuple[str, str, str, str, str]:
        """Return the two texts, their surroundings, the words in common and those not."""
        if task == "stance":
            one, other = item["claim_text"], nearest_sentences(item["text"], item["claim_text"])
            around = item["holder_name"] + (" own-voice" if item["own_voice"] else " other-voice")
        else:
            one, other = item["first_mention"], item["second_mention"]
            around = item["first_paragraph"] + " " + item["second_paragraph"]
        mine, theirs = set(one.lower().split()), set(other.lower().split())
        # A token of its own keeps a column from being empty where nothing is shared.
        shared, apart = " ".join(["_", *sorted(mine & theirs)]), " ".join(["_", *sorted(mine ^ theirs)])
        return one.lower(), other.lower(), around.lower(), shared, apart


def _columns(features: Sequence[tuple[str, ...]]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.array(features, dtype=object)
