"""Quotations are found as whole words, counted from the start, and refused where they are not clear."""

import pytest

from counterclaim.corpus.forms import Quotation
from counterclaim.corpus.quotations import Locator, occurrences

TEXT = 'He said "the gate" was shut. He, the keeper, said the Gate was open.\nThe gates were shut.'


def locate(form):
    faults = []
    return Locator(TEXT, len(TEXT), "a.yaml", faults).span(form, "x"), faults


def test_whole_words_case_sensitive():
    assert occurrences(TEXT, "gate") == [(13, 17)]
    assert len(occurrences(TEXT, "He")) == 2
    assert occurrences("aXa Xa", "Xa") == [(4, 6)]


def test_nth():
    span, faults = locate(Quotation(quote="said", nth=2))
    assert not faults
    assert TEXT[span[0][0] : span[0][1]] == "said"
    assert span[0][0] > 30


def test_discontinuous_in_the_order_of_the_text():
    span, faults = locate(["open", "the keeper"])
    assert not faults
    assert [TEXT[a:b] for a, b in span] == ["the keeper", "open"]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("said", "2 times"),
        ("the door", "letter for letter"),
        ("was shut and locked", "goes on otherwise"),
        (" gate", "trim"),
        ("open.\nThe", "one piece for each paragraph"),
        (Quotation(quote="said", nth=3), "nth from 1 to 2"),
        (["the gate", "gate"], "pieces apart"),
    ],
)
def test_faults_say_what_and_the_remedy(form, told):
    _, faults = locate(form)
    assert len(faults) == 1
    assert told in str(faults[0])


def test_no_words():
    assert locate(None) == ((), [])
