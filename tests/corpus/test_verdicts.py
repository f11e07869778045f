"""How two mentions stand, derived from their claims, against an enumeration of possible worlds."""

from itertools import product

import pytest
from conftest import TOY
from msgspec.structs import replace

from counterclaim.corpus.items import contradiction
from counterclaim.corpus.sources import read_corpus
from counterclaim.corpus.verdicts import borne_out_by_denial_alone, conflict_type, mention_verdict
from counterclaim.labels import ConflictType, Polarity, Relation
from counterclaim.records import ClaimPair, Mention

WORLDS = {
    Relation.CONTRADICTION: [(p, q) for p, q in product((True, False), repeat=2) if not (p and q)],
    Relation.EQUIVALENT: [(True, True), (False, False)],
    Relation.ENTAILS: [(p, q) for p, q in product((True, False), repeat=2) if q or not p],
    Relation.ENTAILED_BY: [(p, q) for p, q in product((True, False), repeat=2) if p or not q],
    Relation.COMPATIBLE: list(product((True, False), repeat=2)),
    Relation.DIFFERENT_EVENT: list(product((True, False), repeat=2)),
}
"""The truth values that two claims can have together."""

SAID = (Polarity.STATES, Polarity.NEGATES)


def by_enumeration(relation, first, second):
    values = [(p == (first is Polarity.STATES), q == (second is Polarity.STATES)) for p, q in WORLDS[relation]]
    if not any(one and other for one, other in values):
        return "contradiction"
    if all(other for one, other in values if one) or all(one for one, other in values if other):
        return "corroboration"
    return "neutral"


@pytest.mark.parametrize("relation", WORLDS)
@pytest.mark.parametrize("first", SAID)
@pytest.mark.parametrize("second", SAID)
def test_equals_an_enumeration_of_worlds(relation, first, second):
    assert mention_verdict(relation, first, second) == by_enumeration(relation, first, second)


@pytest.mark.parametrize("relation", WORLDS)
def test_denial_alone_bears_out_where_a_contradiction_turns_into_corroboration(relation):
    for first, second in product(SAID, repeat=2):
        turned = relation is Relation.CONTRADICTION and mention_verdict(relation, first, second) == "corroboration"
        assert borne_out_by_denial_alone(relation, first, second) == turned


def test_a_pair_borne_out_by_denial_alone_makes_no_item():
    """Two mentions of rival claims, of which one is denied: an item before the second is, none after."""
    event = read_corpus(TOY).events[0]
    pair = next(p for p in event.gold.pairs if p.label is Relation.CONTRADICTION)

    def items(polarity):
        def said(claim):
            if claim.id != pair.second:
                return replace(claim, mentions=tuple(replace(m, polarity=Polarity.STATES) for m in claim.mentions))
            return replace(claim, mentions=tuple(replace(m, polarity=polarity) for m in claim.mentions))

        changed = replace(event, claims=tuple(said(claim) for claim in event.claims))
        keys = (f".{pair.first}.", f".{pair.second}.")
        return [row for row in contradiction(changed) if all(key in row["id"] for key in keys)]

    assert {row["label"] for row in items(Polarity.STATES)} == {"contradiction"}
    assert items(Polarity.NEGATES) == []


def test_open_expresses_nothing():
    with pytest.raises(ValueError, match="no proposition"):
        mention_verdict(Relation.ENTAILS, Polarity.OPEN, Polarity.STATES)


def test_type():
    def mention(polarity):
        return Mention("wire-1", 1, ((0, 1),), polarity=polarity)

    states, negates = mention(Polarity.STATES), mention(Polarity.NEGATES)
    numeric = ClaimPair("c01", "c02", Relation.CONTRADICTION, ConflictType.NUMERIC)
    assert conflict_type(numeric, states, states) == "numeric"
    assert conflict_type(numeric, states, negates) is None
    assert conflict_type(ClaimPair("c01", "c02", Relation.ENTAILS), states, negates) == "negation"
