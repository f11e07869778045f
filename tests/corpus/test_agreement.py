"""Figures of agreement, against hand counts and an independent formula."""

import krippendorff
import numpy as np
import pytest
from conftest import TOY
from msgspec.structs import replace

from counterclaim.corpus.agreement import agreement
from counterclaim.corpus.disagreements import linked
from counterclaim.corpus.sources import annotated_events


@pytest.fixture(scope="module")
def figures():
    events = annotated_events(TOY)
    return {(one.layer, one.measure): one for one in agreement(events, replicates=20)}, events[0]


def test_detection_by_hand(figures):
    """A has 10 attributions, B nine of them."""
    assert figures[0]["attribution", "detection F1"].value == pytest.approx(2 * 9 / 19)


def test_role_by_hand(figures):
    """In the nine, the contents differ by one word: "of"."""
    one = figures[0]["attribution", "content token F1"]
    size = one.units
    assert one.value == pytest.approx((size - 1) / size)
    assert figures[0]["attribution", "source token F1"].value == 1.0


def test_a_hand_agrees_with_itself_and_an_imported_hand_is_measured(sources):
    folder = sources / "events/toy-01"
    (folder / "hands").mkdir()
    (folder / "hands/anna.yaml").write_text((folder / "a.yaml").read_text())
    events = annotated_events(sources, hands=("a", "anna"))
    told = {(one.layer, one.measure): one.value for one in agreement(events, ("a", "anna"), replicates=5)}
    assert {value for value in told.values() if not np.isnan(value)} == {1.0}
    events = annotated_events(sources, hands=("b", "anna"))
    assert any(one.value < 1.0 for one in agreement(events, ("b", "anna"), replicates=5))


def test_alpha_equals_the_package_on_the_raw_table(figures):
    told, event = figures
    a, b = ({s.key: s.label for s in event.hands[hand].stances} for hand in ("a", "b"))
    labels = sorted({*a.values(), *b.values()})
    table = np.array([[labels.index(hand[key]) for key in sorted(a)] for hand in (a, b)])
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
    assert told["stance", "alpha over 7 labels"].value == pytest.approx(expected)


def test_intervals_hold_the_value(figures):
    for one in figures[0].values():
        assert one.low <= one.value <= one.high


def test_where_the_text_is_not_at_hand_code_points_count(figures):
    _, event = figures
    offsets = replace(event, articles=tuple(replace(article, text=None) for article in event.articles))
    found = linked(offsets, event.hands["a"], event.hands["a"])
    expected = [sum(end - start for start, end in one.content) for one in found.one]
    assert found.links.roles["content"].shared.tolist() == expected
