"""The classification metrics against scikit-learn, and values that a reader can check by hand."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, matthews_corrcoef

from counterclaim.metrics import (
    MCC,
    AveragePrecision,
    Calibration,
    ClassF1,
    MacroF1,
    OrderConsistency,
    TypeMacroF1,
    VoteSimilarity,
)
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


@pytest.mark.parametrize("seed", range(30))
def test_average_precision_equals_scikit_learn_on_resampled_events(seed):
    rng = np.random.default_rng(seed)
    scores = rng.dirichlet(np.ones(3), 40).round(int(rng.integers(1, 4)))  # few digits, so that scores tie
    events = np.sort(rng.integers(0, 4, 40))
    gold = items(rng.integers(0, 3, 40), np.unique(events, return_inverse=True)[1], 3)
    given = replace(items(scores.argmax(1), gold.event, 3), scores=scores)
    rows = AveragePrecision("ap", 0).statistics(gold, given)
    weights = rng.integers(0, 3, gold.events) + np.eye(gold.events, dtype=int)[gold.event[np.argmin(gold.labels)]]
    expected = average_precision_score(gold.labels == 0, scores[:, 0], sample_weight=weights[gold.event])
    assert AveragePrecision("ap", 0).value(weights @ rows) == pytest.approx(expected, abs=1e-12)


def test_average_precision_by_hand_and_with_nothing_to_find():
    gold = items([0, 1, 0, 1], [0, 0, 0, 0], 2)
    given = items([0] * 4, [0] * 4, 2, scores=[[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.1, 0.9]])
    # Found at ranks one and three: precision 1 and 2/3.
    assert total(AveragePrecision("ap", 0), gold, given) == pytest.approx((1 + 2.0 / 3.0) / 2)
    assert total(AveragePrecision("ap", 0), items([1], [0], 2), items([1], [0], 2)) == 0.0


def test_calibration_by_hand():
    gold = items([0, 0, 1, 1], [0, 0, 0, 0], 2)
    given = items([0, 0, 0, 1], [0, 0, 0, 0], 2, scores=[[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.4, 0.6]])
    # Three answers said to be .9 sure are right twice in three, one said to be .6 sure is right.
    error = 3 / 4 * abs(2.0 / 3.0 - 0.9) + 1 / 4 * abs(1 - 0.6)
    assert total(Calibration(), gold, given) == pytest.approx(1 - error)


@pytest.mark.parametrize("seed", range(10))
def test_calibration_equals_a_plain_loop_over_bins(seed):
    rng = np.random.default_rng(seed)
    scores = rng.dirichlet(np.ones(4), 200)
    scores[0] = (1, 0, 0, 0)
    labels = scores.argmax(1)
    gold = rng.integers(0, 4, 200)
    confidence, right = scores.max(1), gold == labels
    error = 0.0
    for low in range(15):
        inside = (confidence >= low / 15) & ((confidence < (low + 1) / 15) | (low == 14))
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    events = np.repeat(np.arange(4), 50)
    assert total(Calibration(), items(gold, events, 4), items(labels, events, 4, scores=scores)) == pytest.approx(1 - error)


def test_order_consistency_asks_for_the_same_answer_and_not_for_the_right_one():
    gold = items([0, 1, 2], [0, 0, 0], 3)
    given = replace(items([1, 1, 2], [0, 0, 0], 3), reversed=np.array([1, 2, 2]))
    assert total(OrderConsistency(), gold, given) == pytest.approx(2.0 / 3.0)
