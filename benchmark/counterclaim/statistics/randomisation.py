"""Paired approximate randomisation over events (Noreen 1989; Yeh 2000), exact where the events are few."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]

ROUNDING = 1e-12
"""Differences that are equal but for rounding count as equal."""


@dataclass(frozen=True)
class PairedTest:
    """The outcome of a test of one score against another."""

    difference: float
    """First minus second."""
    p: float
    """Two-sided: how often a random exchange of the two systems' events makes a difference at least as large."""
    exact: bool
    """Whether all exchanges were enumerated."""


def paired_test(first: Counts, second: Counts, value: Callable[[Counts], Counts], draws: int = 10_000, seed: int = 0) -> PairedTest:
    """Test whether two systems differ in a score.

    Args:
        first: (events, width) counts of one system.
        second: of the other, on the same events.
        value: from summed counts to the score.
        draws: random exchanges; where 2**events is no more, every exchange is taken once and p is exact.
        seed: of the exchanges.
    """
    events = len(first)
    exact = events < 63 and 2**events <= draws
    swaps = _all_swaps(events) if exact else np.random.default_rng(seed).integers(0, 2, (draws, events)).astype(np.float64)
    moved = swaps @ (second - first)
    differences = np.abs(value(first.sum(0) + moved) - value(second.sum(0) - moved))
    difference = float(value(first.sum(0)) - value(second.sum(0)))
    as_large = int((differences >= abs(difference) - ROUNDING).sum())
    p = as_large / len(swaps) if exact else (as_large + 1) / (draws + 1)
    return PairedTest(difference, p, exact)


def smallest_p(events: int, draws: int = 10_000) -> float:
    """Return the smallest p that the test can give on so many events: an exchange and its mirror image are alike."""
    return 2 / 2**events if 2**events <= draws else 1 / (draws + 1)


def _all_swaps(events: int) -> Counts:
    numbers = np.arange(2**events)[:, None]
    return ((numbers >> np.arange(events)) & 1).astype(np.float64)
