"""Attributions as tags of tokens and back: three layers that a chain can label one after the other.

1. Cues: one sequence a paragraph, tags B, I, and J for a further piece of the cue before ("By the mayor's account").
2. Roles: one sequence for each cue, the sentences around it, tags S (source) and X (content) with B- and I-, so that spans of
   different cues may nest and overlap, and content may be discontinuous.
3. Free contents, those without a cue: one sequence a paragraph, tags B, I, and S for a source that belongs to the next content.

What the tags cannot express is lost: a second attribution by the same cue, words that are source and content (or cue) at once, cues
or free contents that overlap, pieces farther from the cue than its window, pieces of a free content that is split.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from counterclaim.spans import Piece, Span
from counterclaim.tokens import TokenLine
from counterclaim_baselines.attributions import Found, runs
from counterclaim_baselines.crf.reading import Reading

Tokens = tuple[int, ...]
"""Numbers of tokens, ascending."""
OUT = "O"
SENTENCES_BEFORE, SENTENCES_AFTER = 2, 1
"""How many sentences of its paragraph a cue may reach to."""


def touched(reading: Reading, spans: Sequence[Span]) -> list[Tokens]:
    """Return the tokens that each span touches, as the scorer counts them."""
    return TokenLine([reading.text]).sets(np.zeros(len(spans), np.int64), spans).listed()


def span_of(reading: Reading, tokens: Sequence[int]) -> Span:
    """Return the pieces that runs of tokens make, without punctuation at their edges; a run of punctuation alone is dropped."""
    pieces: list[Piece] = []
    for run in runs(tokens):
        worded = [token for token in run if reading.words[token][0].isalnum()]
        if worded:
            pieces.append((reading.tokens[worded[0]][0], reading.tokens[_closed(reading, worded[-1], run[-1])][1]))
    return tuple(pieces)


def window(reading: Reading, cue: Tokens) -> Piece:
    """Return the range of tokens in which the source and the content of a cue are looked for."""
    first, past = reading.paragraphs[reading.paragraph[cue[0]]]
    sentence = reading.sentence[cue[0]]
    start = reading.sentences[max(sentence - SENTENCES_BEFORE, 0)][0]
    stop = reading.sentences[min(sentence + SENTENCES_AFTER, len(reading.sentences) - 1)][1]
    return max(first, start), min(past, stop)


def cue_tags(reading: Reading, cues: Iterable[Tokens]) -> list[str]:
    """Return a tag for each token of the article; of overlapping cues the first is kept."""
    tags = [OUT] * len(reading.tokens)
    for cue in sorted(cues):
        if any(tags[token] != OUT for token in cue):
            continue
        for number, run in enumerate(runs(cue)):
            tags[run[0]] = "J" if number else "B"
            for token in run[1:]:
                tags[token] = "I"
    return tags


def role_tags(reading: Reading, cue: Tokens, source: Tokens, content: Tokens) -> list[str]:
    """Return a tag for each token of the cue's window: C for the cue, else content before source."""
    first, past = window(reading, cue)
    names = {**dict.fromkeys(source, "S"), **dict.fromkeys(content, "X"), **dict.fromkeys(cue, "C")}
    return _begun([names.get(token, OUT) for token in range(first, past)])


def roles_of(reading: Reading, cue: Tokens, tags: Sequence[str]) -> tuple[Tokens, Tokens]:
    """Read source and content off the tags of a cue's window."""
    first, _ = window(reading, cue)
    source, content = (tuple(first + at for at, tag in enumerate(tags) if tag.endswith(name)) for name in "SX")
    return source, content


def free_tags(reading: Reading, free: Iterable[tuple[Tokens, Tokens]]) -> list[str]:
    """Return a tag for each token of the article from sources and contents without a cue; of overlapping contents the first."""
    tags = [OUT] * len(reading.tokens)
    for source, content in sorted(free, key=lambda one: one[1]):
        kept = range(content[0], content[-1] + 1)
        if any(tags[token] != OUT for token in kept):
            continue
        for token in source:
            if tags[token] == OUT:
                tags[token] = "S"
        for token in kept:
            tags[token] = "B" if token == kept[0] else "I"
    return tags


def free_of(reading: Reading, tags: Sequence[str]) -> list[tuple[Tokens, Tokens]]:
    """Read sources and contents without a cue off the tags; a source belongs to the next content of its paragraph."""
    found: list[tuple[Tokens, Tokens]] = []
    for first, past in reading.paragraphs:
        source: list[int] = []
        content: list[int] = []
        for token in range(first, past + 1):
            tag = tags[token] if token < past else OUT
            if content and tag != "I":
                found.append((tuple(source), tuple(content)))
                source, content = [], []
            if tag == "S":
                source.append(token)
            elif tag in ("B", "I"):
                content.append(token)
    return found


def found_of(reading: Reading, cue: Tokens, source: Tokens, content: Tokens) -> Found | None:
    """Turn tokens into spans; None where no word of content is left."""
    spans = Found(span_of(reading, source), span_of(reading, cue), span_of(reading, content))
    return spans if spans.content else None


def _begun(names: Sequence[str]) -> list[str]:
    """Mark where runs of S and X begin."""
    return [
        f"{'I' if at and names[at - 1] == name else 'B'}-{name}" if name in ("S", "X") else name for at, name in enumerate(names)
    ]


def _closed(reading: Reading, last: int, end: int) -> int:
    """Return the last token of a run: a closing bracket or a sign belongs to the words before it."""
    return last + 1 if last < end and reading.words[last + 1] in ")]%" else last
