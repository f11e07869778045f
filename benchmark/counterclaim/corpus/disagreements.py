"""Where annotators A and B part: each record of one that the other does not have in the same way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from counterclaim.metrics.base import ROLES, AttributedArticles
from counterclaim.metrics.linking import Links, link
from counterclaim.records import Article, Attribution, ClaimPair, Event, HeldStance, Layers
from counterclaim.tokens import TokenLine

Record = Attribution | HeldStance | ClaimPair
R = TypeVar("R", Attribution, HeldStance, ClaimPair)


class Cell(NamedTuple):
    """The same place as A and B filled it; None where one left it empty."""

    key: str
    """attribution: "a's id | b's id"; stance: "holder claim article"; pair: "c01 c02"."""
    a: Record | None
    b: Record | None
    differ: tuple[str, ...]
    """The fields in which they part; empty where they agree."""


class Pair(NamedTuple):
    """Attributions of two hands that are matched; None stands where one hand has no counterpart."""

    article: str
    one: Attribution | None
    other: Attribution | None
    parted: list[str]
    """The roles in which the two part."""


class Linked(NamedTuple):
    """The attributions of two hands, in the order of the articles, and the links from one to the other."""

    one: list[Attribution]
    other: list[Attribution]
    links: Links

    def pairs(self) -> list[Pair]:
        """Pair all of them: those that both have, then those of one hand alone, then of the other."""
        gold, predicted = self.links.gold.tolist(), self.links.predicted.tolist()
        parted = ([role for role, overlap in self.links.roles.items() if not overlap.equal[k]] for k in range(len(gold)))
        found = [
            Pair(self.one[i].article, self.one[i], self.other[j], roles)
            for i, j, roles in zip(gold, predicted, parted, strict=True)
        ]
        found += [Pair(one.article, one, None, []) for i, one in enumerate(self.one) if i not in gold]
        return found + [Pair(other.article, None, other, []) for j, other in enumerate(self.other) if j not in predicted]


def linked(event: Event, one: Layers, other: Layers) -> Linked:
    """Link the attributions of two hands; the other's in an order of their own, so that ties do not turn on that of the file."""
    number = {article.id: n for n, article in enumerate(event.articles)}
    tokens = TokenLine([_text(article, (one, other)) for article in event.articles])
    left = sorted(one.attributions, key=lambda a: number[a.article])
    right = sorted(other.attributions, key=lambda a: (number[a.article], a.source, a.cue, a.content))
    return Linked(left, right, link(*(_attributed(side, number, tokens) for side in (left, right))))


def _text(article: Article, hands: Iterable[Layers]) -> str:
    """Return the text; where it is not at hand, as many full stops, so that each code point counts as a token."""
    own = (a for hand in hands for a in hand.attributions if a.article == article.id)
    ends = (end for a in own for span in (a.source, a.cue, a.content) for _, end in span)
    return "." * max(ends, default=0) if article.text is None else article.text


def _attributed(attributions: Sequence[Attribution], number: Mapping[str, int], tokens: TokenLine) -> AttributedArticles:
    article = np.array([number[a.article] for a in attributions], np.int64)
    roles = {role: tokens.sets(article, [getattr(a, role) for a in attributions]) for role in ROLES}
    return AttributedArticles(np.zeros(len(number), np.int64), 1, article, roles, None)


def cells(event: Event) -> list[Cell]:
    """List every attribution, stance and pair that A or B wrote, with the fields in which they part."""
    a, b = event.hands["a"], event.hands["b"]
    return [
        *_attributions(event, a, b),
        *_by_key(a.stances, b.stances, ("label", "shifted")),
        *_by_key(a.pairs, b.pairs, ("label", "type", "strength", "rebuttal")),
    ]


def disagreements(event: Event) -> list[Cell]:
    """List the cells in which A and B part."""
    return [cell for cell in cells(event) if cell.differ]


def _attributions(event: Event, a: Layers, b: Layers) -> Iterable[Cell]:
    pairs = linked(event, a, b).pairs()
    counterpart = {one.id: other.id for _, one, other, _ in pairs if one and other}
    order = [article.id for article in event.articles]
    for _, one, other, roles in sorted(pairs, key=lambda pair: order.index(pair.article)):
        key = f"{one.id if one else '-'} | {other.id if other else '-'}"
        if one is None or other is None:
            yield Cell(key, one, other, ("record",))
            continue
        differ = roles + [field for field in ("cue_type", "directness") if getattr(one, field) != getattr(other, field)]
        if set(one.by) != set(other.by):
            differ.append("by")
        if (one.parent and counterpart.get(one.parent)) != other.parent:
            differ.append("parent")
        yield Cell(key, one, other, tuple(differ))


def _by_key(a: Iterable[R], b: Iterable[R], fields: tuple[str, ...]) -> Iterable[Cell]:
    mine, theirs = {_key(one): one for one in a}, {_key(one): one for one in b}
    for key in sorted(mine.keys() | theirs.keys()):
        one, other = mine.get(key), theirs.get(key)
        if one is None or other is None:
            yield Cell(key, one, other, ("record",))
        else:
            yield Cell(key, one, other, tuple(f for f in fields if getattr(one, f) != getattr(other, f)))


def _key(one: Attribution | HeldStance | ClaimPair) -> str:
    assert not isinstance(one, Attribution)
    return " ".join(one.key)
