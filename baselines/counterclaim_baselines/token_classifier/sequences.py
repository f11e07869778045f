"""What the network is shown: runs of words, what is known of each word, and the tags that are to be found.

The tags are those of `crf.tags`. A layer sees what the layers before it have found as marks of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim_baselines.crf.chain import Labelled, claimed
from counterclaim_baselines.crf.reading import Reading
from counterclaim_baselines.crf.tags import OUT, Tokens, cue_tags, free_tags, role_tags, window

LAYERS = (("B", "I", "J", "O"), ("B-S", "I-S", "B-X", "I-X", "C", "O"), ("B", "I", "S", "O"))
"""The tags of cues, of the roles of a cue, of free contents."""
CUES, ROLES, FREE = range(3)
MARKS = ("", "the cue", "another cue", "claimed C", "claimed X", "claimed S")
"""What is known of a word; the first says nothing."""


@dataclass(frozen=True)
class Run:
    """A run of words of one article, for one layer."""

    layer: int
    first: int
    past: int
    marks: tuple[int, ...]
    """Numbers in MARKS, one for each word."""


Labels = tuple[int, ...]
"""Numbers of the tags of a layer, one for each word."""


def of_cues(reading: Reading) -> list[Run]:
    """Return the paragraphs, of which nothing is known."""
    return [Run(CUES, first, past, (0,) * (past - first)) for first, past in reading.paragraphs]


def of_roles(reading: Reading, cues: Sequence[Tokens]) -> list[Run]:
    """Return the window of each cue, that cue and the others marked."""
    tags = cue_tags(reading, cues)
    found = []
    for cue in cues:
        first, past = window(reading, cue)
        marks = tuple(1 if token in cue else 2 if tags[token] != OUT else 0 for token in range(first, past))
        found.append(Run(ROLES, first, past, marks))
    return found


def of_free(reading: Reading, claims: Sequence[str]) -> list[Run]:
    """Return the paragraphs, what the cues claim marked."""
    marks = [MARKS.index(f"claimed {claim}") if claim != OUT else 0 for claim in claims]
    return [Run(FREE, first, past, tuple(marks[first:past])) for first, past in reading.paragraphs]


def lessons(article: Labelled) -> list[tuple[Run, Labels]]:
    """Return all sequences of a labelled article with their tags, each layer beside what the gold says of those before."""
    reading, cued = article.reading, article.cued
    cues = sorted(cued)
    claims = claimed(reading, [(source, cue, content) for cue, (source, content) in cued.items()])
    of_article = {CUES: cue_tags(reading, cues), FREE: free_tags(reading, article.free)}
    paragraphs = [*of_cues(reading), *of_free(reading, claims)]
    found = [(one, of_article[one.layer][one.first : one.past]) for one in paragraphs]
    found += [(one, role_tags(reading, cue, *cued[cue])) for one, cue in zip(of_roles(reading, cues), cues, strict=True)]
    return [(one, tuple(LAYERS[one.layer].index(tag) for tag in tags)) for one, tags in found]
