"""Who holds: the outlets, and the sources gathered by name over the articles of an event."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.spans import Span, words_of
from counterclaim_baselines.pipeline.reading import Article

_SMALL = frozenset("a an the of for in at on and his her its their our".split())


@dataclass(frozen=True)
class Held:
    """A holder: its name, and where the articles, by number, name it."""

    name: str
    places: tuple[tuple[int, Span], ...]


def gather(articles: Sequence[Article]) -> tuple[list[Held], dict[str, int]]:
    """Return the holders of an event, the outlets first, and the number of the holder of each name.

    A name belongs to the one longer name that has all its words (small ones aside); to a holder of its own where there is none, or
    where there are several. The longest name stays.
    """
    places: defaultdict[str, set[tuple[int, Span]]] = defaultdict(set)
    for number, article in enumerate(articles):
        for one in article.said:
            if one.name is not None:
                places[one.name].add((number, one.spans.source))
    names = list(dict.fromkeys(article.outlet for article in articles))
    of = {name: number for number, name in enumerate(names)}
    words: dict[int, frozenset[str]] = {}
    for name in sorted(places.keys() - of.keys(), key=lambda one: (-len(_words(one)), one)):
        mine = _words(name)
        longer = [number for number, theirs in words.items() if mine and mine <= theirs]
        if len(longer) == 1 or any(words[number] == mine for number in longer):
            of[name] = next((number for number in longer if words[number] == mine), longer[0])
        else:
            of[name] = len(names)
            words[len(names)] = mine
            names.append(name)
    named: defaultdict[int, set[tuple[int, Span]]] = defaultdict(set)
    for name, found in places.items():
        named[of[name]] |= {place for place in found if place[1]}
    return [Held(name, tuple(sorted(named[number]))) for number, name in enumerate(names)], of


def _words(name: str) -> frozenset[str]:
    return frozenset(words_of(name.removesuffix("'s").removesuffix("’s"))) - _SMALL
