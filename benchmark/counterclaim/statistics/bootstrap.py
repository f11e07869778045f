"""The cluster bootstrap (Efron & Tibshirani 1993; Davison & Hinkley 1997, section 3.8, for clusters)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]


def bootstrap_weights(events: int, replicates: int, seed: int) -> Counts:
    """Draw how often each event occurs in each replicate: (replicates, events), each row adding up to `events`.

    The weights depend on nothing but the three numbers, so that all systems and metrics meet the same replicates and every
    comparison is paired.
    """
    rng = np.random.default_rng(seed)
    return rng.multinomial(events, np.full(events, 1 / events), size=replicates).astype(np.float64)


def replicate(rows: Counts, value: Callable[[Counts], Counts], weights: Counts) -> Counts:
    """Return the score of each replicate: rows (..., events, width) and weights (replicates, events) to (..., replicates)."""
    return value(weights @ rows)


def percentile_interval(replicates: Counts, level: float = 0.95) -> tuple[float, float]:
    """Return the percentile interval (Efron 1979) of replicated scores."""
    tail = 50 * (1 - level)
    low, high = np.percentile(replicates, [tail, 100 - tail])
    return float(low), float(high)
