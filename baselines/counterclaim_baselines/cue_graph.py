"""A claim graph by cues, figures and negations: the simplest system that goes from articles to disputes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from counterclaim.spans import Span, text_of
from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.cue_lexicon import extract
from counterclaim_baselines.texts import negations, numbers, overlap

SAME = 0.5
"""Two contents that share so many of their words (Jaccard) are one claim."""
RELATED = 0.2
"""Two claims that share so many of their words are about the same thing."""
_DENIALS = frozenset("denied denies rejected rejects dismissed dismisses disputed disputes".split())

Place = dict[str, Any]


@dataclass
class _Claim:
    words: str
    places: list[Place] = field(default_factory=list)


class CueGraph(Baseline):
    """Contents of a cue lexicon as claims, denied by the verb; conflicts by rival figures or a negation among shared words."""

    name = "cue-graph"
    tasks = ("graph",)
    kind = SystemKind.RULES
    sees = "the articles' texts, by a list of verbs, shared words, figures and negations"

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Learn nothing."""

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Build a graph for each event."""
        del task
        return [_graph(item) for item in items]


def _graph(item: Row) -> Line:
    claims: list[_Claim] = []
    holders: dict[str, list[Place]] = {}
    names: dict[str, str] = {}
    stances: set[tuple[str, int, str]] = set()
    for article, text in zip(item["articles"], item["texts"], strict=True):
        for source, cue, content in extract(text):
            number = _claim_of(claims, text_of(text, content))
            claims[number].places.append(_place(article, content))
            if source:
                name = text_of(text, source)
                key = name.casefold()
                names.setdefault(key, name)
                holders.setdefault(key, []).append(_place(article, source))
                denied = text_of(text, cue).lower() in _DENIALS
                stances.add((key, number, "denies" if denied else "asserts"))
    ids = {key: f"h{number}" for number, key in enumerate(holders, 1)}
    return {
        "id": item["id"],
        "holders": [{"id": ids[key], "name": names[key], "mentions": places} for key, places in holders.items()],
        "claims": [{"id": f"c{number}", "mentions": _distinct(one.places)} for number, one in enumerate(claims)],
        "stances": [{"holder": ids[key], "claim": f"c{number}", "label": label} for key, number, label in sorted(stances)],
        "relations": [
            {"first": f"c{one}", "second": f"c{other}", "label": "contradiction"}
            for one, other in combinations(range(len(claims)), 2)
            if _clash(claims[one].words, claims[other].words)
        ],
    }


def _claim_of(claims: list[_Claim], words: str) -> int:
    """Return the number of the first claim in much the same words, or of a new one."""
    for number, one in enumerate(claims):
        if overlap(one.words, words) >= SAME and numbers(one.words) == numbers(words):
            return number
    claims.append(_Claim(words))
    return len(claims) - 1


def _clash(one: str, other: str) -> bool:
    if overlap(one, other) < RELATED:
        return False
    figures = numbers(one), numbers(other)
    rival = bool(figures[0] and figures[1]) and figures[0] != figures[1]
    return rival or (negations(one) > 0) != (negations(other) > 0)


def _place(article: str, span: Span) -> Place:
    return {"article": article, "span": [list(piece) for piece in sorted(span)]}


def _distinct(places: Iterable[Place]) -> list[Place]:
    found: list[Place] = []
    for place in places:
        if place not in found:
            found.append(place)
    return found
