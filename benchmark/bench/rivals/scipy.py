"""scipy.stats.bootstrap, vectorised and paired, on counts by cluster; and scipy.stats.permutation_test on the same."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import bootstrap, permutation_test

from bench.timing import cpu, reply

REPLICATES = 1000
DRAWS = 5000
BATCHES = (1, 4, 16, 64)
"""How many replicates scipy makes at once: several are tried, and the quickest counts."""


def columns(folder: str, size: str) -> Any:
    """Return the counts of which macro-F1 is made: right items of three classes, then predicted and gold ones together.

    (systems, clusters, 6), a third less than our side has to sum.
    """
    right, predicted, gold = np.split(np.load(Path(folder) / f"{size}-counts.npy"), 3, axis=-1)
    return np.concatenate((right, predicted + gold), axis=-1)


def macro_f1(*samples: Any, axis: int = -1) -> Any:
    """Return macro-F1 of the six columns, each (..., clusters)."""
    right, total = np.array([one.sum(axis) for one in samples]).reshape(2, 3, *samples[0].shape[:-1])
    return (2 * right / total).mean(0)


def by_column(counts: Any, batch: int) -> Any:
    """Bootstrap one system as the documentation has it, a sample for each column: counts (clusters, 6)."""
    return bootstrap(
        tuple(np.ascontiguousarray(counts.T)),
        macro_f1,
        paired=True,
        vectorized=True,
        n_resamples=REPLICATES,
        batch=batch,
        method="percentile",
        rng=np.random.default_rng(1),
    )


def by_number(counts: Any, batch: int) -> Any:
    """Bootstrap all systems at once, the numbers of the clusters being the sample: counts (systems, clusters, 6)."""
    systems, clusters, width = counts.shape
    rows = np.ascontiguousarray(np.moveaxis(counts, 1, 0).reshape(clusters, -1))

    def all_macro_f1(numbers: Any, axis: int = -1) -> Any:
        sums = rows[numbers].sum(axis - 1).reshape(*numbers.shape[:-1], systems, width)
        return np.moveaxis(macro_f1(*np.moveaxis(sums[..., None], -2, 0)), -1, 0)

    return bootstrap(
        (np.arange(clusters),),
        all_macro_f1,
        vectorized=True,
        n_resamples=REPLICATES,
        batch=batch,
        method="percentile",
        rng=np.random.default_rng(1),
    )


def p_value(first: Any, second: Any) -> float:
    """Test the difference of two systems by exchanging the counts of clusters, each (clusters, 6)."""
    both = np.concatenate((first, second))
    numbers = np.arange(len(both))

    def difference(one: Any, other: Any, axis: int = -1) -> Any:
        return macro_f1(*np.moveaxis(both[one], -1, 0), axis=axis) - macro_f1(*np.moveaxis(both[other], -1, 0), axis=axis)

    done = permutation_test(
        (numbers[: len(first)], numbers[len(first) :]),
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=DRAWS,
        batch=100,
        rng=np.random.default_rng(1),
    )
    return float(done.pvalue)


def check(folder: str) -> dict[str, Any]:
    """Return standard errors, intervals, and p-values of neighbours, on S."""
    counts = columns(folder, "S")
    done = [by_column(one, BATCHES[-1]) for one in counts]
    return {
        "standard_errors": [float(one.standard_error) for one in done],
        "intervals": [[float(one.confidence_interval.low), float(one.confidence_interval.high)] for one in done],
        "replicates": REPLICATES,
        "p_values": [p_value(one, other) for one, other in pairwise(counts)],
        "draws": DRAWS,
    }


def measure(folder: str) -> dict[str, float]:
    """Return the seconds for all systems on M, in either way with the best batch."""
    counts = columns(folder, "M")
    return {
        "by column": _best(lambda batch: [by_column(one, batch) for one in counts], BATCHES[1:]),
        "by number": _best(lambda batch: by_number(counts, batch), BATCHES[:2]),
    }


def _best(call: Callable[[int], Any], batches: Sequence[int]) -> float:
    return min(cpu(partial(call, batch)).seconds for batch in batches)


if __name__ == "__main__":
    reply(check, measure)
