"""The logic between pairs of claims."""

import pytest

from counterclaim.corpus.constraints import inconsistencies
from counterclaim.labels import Relation
from counterclaim.records import ClaimPair

C, E, B, Q, N = (
    Relation.CONTRADICTION,
    Relation.ENTAILS,
    Relation.ENTAILED_BY,
    Relation.EQUIVALENT,
    Relation.COMPATIBLE,
)


def pairs(*labels):
    return [
        ClaimPair(first, second, label) for (first, second), label in zip((("a", "b"), ("b", "c"), ("a", "c")), labels, strict=True)
    ]


@pytest.mark.parametrize(
    "labels", [(E, E, E), (Q, Q, Q), (E, C, C), (C, C, N), (B, B, B), (C, B, C), (N, E, N), (Q, E, E), (C, C, Q)]
)
def test_consistent(labels):
    assert inconsistencies(pairs(*labels)) == []


@pytest.mark.parametrize("labels", [(E, E, N), (Q, Q, E), (E, C, N), (B, B, N), (C, B, N), (Q, C, N), (Q, E, N), (E, E, C)])
def test_inconsistent(labels):
    assert inconsistencies(pairs(*labels))
