"""Names that two events share."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable

from counterclaim.audit.base import Figure, Release
from counterclaim.records import Event

_WORD = re.compile(r"\b[^\W\d_][\w’'-]{3,}\b")
_STOCK = frozenset(word.casefold() for word in (*calendar.month_name, *calendar.day_name, "I", "God", "English"))


def collisions(events: Iterable[Event]) -> dict[str, list[str]]:
    """Return each name with the events that share it.

    A name is a word of four letters or more that stands capitalised within a sentence, or in the name of a source, party or
    place, and nowhere in the corpus in lower case. Months and days do not count.
    """
    events = list(events)
    lower: set[str] = set()
    capitals: dict[str, set[str]] = defaultdict(set)
    for event in events:
        told = [event.place, *(source.name for source in event.sources), *(party.name for party in event.parties)]
        told += [article.outlet_name for article in event.articles]
        for text in (*told, *(article.text or "" for article in event.articles), *(claim.text for claim in event.claims)):
            for match in _WORD.finditer(text):
                word = match.group()
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
