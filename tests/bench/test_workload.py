"""The workloads that `make bench` times: the same twice, and of the shape that they claim."""

import dataclasses

import numpy as np
import pytest

from bench.workload import ACCURACY, SIZES, Size, attributions, classification, confidences, pairs, uneven

SMALL = SIZES["S"]


def same(one, other):
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one))


def test_a_seed_gives_the_same_twice_and_another_gives_something_else():
    assert same(classification(SMALL, 3, seed=1), classification(SMALL, 3, seed=1))
    assert not same(classification(SMALL, 3, seed=1), classification(SMALL, 3, seed=2))
    assert same(pairs(30, 3, seed=1), pairs(30, 3, seed=1))
    texts = [[(one.text, one.gold.tolist(), one.predicted.tolist()) for one in attributions(5, seed)] for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("size", [SMALL, Size(7, 7), Size(10, 1)])
def test_cluster_sizes_add_up_and_none_is_empty(size):
    sizes = uneven(size, np.random.default_rng(0))
    assert len(sizes) == size.clusters
    assert sizes.sum() == size.items
    assert sizes.min() >= 1
    assert np.array_equal(np.bincount(classification(size, 2).cluster), uneven(size, np.random.default_rng([0, *size, 2])))


def test_systems_are_as_accurate_as_asked():
    made = classification(SMALL, 6)
    accuracy = (made.predicted == made.gold).mean(1)
    assert accuracy == pytest.approx(np.linspace(*ACCURACY, 6), abs=1 / SMALL.items)


def test_errors_go_together_within_items_and_within_clusters():
    made = classification(SMALL, 2)
    wrong = made.predicted != made.gold
    assert np.corrcoef(wrong)[0, 1] > 0.2
    share = np.bincount(made.cluster, wrong[0]) / np.bincount(made.cluster)
    independent = wrong[0].var() * (1 / np.bincount(made.cluster)).mean()
    assert share.var() > 1.5 * independent


def test_scores_add_up_and_name_the_predicted_class():
    predicted = classification(SMALL, 2).predicted[0]
    parts = confidences(predicted)
    assert (parts.sum(1) == 10_000).all()
    assert parts.min() >= 0
    assert np.array_equal(parts.argmax(1), predicted)


def test_attributions_lie_on_words_of_the_text():
    articles = attributions(50)
    assert np.mean([len(one.gold) for one in articles]) == pytest.approx(15, abs=2)
    for one in articles:
        for start, end in np.concatenate((one.gold, one.predicted)).reshape(-1, 2).tolist():
            assert start == end == -1 or (start < end and " " not in {one.text[start], one.text[end - 1]})
            assert start < 1 or one.text[start - 1] == " "


def test_without_spurious_ones_no_two_predicted_contents_meet():
    for one in attributions(50, spurious=0):
        ordered = one.predicted[np.argsort(one.predicted[:, 4])]
        assert (ordered[:-1, 5] <= ordered[1:, 4]).all()


def test_every_event_has_a_pair_that_contradicts_and_one_that_is_named():
    made = pairs(40, 3)
    for mask in (made.gold, *made.named):
        assert np.array_equal(np.unique(made.event[mask]), np.arange(40))
