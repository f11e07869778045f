"""From the relation of two claims to that of two mentions, which may state their claims or negate them."""

from counterclaim.labels import VERDICT, ConflictType, Polarity, Relation, Verdict
from counterclaim.records import ClaimPair, Mention

_ONE_NEGATED = {Relation.CONTRADICTION: Verdict.CORROBORATION, Relation.EQUIVALENT: Verdict.CONTRADICTION}
"""Whichever side: if p excludes q, then q bears out not-p; not-p contradicts what is equivalent to p."""


def mention_verdict(relation: Relation, first: Polarity, second: Polarity) -> Verdict:
    """Derive how the propositions that two mentions express stand to each other.

    By contraposition, from the relation of the claims p and q: where p entails q, p and not-q contradict each other, and not-q
    entails not-p. Raises KeyError for `opposed`, which has no verdict, and ValueError for an open mention, which expresses nothing.
    """
    if Polarity.OPEN in (first, second):
        raise ValueError("an open mention expresses no proposition")
    plain = VERDICT[relation]
    if first is second:
        both_negated = first is Polarity.NEGATES
        return Verdict.NEUTRAL if both_negated and plain is Verdict.CONTRADICTION else plain
    denied_consequence = Relation.ENTAILED_BY if first is Polarity.NEGATES else Relation.ENTAILS
    if relation is denied_consequence:
        return Verdict.CONTRADICTION
    return _ONE_NEGATED.get(relation, Verdict.NEUTRAL)


def borne_out_by_denial_alone(relation: Relation, first: Polarity, second: Polarity) -> bool:
    """Tell whether one mention denies a claim that the other's claim excludes: the one bears the other out by contraposition alone.

    Such a pair makes no item. The words of a denial often carry more than the denial ("111, and not 130" denies 130, and does not
    bear out 96), and keep what it presupposes: fresh judges gave the derived label to 12 of 19 such items, to 97% of the others.
    """
    return relation is Relation.CONTRADICTION and first is not second


def conflict_type(pair: ClaimPair, first: Mention, second: Mention) -> ConflictType | None:
    """Return the type of the mentions' conflict: the pair's own, or negation where one mention denies; None where there is none."""
    if mention_verdict(pair.label, first.polarity, second.polarity) is not Verdict.CONTRADICTION:
        return None
    return pair.type if first.polarity is second.polarity else ConflictType.NEGATION
