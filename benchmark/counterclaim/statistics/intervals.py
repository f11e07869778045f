"""Intervals from replicated scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.statistics.bootstrap import bootstrap
from counterclaim.statistics.exact import exactly

LEVEL = 0.95
REPLICATES = 1000
SEED = 20261123


class Interval(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float


def percentile(replicates: Counts, value: float, jackknife: Callable[[], Counts]) -> Interval:
    """Return the percentile interval (Efron 1979)."""
    del value, jackknife
    return _between(replicates, (1 - LEVEL) / 2, (1 + LEVEL) / 2)


def bca(replicates: Counts, value: float, jackknife: Callable[[], Counts]) -> Interval:
    """Return the bias-corrected and accelerated interval (Efron 1987).

    The bias is the normal quantile of the share of replicates below the value (half of those that equal it), the acceleration the
    skewness of the jackknife over events. Where all replicates are on one side of the value, the share is taken to be half a
    replicate; where no event matters, the acceleration is 0.
    """
    normal = NormalDist()
    below = (np.sum(replicates < value) + np.sum(replicates == value) / 2) / len(replicates)
    half = 0.5 / len(replicates)
    bias = normal.inv_cdf(min(max(float(below), half), 1 - half))
    left_out = jackknife()
    influence = left_out.mean() - left_out
    spread = float((influence**2).sum())
    acceleration = float((influence**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0

    def corrected(tail: float) -> float:
        shifted = bias + normal.inv_cdf(tail)
        return normal.cdf(bias + shifted / (1 - acceleration * shifted))

    return _between(replicates, corrected((1 - LEVEL) / 2), corrected((1 + LEVEL) / 2))


METHODS: Mapping[str, Callable[[Counts, float, Callable[[], Counts]], Interval]] = {"percentile": percentile, "bca": bca}
"""By name: from the replicates, the value, and a function that gives the values with each event left out."""


@dataclass(frozen=True)
class Resampling:
    """How intervals are made: by a bootstrap over events."""

    replicates: int = REPLICATES
    seed: int = SEED
    method: str = "percentile"
    """A name of METHODS."""

    def __str__(self) -> str:
        """Return the part of a signature that says it."""
        return f"intervals:{self.method}{LEVEL * 100:.0f},event-bootstrap,{self.replicates},seed={self.seed}"


STANDARD = Resampling()


@dataclass(frozen=True)
class Estimate:
    """A score with its interval over resampled events, unrounded."""

    value: float
    low: float
    high: float

    def told(self) -> str:
        """Return it to three digits, the interval in brackets."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def estimates(rows: Counts, value: Callable[[Counts], Counts], resampling: Resampling = STANDARD) -> list[Estimate]:
    """Return what `estimate` returns for each table of rows (tables, events, width), on the same replicates."""
    rows = exactly(rows)
    totals = rows.sum(1)
    replicates = bootstrap(rows, value, resampling.replicates, resampling.seed)

    def of(table: Counts, total: Counts, own: Counts) -> Estimate:
        one = float(value(total))
        return Estimate(one, *METHODS[resampling.method](own, one, lambda: value(total - table)))

    return [of(*each) for each in zip(rows, totals, replicates, strict=True)]


def estimate(rows: Counts, value: Callable[[Counts], Counts], resampling: Resampling = STANDARD) -> Estimate:
    """Return the value of summed rows (events, width) with its interval."""
    rows = exactly(rows)
    total = rows.sum(0)
    one = float(value(total))
    replicates = bootstrap(rows, value, resampling.replicates, resampling.seed)
    return Estimate(one, *METHODS[resampling.method](replicates, one, lambda: value(total - rows)))


def _between(replicates: Counts, low: float, high: float) -> Interval:
    ends = np.quantile(replicates, [low, high])
    return Interval(float(ends[0]), float(ends[1]))
