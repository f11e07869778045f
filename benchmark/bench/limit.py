"""What no bootstrap by weights can beat on this machine: its multiplications at the speed of sgemm, and its draws made raw."""

import numpy as np

from bench.timing import cpu

SIDE = 2048
"""Of the square matrices whose product gives the peak."""


def sgemm_peak() -> float:
    """Return the floating-point operations in a second that a product of two large matrices of float32 reaches."""
    rng = np.random.default_rng(0)
    one, other = rng.random((2, SIDE, SIDE), np.float32)
    return 2 * SIDE**3 / cpu(lambda: one @ other, 5).seconds


def raw_draws(number: int) -> float:
    """Return the seconds for so many 16-bit numbers, four to a raw one of 64 bits."""
    bits = np.random.default_rng(0).bit_generator
    return cpu(lambda: bits.random_raw(number // 4), 5).seconds


def bootstrap(replicates: int, clusters: int, columns: int, peak: float) -> float:
    """Return the seconds for a bootstrap of counts (clusters, columns) at a peak of so many operations in a second.

    A weight matrix (replicates, clusters) times the counts takes 2 * replicates * clusters * columns operations; each replicate
    takes as many draws as there are clusters. The columns are those of all systems together, each of several equal ones once.
    """
    return 2 * replicates * clusters * columns / peak + raw_draws(replicates * clusters)
