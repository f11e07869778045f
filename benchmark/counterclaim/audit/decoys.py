"""Decoys: pairs whose words overlap much and which are neither contradiction nor corroboration."""

from itertools import combinations

from counterclaim.audit.base import Figure, Release, share
from counterclaim.labels import VERDICT, Verdict
from counterclaim.records import Event
from counterclaim.spans import jaccard, words_of

OVERLAP = 0.4
"""Jaccard coefficient of two claims' words from which their overlap is high."""
GOAL = 0.25


def decoys(release: Release) -> list[Figure]:
    """Return the share of high-overlap pairs of claims that are neutral."""
    verdicts = [verdict for event in release.events for verdict in _high_overlap(event)]
    neutral = sum(verdict is Verdict.NEUTRAL for verdict in verdicts)
    met = neutral >= GOAL * len(verdicts) if verdicts else None
    return [Figure(f"neutral among pairs of claims with a word overlap of at least {OVERLAP}", share(neutral, len(verdicts)), met)]


def _high_overlap(event: Event) -> list[Verdict]:
    label = {frozenset(pair.key): pair.label for pair in event.gold.pairs}
    words = {claim.id: frozenset(words_of(claim.text)) for claim in event.claims}
    found = []
    for one, other in combinations(sorted(words), 2):
        relation = label.get(frozenset((one, other)))
        if relation in VERDICT and jaccard(words[one], words[other]) >= OVERLAP:
            found.append(VERDICT[relation])
    return found
