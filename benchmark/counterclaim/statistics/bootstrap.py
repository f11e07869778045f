"""The cluster bootstrap (Efron & Tibshirani 1993; Davison & Hinkley 1997, section 3.8, for clusters)."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts
from counterclaim.parallel import spread
from counterclaim.statistics.exact import WeightedSums

BLOCK = 100
"""Replicates drawn together. Each block has a random stream of its own, so that blocks may be drawn anywhere and in any order."""


def bootstrap(rows: Counts, value: Callable[[Counts], Counts], replicates: int, seed: int) -> Counts:
    """Return the score of each replicate: rows (..., events, width) to (..., replicates).

    The weights depend on nothing but the numbers of events and replicates and the seed: all systems and metrics meet the same
    replicates, so that every comparison is paired.
    """
    sums = WeightedSums(rows)
    scores = spread(_scores, [(sums, value, size, seed, block) for block, size in blocks(replicates, BLOCK)])
    return np.concatenate(scores, -1)


def blocks(number: int, size: int) -> list[tuple[int, int]]:
    """Cut a number of draws into blocks: (number of the block, its size)."""
    return [(block, min(size, number - start)) for block, start in enumerate(range(0, number, size))]


@lru_cache(maxsize=16)
def resample(events: int, replicates: int, seed: int, block: int) -> NDArray[np.uint16]:
    """Draw how often each event occurs in each replicate of a block: (replicates, events), each row adding up to `events`."""
    drawn = np.random.default_rng([seed, block]).integers(
        0, events, (replicates, events), np.uint16 if events < 2**16 else np.uint32
    )
    weights = np.empty(drawn.shape, np.uint16)
    for row, chosen in zip(weights, drawn, strict=True):
        row[:] = np.bincount(chosen, minlength=events)
    return weights


def _scores(sums: WeightedSums, value: Callable[[Counts], Counts], replicates: int, seed: int, block: int) -> Counts:
    return value(sums(resample(sums.events, replicates, seed, block)))
