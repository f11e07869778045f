"""Names that two events share."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable

from counterclaim.audit.base import Figure, Release
from counterclaim.records import Event

SHORTEST = 4
_WORD = re.compile(r"\b[^\W\d_][\w’'-]{3,}\b")
_NOUNS = (
    "agency association authority board bulletin chamber circular command council courier customs daily deputy directorate "
    "district editor evening gazette inspectorate joint lagoon lamp league lower mayor messenger morning notices observer "
    "photo plough post press radio register review sergeant service silence telegraph terraces timber tomorrow upper ward "
    "wave weekly wire"
).split()
"""Common nouns of bodies, offices, papers and captions, which a small corpus may happen to have in capitals alone."""
_NUMBERS = (
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand nobody neither whoever"
).split()
_STOCK = frozenset(word.casefold() for word in (*calendar.month_name, *calendar.day_name, *_NOUNS, *_NUMBERS))


def collisions(events: Iterable[Event]) -> dict[str, list[str]]:
    """Return each name with the events that share it.

    A name is a word of four letters or more that stands capitalised within a sentence, or in the name of a source, party or
    place, and nowhere in the corpus in lower case. Months, days, numbers and a list of common nouns do not count.
    """
    events = list(events)
    lower: set[str] = set()
    capitals: dict[str, set[str]] = defaultdict(set)
    for event in events:
        told = [event.place, *(source.name for source in event.sources), *(party.name for party in event.parties)]
        told += [article.outlet_name for article in event.articles]
        for text in (*told, *(article.text or "" for article in event.articles), *(claim.text for claim in event.claims)):
            for match in _WORD.finditer(text):
                word = match.group().split("’")[0].split("'")[0]
                if "-" in word or len(word) < SHORTEST:
                    continue
                if word[0].islower():
                    lower.add(word)
                elif word[1:].islower():
                    capitals[word.casefold()].add(event.id)
    return {
        word: sorted(found)
        for word, found in sorted(capitals.items())
        if len(found) > 1 and word not in lower and word not in _STOCK
    }


def names(release: Release) -> list[Figure]:
    """Return the words that look like names and stand in more than one event."""
    shared = collisions(release.events)
    told = "; ".join(f"{word} ({', '.join(found)})" for word, found in shared.items()) or "none"
    return [Figure("capitalised words, never in lower case, that events share", told)]
