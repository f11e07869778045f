"""What must hold between the pairs of claims of one event (annotations/GUIDELINES.md, section 5)."""

from collections.abc import Iterable, Mapping

from counterclaim.labels import CONFLICTS, CONVERSE, ClaimKind, Relation
from counterclaim.records import Claim, ClaimPair

Pairs = dict[tuple[str, str], Relation]


def both_ways(pairs: Iterable[ClaimPair]) -> Pairs:
    """Return the label of each ordered pair of claims."""
    labels: Pairs = {}
    for pair in pairs:
        labels[pair.first, pair.second] = pair.label
        labels[pair.second, pair.first] = CONVERSE[pair.label]
    return labels


def inconsistencies(pairs: Iterable[ClaimPair]) -> list[tuple[str, str]]:
    """List the breaches of logic: (the premises, what they call for and what stands instead).

    Entailment and equivalence are transitive; if a entails b and b contradicts c, then a contradicts c.
    """
    labels = both_ways(pairs)
    implies: dict[str, list[str]] = {}
    contradicts: dict[str, list[str]] = {}
    for (first, second), label in labels.items():
        if label in (Relation.ENTAILS, Relation.EQUIVALENT):
            implies.setdefault(first, []).append(second)
        elif label is Relation.CONTRADICTION:
            contradicts.setdefault(first, []).append(second)
    breaches = []
    for a, entailed in sorted(implies.items()):
        for b in entailed:
            for c in implies.get(b, ()):
                if c != a and labels.get((a, c)) not in (Relation.ENTAILS, Relation.EQUIVALENT):
                    breaches.append((f"{a} entails {b} entails {c}", f"{a} {_found(labels, a, c)} {c}, not entails"))
                both = labels[a, b] is Relation.EQUIVALENT and labels[b, c] is Relation.EQUIVALENT
                if c != a and both and labels.get((a, c)) is not Relation.EQUIVALENT:
                    breaches.append((f"{a} = {b} = {c}", f"{a} {_found(labels, a, c)} {c}, not equivalent"))
            for c in contradicts.get(b, ()):
                if labels.get((a, c)) is not Relation.CONTRADICTION:
                    breaches.append((f"{a} entails {b}, {b} contradicts {c}", f"{a} {_found(labels, a, c)} {c}, not contradiction"))
    return breaches


def _found(labels: Pairs, first: str, second: str) -> str:
    return str(labels.get((first, second), "has no label with"))


def misfits(pair: ClaimPair, claims: Mapping[str, Claim]) -> list[str]:
    """List what in one pair does not go together, with the remedy in words."""
    found = []
    conflict = pair.label in CONFLICTS
    if conflict and (pair.type is None or pair.strength is None):
        found.append(f"a {pair.label} without type or strength: give both")
    if not conflict and (pair.type is not None or pair.strength is not None):
        found.append(f"type or strength on {pair.label}: only contradiction and opposed have them")
    if pair.label is not Relation.COMPATIBLE and not pair.reason:
        found.append(f"{pair.label} without a reason: give one line")
    factual = {ClaimKind.FACT, ClaimKind.FORECAST}
    kinds = {claims[pair.first].kind, claims[pair.second].kind}
    if pair.label is Relation.OPPOSED and kinds & factual:
        found.append("opposed with a fact or forecast: opposed is for two norms or evaluations")
    return found
