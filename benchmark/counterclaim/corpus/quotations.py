"""From quotations to offsets: each span of the sources is found in its article, or a fault says why not."""

import re
from collections.abc import Sequence

from counterclaim.corpus.forms import Quotation, SpanForm
from counterclaim.errors import Fault
from counterclaim.spans import Piece, Span, well_formed


def occurrences(text: str, quote: str) -> list[Piece]:
    """Find every whole-word occurrence of a quotation, in order; overlapping ones included."""
    left = r"(?<!\w)" if quote[:1].isalnum() else ""
    right = r"(?!\w)" if quote[-1:].isalnum() else ""
    pattern = re.compile(f"(?={left}({re.escape(quote)}){right})")
    return [match.span(1) for match in pattern.finditer(text)]


class Locator:
    """Finds the spans of one article, and notes the faults under the file's name."""

    def __init__(self, text: str | None, length: int, name: str, faults: list[Fault]) -> None:
        """Take the text (None where it is the user's to supply: then spans are offsets below `length`)."""
        self.text, self.length, self.name, self.faults = text, length, name, faults

    def span(self, form: SpanForm | None, where: str) -> Span:
        """Return the offsets of a span; () for none. A piece that cannot be found is left out and noted."""
        if form is None or form == "":
            return ()
        pieces: Sequence[str | Quotation | tuple[int, int]] = form if isinstance(form, list) else [form]
        found = [piece for piece in (self._piece(one, where) for one in pieces) if piece is not None]
        span = tuple(sorted(found))
        if len(found) == len(pieces) and not well_formed(span, self.length):
            self.faults.append(
                Fault(
                    self.name,
                    where,
                    f"pieces apart and within 0..{self.length}",
                    str(list(span)),
                    "mend the pieces of the span",
                )
            )
        return span

    def _piece(self, piece: str | Quotation | tuple[int, int], where: str) -> Piece | None:
        if isinstance(piece, tuple):
            return piece
        quote, nth = (piece.quote, piece.nth) if isinstance(piece, Quotation) else (piece, None)
        if self.text is None:
            self._fault(
                where,
                "offsets [start, end]",
                f"the quotation {quote!r}",
                "the text is not ours: write standoff offsets",
            )
            return None
        if not quote.strip() or quote != quote.strip():
            self._fault(where, "words without spaces around them", repr(quote), "trim the quotation")
            return None
        if "\n" in quote:
            self._fault(where, "a piece within one paragraph", repr(quote), "write one piece for each paragraph")
            return None
        places = occurrences(self.text, quote)
        if not places:
            start = self._longest_start(quote)
            hint = (
                f"the article has {start!r} and then goes on otherwise" if start else "copy it letter for letter from the article"
            )
            self._fault(where, "a quotation from the article", repr(quote), hint)
        elif nth is None and len(places) > 1:
            self._fault(
                where,
                "a quotation that occurs once",
                f"{quote!r} {len(places)} times",
                "say which with nth, or quote more",
            )
        elif nth is not None and not 1 <= nth <= len(places):
            self._fault(
                where,
                f"nth from 1 to {len(places)}",
                f"nth: {nth} of {quote!r}",
                "count whole words, case-sensitive, from the start",
            )
        else:
            return places[(nth or 1) - 1]
        return None

    def _longest_start(self, quote: str) -> str:
        """Return the longest run of the quotation's first words that the article does have."""
        words = quote.split(" ")
        for count in range(len(words) - 1, 1, -1):
            start = " ".join(words[:count])
            if self.text and start in self.text:
                return start
        return ""

    def _fault(self, where: str, expected: str, found: str, remedy: str) -> None:
        self.faults.append(Fault(self.name, where, expected, found, remedy))
