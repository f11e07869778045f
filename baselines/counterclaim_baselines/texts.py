"""What the baselines read in a text: sentences, paragraphs, words, negations, numbers."""

import re
from functools import lru_cache

from counterclaim.spans import jaccard, words_of

NEGATIONS = frozenset(
    (
        "no not never nobody none nothing neither nor without cannot can't didn't doesn't don't isn't wasn't weren't won't "
        "hadn't hasn't haven't wouldn't couldn't denied denies deny rejected rejects reject dismissed refused false untrue "
        "wrong"
    ).split()
)

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the sentences of a text; a line break ends one too."""
    ranges = []
    offset = 0
    for line in text.split("\n"):
        start = 0
        for end in [*(match.end() for match in _SENTENCE_END.finditer(line)), len(line)]:
            if line[start:end].strip():
                ranges.append((offset + start, offset + start + len(line[start:end].rstrip())))
            start = end
        offset += len(line) + 1
    return ranges


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """Return the set of words, in lower case."""
    return frozenset(words_of(text))


def numbers(text: str) -> frozenset[str]:
    """Return the figures of a text."""
    return frozenset(_NUMBER.findall(text))


def overlap(one: str, other: str) -> float:
    """Return the Jaccard coefficient of two texts' words."""
    return jaccard(words(one), words(other))


def negations(text: str) -> int:
    """Count the kinds of negation words in a text."""
    return len(words(text) & NEGATIONS)


@lru_cache(maxsize=65536)
def ranked_sentences(text: str, claim: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of an article's sentences, that which shares the largest part of the claim's words first."""
    wanted = words(claim)
    return tuple(sorted(sentence_ranges(text), key=lambda r: (-len(words(text[r[0] : r[1]]) & wanted), r)))


def nearest_sentences(text: str, claim: str, most: int = 2) -> str:
    """Return the sentences of an article that share the largest part of the claim's words, in the order of the text."""
    return " ".join(text[start:end] for start, end in sorted(ranked_sentences(text, claim)[:most]))
