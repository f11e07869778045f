"""A cue lexicon: the classical attribution extractor."""

import re
from collections.abc import Sequence

from counterclaim.spans import Piece, Span
from counterclaim.submission import SystemKind
from counterclaim_baselines.attributions import Found, spelled
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.texts import sentence_ranges

# Forms of verbs of saying, thinking and knowing, from common knowledge of news English; none was taken from the annotated articles.
_VERBS = (
    "said says say told tells added adds stated states claimed claims insisted insists argued argues maintained maintains "
    "acknowledged acknowledges admitted admits conceded concedes confirmed confirms denied denies rejected rejects "
    "dismissed dismisses disputed disputes believes believed thinks thought expects expected fears feared knows knew found "
    "finds saw heard warned warns reported reports announced announces wrote writes asked asks urged urges demanded demands "
    "called vowed promised promises suggested suggests explained explains noted notes estimated estimates described "
    "describes accused accuses declined refused recalled recalls replied replies responded responds repeated repeats "
    "testified declared declares counted counts puts shows showed"
).split()
_CUE = re.compile(rf"\b(?:{'|'.join(_VERBS)})\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“]([^\"“”\n]+)[\"”]?")
_CLAUSE_END = re.compile(r"[,;:.!?\"“”()]|\s-\s")
_COMPLEMENT = re.compile(r"\s+(?:(?:\w+\s+){0,3}?(?=that\b|whether\b))?")


class CueLexicon(Baseline):
    """For each verb of saying in a sentence: the words before it as source, the quotation or complement as content."""

    name = "cue-lexicon"
    tasks = ("attribution",)
    kind = SystemKind.RULES
    sees = "the article's text, by a list of verbs and punctuation"

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Learn nothing."""

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Extract sentence by sentence."""
        del task
        return [{"id": item["id"], "attributions": [spelled(one) for one in extract(item["text"])]} for item in items]


def extract(text: str) -> list[Found]:
    """Return the attributions that the rules find in a text, each once."""
    found: dict[Found, None] = {}
    for start, end in sentence_ranges(text):
        for one in _in_sentence(text, start, end):
            found.setdefault(one)
    return list(found)


def cues(text: str) -> frozenset[str]:
    """Return the verbs of the lexicon that a text has, in lower case."""
    return frozenset(match.group().lower() for match in _CUE.finditer(text))


def _in_sentence(text: str, start: int, end: int) -> list[Found]:
    quotes = [match.span(1) for match in _QUOTE.finditer(text, start, end)]
    according = _ACCORDING.search(text, start, end)
    if according:
        source = _clause_after(text, according.end(), end)
        rest = _trim(text, start, according.start()) or _trim(text, source[1], end)
        return [Found((source,), (according.span(),), (rest,))] if rest and source[0] < source[1] else []
    cues = [match.span() for match in _CUE.finditer(text, start, end) if not _inside(match.span(), quotes)]
    return [one for cue in cues[:2] if (one := _around(text, start, end, cue, quotes))]


def _around(text: str, start: int, end: int, cue: Piece, quotes: list[Piece]) -> Found | None:
    """Read the source before the cue (or after it, behind a quotation), and the content after it (or the quotations)."""
    before = _clause_before(text, start, cue[0])
    source = before if before and not _inside(before, quotes) else None
    if source is None and quotes and quotes[0][1] <= cue[0]:
        after = _clause_after(text, cue[1], end)
        source = after if after[0] < after[1] else None
    complement = _COMPLEMENT.match(text, cue[1])
    begin = complement.end() if complement else cue[1]
    content: Span
    if quotes and (quotes[0][0] < cue[0] or text[begin : begin + 1] in '"“,:'):
        content = tuple(piece for quote in quotes if (piece := _trim(text, *quote)))
    else:
        rest = _trim(text, begin, end)
        content = (rest,) if rest else ()
    if not content:
        return None
    return Found((source,) if source else (), (cue,), content)


def _clause_before(text: str, start: int, stop: int) -> Piece | None:
    """Return the words between the last punctuation and the cue."""
    begin = max([start, *(match.end() for match in _CLAUSE_END.finditer(text, start, stop))])
    return _trim(text, begin, stop)


def _clause_after(text: str, start: int, end: int) -> Piece:
    """Return the words up to the next punctuation."""
    stop = _CLAUSE_END.search(text, start, end)
    return _trim(text, start, stop.start() if stop else end) or (start, start)


def _trim(text: str, start: int, end: int) -> Piece | None:
    """Shorten a range by the spaces and punctuation at its ends; None where nothing is left."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None


def _inside(piece: Piece, others: list[Piece]) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in others)
