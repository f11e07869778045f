"""A text is cut at the ends of spans, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.spans import well_formed
from counterclaim_leaderboard.site.event_text import cut, paragraphs

TEXTS = st.text("ab \n\u0301𝔸", max_size=40)


@st.composite
def texts_and_spans(draw):
    text = draw(TEXTS)
    ends = st.lists(st.integers(0, len(text)), unique=True, max_size=8).map(sorted)
    spans = draw(st.lists(ends.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False))), max_size=6))
    assert all(well_formed(span, len(text)) for span in spans)
    return text, spans


@given(texts_and_spans())
def test_pieces_together_are_the_text_and_each_is_covered_as_each_of_its_letters_is(drawn):
    text, spans = drawn
    pieces = [piece for start, end in paragraphs(text) for piece in cut(start, end, spans)]
    lines = ["".join(text[one.start : one.end] for one in cut(start, end, spans)) for start, end in paragraphs(text)]
    assert lines == [line for line in text.split("\n") if line]
    for piece in pieces:
        for letter in range(piece.start, piece.end):
            covering = [k for k, span in enumerate(spans) if any(start <= letter < end for start, end in span)]
            assert list(piece.covering) == covering


def test_nested_and_discontinuous_spans_by_hand():
    """a[b(c]d)e, and a second piece of the first span at e."""
    assert cut(0, 5, [((1, 3), (4, 5)), ((2, 4),)]) == [(0, 1, ()), (1, 2, (0,)), (2, 3, (0, 1)), (3, 4, (1,)), (4, 5, (0,))]
