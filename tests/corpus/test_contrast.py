"""Contrast sets: edits applied to texts and marks, and sources that are wrong."""

import pytest

from counterclaim.corpus.check import check_event
from counterclaim.corpus.contrast import shifted
from counterclaim.corpus.items import contradiction, contrast
from counterclaim.labels import EditKind, Verdict
from counterclaim.records import ContrastEdit
from counterclaim.spans import text_of


def edit(piece, replacement):
    return ContrastEdit(EditKind.DATE, "first", piece, replacement, Verdict.NEUTRAL, None, "")


@pytest.mark.parametrize(
    ("span", "moved"),
    [
        (((0, 5),), ((0, 5),)),  # before
        (((20, 25),), ((23, 28),)),  # after
        (((8, 18), (30, 32)), ((8, 21), (33, 35))),  # around
        (((12, 18),), None),  # across
    ],
)
def test_spans_move_with_the_text(span, moved):
    """Words 10 to 15 give way to eight letters: what follows moves by three."""
    assert shifted(span, edit((10, 15), "x" * 8)) == moved


@pytest.fixture
def rows(sources):
    event, faults = check_event(sources / "events/toy-01")
    assert not faults
    return list(contrast(event)), list(contradiction(event))


def test_marks_are_the_words_after_the_edit(rows):
    for row in rows[0]:
        for side in ("first", "second"):
            assert text_of(row[f"{side}_text"], row[f"{side}_span"]) == row[f"{side}_mention"]
            assert row[f"{side}_paragraph"].split("\n")[0] in row[f"{side}_text"]
    assert "At least ten bakers walked out on Monday" in [row["second_mention"] for row in rows[0]]


def test_the_first_of_a_set_is_the_item_as_it_stands(rows):
    items = {row["id"]: row for row in rows[1]}
    originals = [row for row in rows[0] if row["change"] is None]
    assert len(originals) == len({row["set"] for row in rows[0]}) == 2
    for row in originals:
        assert row["label"] == items[row["of"]]["label"]
        assert row["first_mention"] == items[row["of"]]["first_mention"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("~wire-1.c02.1", "~wire-1.c99.1", "the id of an item"),
        ("label: neutral", "label: contradiction, type: temporal", "changes the label"),
        ("label: neutral", "label: neutral, type: temporal", "a type with a contradiction"),
        ('"At least 20 bakers"', '"At least 21 bakers"', "a quotation from the article"),
        ('"the night shift on Monday"', '"Monday, the manager"', "across its border"),
        ("change: event", "change: evnt", "evnt"),
        ("event: toy-01", "event: toy-02", "event"),
    ],
)
def test_wrong_sources_are_told(sources, old, new, told):
    path = sources / "events/toy-01/contrast.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    _, faults = check_event(sources / "events/toy-01")
    assert any(told in str(fault) for fault in faults), faults
