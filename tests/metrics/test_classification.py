"""The classification metrics against scikit-learn, and values that a reader can check by hand."""

import numpy as np
import pytest
from sklearn.metrics import f1_score, matthews_corrcoef

from counterclaim.metrics import MCC, ClassF1, MacroF1, TypeMacroF1, VoteSimilarity
from counterclaim.metrics.base import LabelledItems


def items(labels, events, classes, scores=None, types=None):
    labels = np.asarray(labels)
    return LabelledItems(
        np.asarray(events),
        int(np.max(events)) + 1,
        labels,
        classes,
        np.eye(classes)[labels] if scores is None else np.asarray(scores, float),
        np.full(len(labels), -1) if types is None else np.asarray(types),
    )


def total(metric, gold, given):
    return float(metric.value(metric.statistics(gold, given).sum(0)))


@pytest.mark.parametrize("seed", range(20))
def test_equals_scikit_learn(seed):
    rng = np.random.default_rng(seed)
    classes = int(rng.integers(2, 8))
    size = int(rng.integers(1, 60))
    events = np.sort(rng.integers(0, 5, size))
    events = np.unique(events, return_inverse=True)[1]
    # Few labels in small samples: classes absent from gold, from predictions, and from both all occur.
    gold, given = rng.integers(0, classes, size), rng.integers(0, classes, size)
    right, predicted = items(gold, events, classes), items(given, events, classes)
    assert total(MacroF1(), right, predicted) == pytest.approx(f1_score(gold, given, average="macro"), abs=1e-12)
    assert total(MCC(), right, predicted) == pytest.approx(matthews_corrcoef(gold, given), abs=1e-12)
    for label in range(classes):
        expected = f1_score(gold, given, labels=[label], average="macro", zero_division=1)
        assert total(ClassF1("one", label), right, predicted) == pytest.approx(expected, abs=1e-12)


def test_pooled_labels_equal_scikit_learn_on_pooled_labels():
    rng = np.random.default_rng(3)
    gold, given = rng.integers(0, 7, 200), rng.integers(0, 7, 200)
    groups = (0, 0, 1, 1, 1, 2, 2)
    pooled = f1_score(np.array(groups)[gold], np.array(groups)[given], average="macro")
    events = np.repeat(np.arange(4), 50)
    assert total(MacroF1(groups=groups), items(gold, events, 7), items(given, events, 7)) == pytest.approx(pooled, abs=1e-12)


def test_by_hand():
    gold, given = items([0, 0, 1], [0, 0, 1], 2), items([0, 1, 1], [0, 0, 1], 2)
    # Either class: one right, one wrong: 2 / (2 + 1).
    assert total(MacroF1(), gold, given) == pytest.approx(2.0 / 3.0, abs=1e-15)
    assert total(MCC(), gold, given) == pytest.approx(1.0 / 2.0, abs=1e-15)


def test_single_class_and_nothing():
    same = items([1, 1], [0, 0], 3)
    assert total(MacroF1(), same, same) == 1.0
    assert total(MCC(), same, same) == 0.0
    assert float(MacroF1().value(np.zeros(9))) == 0.0


def test_type_f1_counts_an_unpredicted_contradiction_as_missed():
    gold = items([0, 0, 1], [0, 0, 0], 3, types=[2, 2, -1])
    given = items([0, 1, 1], [0, 0, 0], 3, types=[2, 2, -1])
    # One of two found: 2 / (2 + 1).
    assert total(TypeMacroF1(0), gold, given) == pytest.approx(2.0 / 3.0)


def test_vote_similarity_by_hand():
    gold = items([0, 0], [0, 0], 2, scores=[[0.5, 0.5], [1, 0]])
    given = items([0, 1], [0, 0], 2)
    # Against an even vote, certainty: entropy of (3/4, 1/4) less half a bit; disjoint: one bit.
    divergence = -(0.75 * np.log2(0.75) + 0.25 * np.log2(0.25)) - 0.5
    assert total(VoteSimilarity(), gold, given) == pytest.approx(((1 - divergence) + 0) / 2)


def test_vote_similarity_equals_scipy():
    from scipy.spatial.distance import jensenshannon

    rng = np.random.default_rng(0)
    votes, scores = rng.dirichlet(np.ones(4), 50), rng.dirichlet(np.ones(4), 50)
    gold = items(votes.argmax(1), np.zeros(50, int), 4, scores=votes)
    given = items(scores.argmax(1), np.zeros(50, int), 4, scores=scores)
    expected = 1 - np.mean(jensenshannon(votes, scores, base=2, axis=1) ** 2)
    assert total(VoteSimilarity(), gold, given) == pytest.approx(expected, abs=1e-12)
