"""The Ladder: what is released never falls, never moves by less than a step, and tells nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim_leaderboard.hidden.ladder import release, rounded

SCORES = st.lists(st.floats(-1, 1), min_size=1, max_size=30)
STEPS = st.sampled_from([0.001, 0.005, 0.01, 0.02, 0.1])


@pytest.mark.parametrize(
    ("best", "score", "told"),
    [
        (None, 0.5649, 0.56),
        (None, 0.565, 0.56),  # a tie: the even one
        (0.56, 0.5699, 0.56),
        (0.56, 0.57, 0.56),  # exactly a step better is not better by more
        (0.56, 0.57001, 0.57),
        (0.56, 0.1, 0.56),
        (0.29, 0.3000001, 0.3),  # in floats 0.29 + 0.01 is 0.3, and 0.1 + 0.2 is not
        (0.56, 1, 1.0),
    ],
)
def test_by_hand(best, score, told):
    assert release(best, score, 0.01) == told


@given(SCORES, STEPS)
def test_what_is_told_only_rises_by_steps_and_tells_nothing_twice(scores, step):
    best = None
    for score in scores:
        told = release(best, score, step)
        assert release(told, score, step) == told
        assert told == rounded(told, step)
        if best is not None and told != best:
            assert told > best + step * (1 - 1e-9)
            assert score > best + step * (1 - 1e-9)
        assert best is None or told >= best
        best = told


@given(SCORES, STEPS)
def test_what_is_told_is_within_a_step_and_a_half_of_the_best_score(scores, step):
    best = None
    for score in scores:
        best = release(best, score, step)
    assert abs(best - max(scores)) <= 1.5 * step + 1e-12


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_better_score_never_gets_less(best, one, other):
    told = [release(rounded(best, 0.01), score, 0.01) for score in sorted((one, other))]
    assert told == sorted(told)
