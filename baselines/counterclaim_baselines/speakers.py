"""Who is said to speak: names for the sources that extractors find."""

import re
from collections.abc import Sequence

from counterclaim.spans import text_of
from counterclaim_baselines.attributions import Found

_PERSONS = frozenset("he she his her him".split())
_THINGS = frozenset("it they its their them who which that whose".split())
_OUTLET = re.compile(
    r"(?:we|i|us|our|my|(?:this|our) (?:news)?(?:paper|journal|agency|wire|correspondent|reporter|column|columnist))", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|a|an|one|his|her|its|their|our)\b", re.IGNORECASE)


def named(text: str, found: Sequence[Found], outlet: str) -> list[list[str]]:
    """Return the names for each attribution of a text, in the order given: [] where nobody is named.

    The name is the source's words up to a comma; a proper name is the longest run of capitalised words in the text that has it.
    "He" and "she" take the last proper name among the sources before, "it" and "they" the last other one; an attribution with
    neither source nor cue takes the last of either. "We" is the outlet. A cue without a source has nobody.
    """
    names: dict[int, list[str]] = {}
    persons: list[str] = []
    things: list[str] = []
    last: list[str] = []
    for at in sorted(range(len(found)), key=lambda at: _place(found[at])):
        one = found[at]
        words = text_of(text, one.source).removesuffix("'s").removesuffix("’s")
        if not words:
            names[at] = [] if one.cue else last
        elif words.lower() in _PERSONS:
            names[at] = last = persons or last
        elif words.lower() in _THINGS:
            names[at] = last = things or last
        elif _OUTLET.fullmatch(words):
            names[at] = [outlet]
        else:
            names[at] = last = [_full(text, words)]
            if words[0].isupper() and not _ARTICLE.match(words):
                persons = last
            else:
                things = last
    return [names[at] for at in range(len(found))]


def _full(text: str, words: str) -> str:
    """Return the part of a source that names it, a proper name with what the text puts before it elsewhere."""
    parts = [part.strip() for part in re.split(r",| … ", words) if part.strip()]
    proper = [part for part in parts if part[0].isupper() and not _ARTICLE.match(part)]
    name = (proper or parts or [words])[0]
    if not proper:
        return name
    longer: list[str] = re.findall(rf"(?:\b[A-Z][\w'’-]*\s)*\b{re.escape(name)}(?:\s[A-Z][\w’-]*)*\b", text)
    longer = [one for one in longer if not _ARTICLE.match(one) and len(one.split()) <= 4]
    return max([name, *longer], key=lambda one: (len(one.split()), one))


def _place(one: Found) -> tuple[int, int]:
    """Where an attribution stands: at its source, else at its content."""
    return (one.source or one.content)[0]
