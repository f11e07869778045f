"""Paired approximate randomisation over events (Noreen 1989; Yeh 2000), exact where the events are few."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts
from counterclaim.parallel import spread
from counterclaim.statistics.bootstrap import blocks
from counterclaim.statistics.exact import WeightedSums

ROUNDING = 1e-12
"""Differences that are equal but for rounding count as equal."""

BLOCK = 1000
"""Exchanges drawn together, each block from a random stream of its own."""


@dataclass(frozen=True)
class PairedTest:
    """The outcome of a test of one score against another."""

    difference: float
    """First minus second."""
    p: float
    """Two-sided: how often a random exchange of the two systems' events makes a difference at least as large."""
    exact: bool
    """Whether all exchanges were enumerated."""


def paired_tests(
    rows: Mapping[str, Counts], value: Callable[[Counts], Counts], draws: int = 10_000, seed: int = 0
) -> dict[tuple[str, str], PairedTest]:
    """Test every pair of systems for a difference in a score.

    An exchange moves some events' rows from one system to the other. Summed over the exchanged events, the rows of all systems come
    from one matrix product; each pair takes the difference of two of those sums.

    Args:
        rows: by system, (events, width) counts on the same events.
        value: from summed counts to the score.
        draws: random exchanges, the same for all pairs; where 2**events is no more, every exchange is taken once and p is exact.
        seed: of the exchanges.
    """
    if len(rows) < 2:
        return {}
    sums = WeightedSums(np.stack(list(rows.values())))
    exact = is_exact(sums.events, draws)
    number = 2**sums.events if exact else draws
    as_large = np.sum(spread(_as_large, [(sums, value, exact, size, seed, block) for block, size in blocks(number, BLOCK)]), axis=0)
    scores = value(sums.total)
    tests = {}
    for pair, ((i, one), (j, other)) in enumerate(combinations(enumerate(rows), 2)):
        large = int(as_large[pair])
        p = large / number if exact else (large + 1) / (number + 1)
        tests[one, other] = PairedTest(float(scores[i] - scores[j]), p, exact)
    return tests


def is_exact(events: int, draws: int) -> bool:
    """Tell whether all exchanges of so many events are taken."""
    return events < 63 and 2**events <= draws


def smallest_p(events: int, draws: int = 10_000) -> float:
    """Return the smallest p that the test can give on so many events: an exchange and its mirror image are alike."""
    return 2 / 2**events if is_exact(events, draws) else 1 / (draws + 1)


def _as_large(
    sums: WeightedSums, value: Callable[[Counts], Counts], exact: bool, size: int, seed: int, block: int
) -> NDArray[np.int64]:
    """Count, for each pair of systems, the exchanges of a block whose difference is at least the observed one."""
    moved = sums(_all_exchanges(sums.events, size, block) if exact else _exchanges(sums.events, size, seed, block))
    scores = value(sums.total)
    found = []
    for i, j in combinations(range(len(moved)), 2):
        change = moved[j] - moved[i]
        differences = np.abs(value(sums.total[i] + change) - value(sums.total[j] - change))
        found.append(int((differences >= abs(scores[i] - scores[j]) - ROUNDING).sum()))
    return np.array(found)


def _exchanges(events: int, size: int, seed: int, block: int) -> NDArray[np.uint16]:
    bits = np.frombuffer(np.random.default_rng([seed, block]).bytes(size * -(-events // 8)), dtype=np.uint8)
    return np.unpackbits(bits.reshape(size, -1), axis=1, count=events).astype(np.uint16)


def _all_exchanges(events: int, size: int, block: int) -> NDArray[np.uint16]:
    numbers = np.arange(block * BLOCK, block * BLOCK + size)[:, None]
    return ((numbers >> np.arange(events)) & 1).astype(np.uint16)
