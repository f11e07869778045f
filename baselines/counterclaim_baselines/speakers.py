"""Who is said to speak: names for the sources that extractors find."""

from collections.abc import Sequence

from counterclaim.spans import text_of, words_of
from counterclaim_baselines.attributions import Found

_PRONOUNS = frozenset("he she they it his her their its him them who which".split())


def named(text: str, found: Sequence[Found]) -> list[list[str]]:
    """Return the names for each attribution of a text, in the order given: [] where nobody is named.

    The name is the source's words. A pronoun, and an attribution with neither source nor cue, take the source named last before it;
    a passive cue without a source has none. A name that others of the text contain ("Eirskin", "Spokeswoman Runhild Eirskin") is
    spelled as the longest of up to four words that ends as it does.
    """
    names: dict[int, list[str]] = {}
    last: list[str] = []
    for at in sorted(range(len(found)), key=lambda at: _place(found[at])):
        one = found[at]
        name = text_of(text, one.source).removesuffix("'s").removesuffix("’s")
        if name.lower() in _PRONOUNS or not (one.source or one.cue):
            names[at] = last
        else:
            names[at] = [name] if name else []
            last = names[at] or last
    spoken = {name for group in names.values() for name in group}
    return [[_longest(name, spoken) for name in names[at]] for at in range(len(found))]


def _longest(name: str, spoken: set[str]) -> str:
    own = words_of(name)
    if not own or not name[:1].isupper():
        return name
    others = [other for other in spoken if len(words := words_of(other)) <= 4 and words[-len(own) :] == own]
    return max([name, *others], key=lambda other: (len(words_of(other)), other))


def _place(one: Found) -> tuple[int, int]:
    """Where an attribution stands: at its source, else at its content."""
    return (one.source or one.content)[0]
