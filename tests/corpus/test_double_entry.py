"""The author's side, derived from values by interval arithmetic."""

import pytest
from conftest import TOY
from sklearn.metrics import cohen_kappa_score

from counterclaim.corpus.double_entry import Met, expected_polarity, expected_relation, kappa, relations, stances
from counterclaim.corpus.forms import EntryForm, IssueForm, PositionForm
from counterclaim.corpus.sources import with_sheets
from counterclaim.labels import Stance


def issue(values, exclusive=True, positions=()):
    return {"i": IssueForm(id="i", question="?", values=values, positions=list(positions), exclusive=exclusive)}


def entry(value, bound="exactly", start=None, end=None, scope=None, on="i"):
    return EntryForm(issue=on, value=value, bound=bound, start=start, end=end, scope=scope)


NOON, NIGHT = "2025-05-05T12:00+02:00", "2025-05-05T23:00+02:00"


@pytest.mark.parametrize(
    ("values", "one", "other", "expected"),
    [
        ("number", entry("12"), entry("30"), "contradiction"),
        ("number", entry("12"), entry("12"), "corroboration"),
        ("number", entry("12", "at least"), entry("30"), "corroboration"),
        ("number", entry("12", "at least"), entry("9"), "contradiction"),
        ("number", entry("12", "at least"), entry("20", "at most"), "neutral"),
        ("number", entry("1,200"), entry("1200"), "corroboration"),
        ("number", entry("100", "about"), entry("95"), "corroboration"),
        ("number", entry("12", end=NOON), entry("30", start=NIGHT), "neutral"),
        ("number", entry("12", scope="bridge"), entry("30"), "neutral"),
        ("number", entry("12"), entry("30", on="j"), "neutral"),
        ("time", entry("2025-05-05T19:12+02:00"), entry("2025-05-05T17:12+00:00"), "corroboration"),
        ("time", entry("2025-05-05T19:12+02:00"), entry("2025-05-05T19:20+02:00"), "contradiction"),
        ("time", entry("2025-05-05T19:12+02:00", "about"), entry("2025-05-05T19:20+02:00"), "corroboration"),
        ("time", entry("19:12"), entry("19:51"), "contradiction"),
        ("yesno", entry("yes"), entry("no"), "contradiction"),
        ("yesno", entry("Yes"), entry("yes"), "corroboration"),
        ("yesno", entry("yes"), entry("none"), "neutral"),
        ("option", entry("east"), entry("west"), "contradiction"),
    ],
)
def test_relation(values, one, other, expected):
    assert expected_relation(one, other, issue(values)) == expected
    assert expected_relation(other, one, issue(values)) == expected


def test_options_that_do_not_exclude_each_other():
    assert expected_relation(entry("heat"), entry("age"), issue("option", exclusive=False)) == "neutral"


def position(value, firmness, holder="voice", voiced=("w-1",)):
    return PositionForm(id="p", holder=holder, value=value, firmness=Stance(firmness), voiced=list(voiced))


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([position("12", "asserts")], 1),
        ([position("12", "hedges")], 1),
        ([position("12", "denies")], -1),
        ([position("12", "unverified")], 0),
        ([position("30", "asserts")], -1),
        ([position("30", "denies")], None),
        ([position("12", "asserts", voiced=("x-1",))], None),
        ([position("12", "asserts", holder="other")], None),
        ([position("12", "asserts"), position("12", "denies")], -1),
    ],
)
def test_polarity(positions, expected):
    assert expected_polarity(entry("12"), issue("number", positions=positions)["i"], "voice", "w-1") == expected


def test_the_toy_meets():
    ((event, sheet),) = with_sheets(TOY)
    assert {(one.author, one.readers) for one in relations(event, sheet)} == {
        ("contradiction", "contradiction"),
        ("corroboration", "corroboration"),
        ("neutral", "neutral"),
    }
    assert all(one.author == one.readers for one in stances(event, sheet))


def test_kappa_equals_scikit_learn():
    cells = [[Met("x", "for", "for"), Met("y", "for", "against")], [Met("z", "against", "against"), Met("w", "neither", "for")]]
    flat = [one for event in cells for one in event]
    one = kappa(cells, replicates=10)
    assert one.value == pytest.approx(cohen_kappa_score([c.author for c in flat], [c.readers for c in flat]))
    assert (one.cells, one.met) == (4, 2)
