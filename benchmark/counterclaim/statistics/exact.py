"""Sums of counts under many weights, exact: no order of adding, of threads or of systems changes a digit."""

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts

_FLOAT64, _FLOAT32 = 52, 24
"""Whole numbers below 2 to these powers add up without rounding."""


def exactly(rows: Counts) -> Counts:
    """Round counts so that every sum of as many rows, in whatever order and with repetition, is exact in float64.

    Args:
        rows: (..., events, width); whole counts stay as they are, credits lose what is below 2**-52 of the largest sum.

    The unit is that of each (events, width) table by itself, so that it does not depend on which systems are scored together.
    """
    if _largest_sum(rows) < 2**_FLOAT64:
        return rows
    largest = np.abs(rows).max((-2, -1), keepdims=True) * rows.shape[-2]
    unit = np.exp2(np.ceil(np.log2(np.maximum(largest, 1.0))) - _FLOAT64)
    rounded: Counts = np.rint(rows / unit) * unit
    return rounded


def _largest_sum(rows: Counts) -> float:
    """Return what no sum of as many rows exceeds, where all counts are whole; else infinity."""
    if not rows.size:
        return 0.0
    whole = bool((rows == np.rint(rows)).all())
    return max(float(rows.max()), -float(rows.min())) * rows.shape[-2] if whole else np.inf


class WeightedSums:
    """Counts made ready to be summed under many weights: one matrix product for all systems.

    Whole counts are multiplied in float32, twice as fast, where no sum can reach 2**24; the columns that all systems have alike
    (the counts of the gold) are summed once.
    """

    def __init__(self, rows: Counts) -> None:
        """Take rows (..., events, width)."""
        *self.leading, self.events, self.width = rows.shape
        largest = _largest_sum(rows)
        rows = rows if largest < 2**_FLOAT64 else exactly(rows)
        rows = rows.reshape(int(np.prod(self.leading)), self.events, self.width)
        self.total = rows.sum(1).reshape(*self.leading, self.width)
        """(..., width): each event once."""
        if largest < 2**_FLOAT32:
            rows = rows.astype(np.float32)
        self.shared = (rows == rows[:1]).all((0, 1))
        own = rows.transpose(1, 0, 2)[:, :, ~self.shared].reshape(self.events, -1)
        self.columns = np.concatenate([rows[0][:, self.shared], own], 1)

    def __call__(self, weights: NDArray[np.uint16]) -> Counts:
        """Return the sums (..., replicates, width) under weights (replicates, events) that add up to `events` at most."""
        product = weights.astype(self.columns.dtype) @ self.columns
        alike = int(self.shared.sum())
        sums = np.empty((int(np.prod(self.leading)), len(weights), self.width))
        sums[:, :, self.shared] = product[:, :alike]
        sums[:, :, ~self.shared] = product[:, alike:].reshape(len(weights), len(sums), self.width - alike).transpose(1, 0, 2)
        return sums.reshape(*self.leading, len(weights), self.width)
