"""What the learned baselines share: features, then logistic regression, its strength chosen on validation."""

from collections.abc import Sequence
from itertools import product
from typing import Any, ClassVar

from counterclaim_baselines.base import Baseline, Line, Row

STRENGTHS = (0.1, 1.0, 10.0)
WEIGHTS = ("balanced", None)
"""Whether rare labels weigh more: a probe that shouts them too often would hide what it has seen."""


class LinearBaseline(Baseline):
    """A baseline that turns an item into features (`features`) and fits logistic regression on them."""

    tasks: ClassVar[tuple[str, ...]] = ("stance", "contradiction", "contrast")
    training_data = "train split; strength of regularisation and weights of the labels chosen on the validation split"
    seed = 0

    def vectorizer(self, task: str) -> Any:
        """Return a scikit-learn transformer from what `features` gives to a matrix."""
        raise NotImplementedError

    def features(self, task: str, item: Row) -> Any:
        """Return what the baseline sees of an item."""
        raise NotImplementedError

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Fit with each strength and weighting; keep the one with the best macro-F1 on validation, the first of equals."""
        from sklearn.metrics import f1_score  # noqa: PLC0415 - imports slowly

        right = [row["label"] for row in validation]
        best = -1.0
        for strength, weight in product(STRENGTHS, WEIGHTS):
            model = self._model(task, strength, weight)
            model.fit([self.features(task, row) for row in train], [row["label"] for row in train])
            value = (
                f1_score(right, model.predict([self.features(task, row) for row in validation]), average="macro") if right else 0.0
            )
            if value > best:
                best, self.model = value, model

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Give the most probable label and the probabilities."""
        shares = self.model.predict_proba([self.features(task, item) for item in items])
        classes = [str(label) for label in self.model.classes_]
        return [
            {"id": item["id"], "label": classes[int(row.argmax())], "scores": distribution(classes, row)}
            for item, row in zip(items, shares, strict=True)
        ]

    def _model(self, task: str, strength: float, weight: str | None) -> Any:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - imports slowly
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415

        classifier = LogisticRegression(C=strength, class_weight=weight, max_iter=2000, random_state=self.seed)
        return make_pipeline(self.vectorizer(task), classifier)


class ScaledBaseline(LinearBaseline):
    """A linear baseline whose features are a list of numbers."""

    def vectorizer(self, task: str) -> Any:
        """Bring the numbers to one scale."""
        del task
        from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - imports slowly

        return StandardScaler()


class NamedBaseline(LinearBaseline):
    """A linear baseline whose features are numbers by name."""

    def vectorizer(self, task: str) -> Any:
        """One column for each name."""
        del task
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - imports slowly

        return DictVectorizer()


def distribution(classes: list[str], row: Any) -> dict[str, float]:
    """Round to 6 digits, so that a file does not depend on the last bits of a platform; the remainder goes to the largest."""
    rounded = {label: round(float(share), 6) for label, share in zip(classes, row, strict=True)}
    largest = max(rounded, key=lambda label: rounded[label])
    rounded[largest] = round(rounded[largest] + 1 - sum(rounded.values()), 6)
    return rounded
