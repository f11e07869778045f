"""The oracle ladder: a predicted graph in which one part after another is replaced by the gold's, to show where a system loses.

Each rung stands on the one below, undoes one more kind of error and keeps all others: what the score gains there is what that kind
of error costs once those below are undone. To turn a system's output into the gold step by step, each step one kind of error, and
to score after each, is the method of Kummerfeld & Klein (2013), "Error-Driven Analysis of Challenges in Coreference Resolution",
EMNLP.

The rungs usually ascend, but need not. A mention may be drawn to the words of another gold claim, which it overlaps more. A claim
that is none of the gold's, such as a rival value in much the same words, is taken for the gold claim that it overlaps, and what is
said of it counts there. Of two claims that go to one, only the more similar is heard where they differ. A wrong relation makes more
false disputes where more holders, all the gold's, take sides on its claims. A claim that runs two of the gold's together goes to
one of them: what was said of the other comes back only with the gold's stances.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from counterclaim.graphs.alignment import Alignment
from counterclaim.graphs.overlap import overlaps
from counterclaim.graphs.records import Extent, Graph, HeldClaim, Mentions
from counterclaim.labels import CONVERSE, Relation

_G = TypeVar("_G", int, str)
_P = TypeVar("_P")
_T = TypeVar("_T")


def gold_spans(gold: Graph, predicted: Graph) -> Graph:
    """Undo errors of boundaries: a mention that overlaps gold ones becomes the one with the largest Dice coefficient.

    Mentions of claims become mentions of claims, of whichever claim, and places that name holders become such places. Of equally
    similar ones the first in the text is taken. A mention that overlaps none stays, and so does everything else.
    """
    claims = _redrawn(gold.claims.values(), predicted.claims.values())
    places = _redrawn(*([holder.mentions for holder in graph.holders.values()] for graph in (gold, predicted)))
    return predicted._replace(
        claims={name: tuple(claims[one] for one in mentions) for name, mentions in predicted.claims.items()},
        holders={
            name: holder._replace(mentions=tuple(places[one] for one in holder.mentions))
            for name, holder in predicted.holders.items()
        },
    )


def gold_claims(gold: Graph, predicted: Graph) -> Graph:
    """Undo errors of which claims and holders there are: what the system says of its own is carried to the gold's.

    Each predicted claim goes to the gold claim that it is most similar to, if it overlaps any; each holder likewise, if it is named
    in the same place as a gold holder, or alike. Several may go to one. Of equally similar holders the one whose name is more
    similar is taken, and else the first by the gold's ids. What goes nowhere is dropped with all that is said of it, and so is a
    relation between claims that go to one.

    Where several stances meet on one holder, claim and article, or several relations on one pair of claims, that one stands whose
    two ends are together the most similar to the gold's. Of equals all stances stand, as the system contradicts itself, and the
    relation whose label is the first of the labels, read from the lower gold id.
    """
    alignment = Alignment(gold, predicted)
    claims = _most_similar(alignment.similar_claims)
    holders = _most_similar(alignment.similar_holders, alignment.similar_names)
    stances: defaultdict[tuple[str, str, str], list[tuple[float, HeldClaim]]] = defaultdict(list)
    for one in predicted.stances:
        if one.holder in holders and one.claim in claims:
            holder, claim = holders[one.holder], claims[one.claim]
            weight = alignment.similar_holders[holder, one.holder] + alignment.similar_claims[claim, one.claim]
            stances[holder, claim, one.article].append((weight, one._replace(holder=holder, claim=claim)))
    relations: defaultdict[tuple[str, str], list[tuple[float, Relation]]] = defaultdict(list)
    for ends, label in predicted.relations.items():
        if all(end in claims for end in ends):
            first, second = (claims[end] for end in ends)
            weight = sum(alignment.similar_claims[claims[end], end] for end in ends)
            if first < second:
                relations[first, second].append((weight, label))
            elif second < first:
                relations[second, first].append((weight, CONVERSE[label]))
    return Graph(
        gold.claims,
        gold.holders,
        frozenset(stance for met in stances.values() for stance in _heaviest(met)),
        {pair: min(_heaviest(met), key=list(Relation).index) for pair, met in relations.items()},
    )


def gold_stances(gold: Graph, predicted: Graph) -> Graph:
    """Undo errors of who holds what: the stances are the gold's, and the relations alone the system's.

    `predicted` stands on the gold's claims, as `gold_claims` gives it.
    """
    return predicted._replace(stances=gold.stances)


RUNGS: dict[str, Callable[[Graph, Graph], Graph]] = {one.__name__: one for one in (gold_spans, gold_claims, gold_stances)}
"""The rungs from the lowest; with the gold's relations, too, the graph would be the gold."""


def ladder(gold: Graph, predicted: Graph) -> dict[str, Graph]:
    """Return the predicted graph on every rung."""
    graphs = {}
    for name, rung in RUNGS.items():
        graphs[name] = predicted = rung(gold, predicted)
    return graphs


def _redrawn(gold: Iterable[Mentions], predicted: Iterable[Mentions]) -> dict[Extent, Extent]:
    """Return what each predicted mention becomes."""
    right = sorted({mention for mentions in gold for mention in mentions}, key=sorted)
    given = {mention: mention for mentions in predicted for mention in mentions}
    similar = _most_similar(overlaps(dict(enumerate(right)), given))
    return {mention: right[similar[mention]] if mention in similar else mention for mention in given}


def _most_similar(similar: Mapping[tuple[_G, _P], float], names: Mapping[tuple[_G, _P], float] = {}) -> dict[_P, _G]:
    """Return the gold thing that each predicted one is most similar to; of equals that of the most similar name, else the first."""
    found: dict[_P, _G] = {}
    for one, other in sorted(similar, key=lambda pair: (-similar[pair], -names.get(pair, 0.0), pair[0])):
        found.setdefault(other, one)
    return found


def _heaviest(met: Sequence[tuple[float, _T]]) -> list[_T]:
    most = max(weight for weight, _ in met)
    return [one for weight, one in met if weight == most]
