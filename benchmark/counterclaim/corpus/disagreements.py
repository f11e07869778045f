"""Where annotators A and B part: each record of one that the other does not have in the same way."""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from counterclaim.metrics.base import Roles
from counterclaim.metrics.linking import link, roles
from counterclaim.records import Attribution, ClaimPair, Event, HeldStance, Layers
from counterclaim.spans import Tokens

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


def text_tokens(event: Event) -> dict[str, Tokens]:
    """Tokenise the articles of an event."""
    return {article.id: Tokens(article.text or "") for article in event.articles}


def token_roles(one: Attribution, tokens: dict[str, Tokens]) -> Roles:
    """Return the token numbers of an attribution's roles; code points where the text is not at hand."""
    own = tokens[one.article]
    if one.content and not own.within(one.content):
        source, cue, content = (frozenset(i for s, e in span for i in range(s, e)) for span in (one.source, one.cue, one.content))
        return Roles(source, cue, content)
    return roles(own, one.source, one.cue, one.content)


def linked(event: Event, one: Layers, other: Layers) -> list[tuple[Attribution | None, Attribution | None]]:
    """Pair the attributions of two hands, article by article; None stands where one hand has no counterpart."""
    tokens = text_tokens(event)
    pairs: list[tuple[Attribution | None, Attribution | None]] = []
    for article in event.articles:
        left = [a for a in one.attributions if a.article == article.id]
        right = [a for a in other.attributions if a.article == article.id]
        links = link([token_roles(a, tokens) for a in left], [token_roles(a, tokens) for a in right])
        pairs += [(left[match.gold], right[match.predicted]) for match in links]
        pairs += [(a, None) for i, a in enumerate(left) if i not in {match.gold for match in links}]
        pairs += [(None, a) for i, a in enumerate(right) if i not in {match.predicted for match in links}]
    return pairs


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
    tokens = text_tokens(event)
    pairs = linked(event, a, b)
    counterpart = {one.id: other.id for one, other in pairs if one and other}
    for one, other in pairs:
        key = f"{one.id if one else '-'} | {other.id if other else '-'}"
        if one is None or other is None:
            yield Cell(key, one, other, ("record",))
            continue
        mine, theirs = token_roles(one, tokens), token_roles(other, tokens)
        differ = [role for role in Roles._fields if getattr(mine, role) != getattr(theirs, role)]
        differ += [field for field in ("cue_type", "directness") if getattr(one, field) != getattr(other, field)]
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
