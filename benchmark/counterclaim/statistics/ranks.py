"""Ranks that the data can bear: systems that no test separates share one."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.statistics.benjamini_hochberg import benjamini_hochberg
from counterclaim.statistics.holm import holm
from counterclaim.statistics.randomisation import PairedTest

CORRECTIONS: Mapping[str, Callable[[Sequence[float]], list[float]]] = {"holm": holm, "benjamini-hochberg": benjamini_hochberg}
"""By name: from the p-values of all pairs to adjusted ones. A board ranks by Holm's."""


class Comparison(NamedTuple):
    """Two systems of a board, tested against each other."""

    first: str
    second: str
    test: PairedTest
    adjusted_p: float
    """Over all pairs of the board."""


def adjust(tests: Mapping[tuple[str, str], PairedTest], correction: str = "holm") -> list[Comparison]:
    """Correct the tests of all pairs of a board."""
    adjusted = CORRECTIONS[correction]([test.p for test in tests.values()])
    return [Comparison(a, b, test, p) for ((a, b), test), p in zip(tests.items(), adjusted, strict=True)]


def ranks(systems: Sequence[str], comparisons: Sequence[Comparison], alpha: float = 0.05) -> dict[str, int]:
    """Give each system 1 + the number of systems that are significantly better."""
    better = dict.fromkeys(systems, 0)
    for one in comparisons:
        if one.adjusted_p <= alpha and one.test.difference != 0:
            better[one.second if one.test.difference > 0 else one.first] += 1
    return {system: 1 + count for system, count in better.items()}
