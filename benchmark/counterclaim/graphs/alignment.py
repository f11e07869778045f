"""How two graphs of one event are aligned: which of their holders and claims are the same. Words alone decide, never ids."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from counterclaim.graphs.overlap import overlaps
from counterclaim.graphs.records import Extent, Graph, covered
from counterclaim.matching import best_matching
from counterclaim.spans import dice, words_of

ALIKE = 0.5
"""The Dice coefficient from which two claims, or two holders, may be the same."""

SMALL = 1e-9
"""What parts holders that are otherwise equally similar."""

Pair = tuple[str, str]
"""The ids of a gold and a predicted claim, or holder."""

_ARTICLES = frozenset(("a", "an", "the"))


@dataclass(frozen=True, eq=False)
class Alignment:
    """A gold and a predicted graph of one event. What several metrics ask of the two is computed once, when it is first asked."""

    gold: Graph
    predicted: Graph

    @cached_property
    def similar_claims(self) -> dict[Pair, float]:
        """The claims that overlap, with the Dice coefficient (Dice 1945) of their words over code points, all mentions together."""
        return overlaps(_claims(self.gold), _claims(self.predicted))

    @cached_property
    def similar_names(self) -> dict[Pair, float]:
        """The holders whose names share words, with the Dice coefficient of these words."""
        return overlaps(_names(self.gold), _names(self.predicted))

    @cached_property
    def similar_holders(self) -> dict[Pair, float]:
        """The holders that the texts name in the same place or whose names are ALIKE, with their similarity.

        It is the larger of two Dice coefficients: of the words of the names, and of where the texts name them. The smaller counts a
        billionth, to part equals: two holders that the texts name in the same words are told apart by name.
        """
        places = overlaps(_places(self.gold), _places(self.predicted))
        alike = {pair for pair, similarity in self.similar_names.items() if similarity >= ALIKE}
        found = {}
        for pair in places.keys() | alike:
            smaller, larger = sorted((places.get(pair, 0.0), self.similar_names.get(pair, 0.0)))
            found[pair] = larger + SMALL * smaller
        return found

    @cached_property
    def claims(self) -> dict[str, str]:
        """Claims matched one-to-one, gold to predicted, so that the similarities of ALIKE and above add up to the most."""
        words = {name: sorted(places) for name, places in _claims(self.predicted).items()}
        said = _said(self.predicted, "claim", {name: holder.name for name, holder in self.predicted.holders.items()})
        order = sorted(words, key=lambda name: (words[name], said[name], name))
        return _matched(self.similar_claims, sorted(self.gold.claims), order)

    @cached_property
    def holders(self) -> dict[str, str]:
        """Holders matched one-to-one, gold to predicted, so that the similarities of ALIKE and above add up to the most.

        Where the predicted graph stands on the gold's own holders, each is itself.
        """
        if self.predicted.holders is self.gold.holders:
            return {name: name for name in self.gold.holders}
        words = {name: (self.predicted.holders[name].name, sorted(places)) for name, places in _places(self.predicted).items()}
        said = _said(self.predicted, "holder", {name: sorted(places) for name, places in _claims(self.predicted).items()})
        order = sorted(words, key=lambda name: (words[name], said[name], name))
        return _matched(self.similar_holders, sorted(self.gold.holders), order)


def name_similarity(one: str, other: str) -> float:
    """Return the Dice coefficient of the words of two names, articles left out; 0 where one has no other word."""
    first, second = _name_words(one), _name_words(other)
    return dice(first, second) if first and second else 0.0


def _claims(graph: Graph) -> dict[str, Extent]:
    return {name: covered(mentions) for name, mentions in graph.claims.items()}


def _names(graph: Graph) -> dict[str, frozenset[str]]:
    return {name: _name_words(holder.name) for name, holder in graph.holders.items()}


def _name_words(name: str) -> frozenset[str]:
    return frozenset(words_of(name)) - _ARTICLES


def _places(graph: Graph) -> dict[str, Extent]:
    return {name: covered(holder.mentions) for name, holder in graph.holders.items()}


def _said(graph: Graph, end: str, others: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return, for each claim or holder (`end`), the labels of its stances with what tells their other ends apart."""
    other = {"claim": "holder", "holder": "claim"}[end]
    said: defaultdict[str, list[Any]] = defaultdict(list)
    for stance in graph.stances:
        said[getattr(stance, end)].append((stance.label.value, others[getattr(stance, other)], stance.article))
    return defaultdict(list, {name: sorted(stances) for name, stances in said.items()})


def _matched(similar: Mapping[Pair, float], gold: Sequence[str], predicted: Sequence[str]) -> dict[str, str]:
    """Match one-to-one.

    The predicted ones come in the order of their words and of what is said of them, so that renaming them changes no digit; their
    ids decide only of those that differ in neither.
    """
    row, column = ({name: number for number, name in enumerate(names)} for names in (gold, predicted))
    weights = {(row[one], column[other]): similarity for (one, other), similarity in similar.items() if similarity >= ALIKE}
    return {gold[i]: predicted[j] for i, j in best_matching(weights)}
