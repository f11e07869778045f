"""How much there is of everything, by split, kind and label."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from counterclaim.audit.base import Figure, Release
from counterclaim.corpus.items import contradiction
from counterclaim.labels import ConflictType, EventKind, Relation, Split, Stance
from counterclaim.records import Event

COMMONER = (ConflictType.NEGATION, ConflictType.NUMERIC, ConflictType.TEMPORAL, ConflictType.PARTICIPANT, ConflictType.CAUSAL)
"""The types of which a release has at least fifteen."""
LENGTHS = (250, 620)
"""Words of an article."""


def sizes(release: Release) -> list[Figure]:
    """Count events, articles, claims, pairs, stances, attributions; conflicts by type."""
    events = release.events
    lengths = [len((article.text or "").split()) for _, article in release.articles]
    by_split = Counter(event.split.value for event in events)
    kinds = Counter(event.kind for event in events)
    claims = [len(event.claims) for event in events]
    pairs = Counter(pair.label for event in events for pair in event.gold.pairs)
    conflicts = Counter(pair.type for event in events for pair in event.gold.pairs if pair.label is Relation.CONTRADICTION)
    stances = Counter(stance.label for event in events for stance in event.gold.stances)
    attributions = sum(len(event.gold.attributions) for event in events)
    told_types = ", ".join(f"{kind.value} {conflicts[kind]}" for kind in ConflictType)
    fewest = min(conflicts[kind] for kind in COMMONER)
    return [
        Figure("events", f"{len(events)} ({', '.join(f'{split} {by_split[split]}' for split in Split if by_split[split])})"),
        Figure("kinds of event", ", ".join(f"{kind.value} {kinds[kind]}" for kind in EventKind)),
        Figure("kinds in test only", ", ".join(kind.value for kind in EventKind if _only_test(kind, events)) or "none"),
        Figure("articles", str(len(lengths))),
        Figure(
            "words of an article",
            f"{min(lengths)} to {max(lengths)}, median {median(lengths):.0f}, {sum(lengths)} in all",
            LENGTHS[0] <= min(lengths) and max(lengths) <= LENGTHS[1],
        ),
        Figure("claims", f"{sum(claims)}; {min(claims)} to {max(claims)} an event"),
        Figure("mentions", str(sum(len(claim.mentions) for event in events for claim in event.claims))),
        Figure("pairs of claims", ", ".join(f"{label.value} {pairs[label]}" for label in Relation)),
        Figure("contradictions by type", told_types),
        Figure("fewest of the commoner types", f"{fewest} ({', '.join(kind.value for kind in COMMONER)})", fewest >= 15),
        Figure("stances", ", ".join(f"{label.value} {stances[label]}" for label in Stance)),
        Figure("attributions", str(attributions)),
        Figure("items of contradiction", _items(events)),
    ]


def _only_test(kind: EventKind, events: Sequence[Event]) -> bool:
    splits = {event.split for event in events if event.kind is kind}
    return splits == {Split.TEST}


def _items(events: Sequence[Event]) -> str:
    count: dict[str, Counter[str]] = {}
    for event in events:
        count.setdefault(event.split.value, Counter()).update(row["label"] for row in contradiction(event))
    told = {split: ", ".join(f"{label} {number}" for label, number in sorted(labels.items())) for split, labels in count.items()}
    return "; ".join(f"{split}: {labels}" for split, labels in told.items())
