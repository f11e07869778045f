"""What the models see of an article: tokens, and for each token the features that need no cue."""

import re
from dataclasses import dataclass
from functools import cached_property

from counterclaim.spans import Piece, tokenise
from counterclaim_baselines import gazetteer
from counterclaim_baselines.texts import sentence_ranges

_MARKS = '"“”'
_SHAPES = ((re.compile("[A-ZÀ-Þ]"), "X"), (re.compile("[a-zß-ÿ]"), "x"), (re.compile(r"\d"), "d"))
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Switches:
    """Which families of features are on: what the ablations turn off."""

    quotations: bool = True
    gazetteer: bool = True


@dataclass(frozen=True)
class Quotation:
    """A run between two quotation marks of one paragraph; without a second mark it ends with the paragraph."""

    opening: int
    closing: int
    """Numbers of the tokens that are its marks; `closing` may be one past the paragraph."""


class Reading:
    """An article as the models read it. Tokens are numbered through the article; nothing here depends on a cue."""

    def __init__(self, text: str, switches: Switches) -> None:
        """Tokenise, and find paragraphs, sentences and quotations."""
        self.text, self.switches = text, switches
        self.tokens: list[Piece] = tokenise(text)
        self.words = [text[start:end] for start, end in self.tokens]
        self.lower = [word.lower() for word in self.words]
        self.paragraphs = self._ranges(_lines(text))
        self.sentences = self._ranges(sentence_ranges(text))
        self.sentence = _numbers(self.sentences, len(self.tokens))
        self.paragraph = _numbers(self.paragraphs, len(self.tokens))
        self.quotations = [one for span in self.paragraphs for one in self._quotations(*span)]
        self.quotation: list[Quotation | None] = [None] * len(self.tokens)
        for one in self.quotations:
            for token in range(one.opening + 1, one.closing):
                self.quotation[token] = one

    def is_mark(self, token: int) -> bool:
        """Tell whether a token is a double quotation mark."""
        return self.words[token] in _MARKS

    @cached_property
    def features(self) -> list[list[str]]:
        """Return the features of each token and its neighbours."""
        own = [self._own(token) for token in range(len(self.tokens))]
        return [self._with_neighbours(token, own) for token in range(len(self.tokens))]

    def classes(self, token: int) -> list[str]:
        """Return the lists of the gazetteer that a token stands in, none where that family is off."""
        return gazetteer.classes(self.lower[token]) if self.switches.gazetteer else []

    def _with_neighbours(self, token: int, own: list[list[str]]) -> list[str]:
        first, past = self.paragraphs[self.paragraph[token]]
        found = ["bias", *own[token], *self._places(token)]
        for step in (-2, -1, 1, 2):
            near = token + step
            if first <= near < past:
                found += [f"{step}:w={self.lower[near]}", f"{step}:s={_shape(self.words[near])}"]
                found += [f"{step}:{name}" for name in self.classes(near)]
            else:
                found.append(f"{step}:none")
        found.append(f"w|1={self.lower[token]}|{self.lower[token + 1] if token + 1 < past else ''}")
        return found

    def _own(self, token: int) -> list[str]:
        word, lower = self.words[token], self.lower[token]
        found = [f"w={lower}", f"s={_shape(word)}", f"p2={lower[:2]}", *(f"e{n}={lower[-n:]}" for n in (1, 2, 3))]
        return found + self.classes(token)

    def _places(self, token: int) -> list[str]:
        """Where in quotation, sentence, paragraph and article a token stands."""
        first, past = self.sentences[self.sentence[token]]
        start, stop = self.paragraphs[self.paragraph[token]]
        found = [f"from={min(token - first, 4)}", f"to={min(past - 1 - token, 4)}"]
        found.append(f"paragraph={min(self.paragraph[token], 2)}")
        found.append(f"sentence={'only' if (first, past) == (start, stop) else 'first' if first == start else 'later'}")
        if self.switches.quotations:
            one = self.quotation[token]
            if one:
                found += ["quoted", f"quoted+{min(token - one.opening, 3)}", f"quoted-{min(one.closing - token, 3)}"]
                found.append(f"quoted.{size(one.closing - one.opening - 1)}")
            before = next((token - near for near in range(token - 1, first - 1, -1) if self.is_mark(near)), None)
            after = next((near - token for near in range(token + 1, past) if self.is_mark(near)), None)
            found += [f"mark-{'none' if before is None else size(before)}", f"mark+{'none' if after is None else size(after)}"]
            found.append(f"marks={before is not None}{after is not None}|{'quoted' if one else 'open'}")
        return found

    def _quotations(self, first: int, past: int) -> list[Quotation]:
        marks = [token for token in range(first, past) if self.is_mark(token)]
        return [Quotation(one, other) for one, other in zip(marks[::2], [*marks[1::2], past], strict=False)]

    def _ranges(self, spans: list[Piece]) -> list[Piece]:
        """Turn ranges of code points into ranges of tokens, without those that have no token."""
        found = []
        token = 0
        for start, end in spans:
            while token < len(self.tokens) and self.tokens[token][0] < start:
                token += 1
            first = token
            while token < len(self.tokens) and self.tokens[token][0] < end:
                token += 1
            if first < token:
                found.append((first, token))
        return found


def size(count: int) -> str:
    """Return a count in coarse steps."""
    for bound in (0, 1, 2, 3, 5, 8, 12, 20):
        if count <= bound:
            return str(bound)
    return "more"


def _lines(text: str) -> list[Piece]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _numbers(ranges: list[Piece], length: int) -> list[int]:
    """Return the number of the range that each of `length` tokens stands in."""
    found = [0] * length
    for number, (first, past) in enumerate(ranges):
        found[first:past] = [number] * (past - first)
    return found


def _shape(word: str) -> str:
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return _REPEATED.sub(r"\1", word)
