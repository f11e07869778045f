"""Do both sides answer alike? To be held before anything is timed.

Where both resample, each with draws of its own, they may differ by what so many draws leave open: five standard errors of that,
since there are about a hundred answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from bench import ours
from bench.rival import RIVALS, ask
from bench.work import Work, event_f1
from bench.workload import Classification
from counterclaim.arrays import Counts
from counterclaim.statistics.intervals import REPLICATES

ERRORS = 5
"""How many standard errors apart."""
DRAWS = 10_000
"""Of our tests."""


@dataclass(frozen=True)
class Check:
    """One answer of both sides, or several."""

    what: str
    rival: str
    difference: float
    """The largest, as a multiple of what is allowed."""

    @property
    def held(self) -> bool:
        """Whether they are alike."""
        return self.difference <= 1

    def __str__(self) -> str:
        """Give one line."""
        return f"{'alike' if self.held else 'DIFFERENT'}: {self.what}, {self.rival}: {self.difference:.2g} of what is allowed"


def checks(work: Work, environments: Path) -> list[Check]:
    """Ask every rival, and hold its answers against ours."""
    told = {rival: ask(environments, rival, "check", work.folder) for rival in RIVALS}
    small, middle = work.counts["S"], work.counts["M"]
    replicates = ours.replicates(small)
    errors = replicates.std(1, ddof=1)
    by_item = ours.replicates(_each_item_a_cluster(work))[0].std(ddof=1)
    apart = ours.scored(work.folder / "apart", work.folder / "apart-data")
    skl, sp, torch, ranx, nerval, seq = (told[rival] for rival in RIVALS)
    f1 = event_f1(work.pairs["S"])
    return [
        _check(
            "macro-F1 of 20 systems on S and M",
            "scikit-learn",
            [ours.macro_f1(small), ours.macro_f1(middle)],
            skl["macro_f1"],
            1e-12,
        ),
        _check("standard error", "scikit-learn loop", errors[0], skl["standard_error"], _of_errors(errors[0], skl["replicates"])),
        _check("standard errors", "scipy.stats.bootstrap", errors, sp["standard_errors"], _of_errors(errors, sp["replicates"])),
        _check("intervals", "scipy.stats.bootstrap", ours.intervals(small), sp["intervals"], _of_limits(errors, sp["replicates"])),
        _test("p-values of macro-F1", "scipy.stats.permutation_test", _of_neighbours(small, ours.METRIC.value), sp),
        _check("macro-F1 of 20 systems on S (float32)", "torchmetrics", ours.macro_f1(small), torch["macro_f1"], 1e-6),
        _check("standard error, items as units", "torchmetrics", by_item, torch["standard_error"], _of_errors(by_item, REPLICATES)),
        _check("F1 of each event", "ranx", f1[..., 0], ranx["f1"], 1e-12),
        _test("p-values of mean F1", "ranx", _of_neighbours(f1, ours.mean), ranx),
        *(
            _check(f"exact F1 of {role} spans", "nervaluate", apart[f"{role}_exact_f1"], 2 * right / (gold + given), 1e-12)
            for role, (right, gold, given) in nerval.items()
        ),
        _check("exact F1 of content spans", "seqeval", apart["content_exact_f1"], seq["content"], 1e-12),
    ]


def _check(what: str, rival: str, mine: ArrayLike, theirs: ArrayLike, allowed: ArrayLike) -> Check:
    return Check(what, rival, float(np.max(np.abs(np.asarray(mine) - np.asarray(theirs)) / allowed)))


def _test(what: str, rival: str, mine: ArrayLike, told: Any) -> Check:
    """Hold p-values against each other: a share of so many draws has a binomial error, and one draw more or less counts alike."""
    p = (np.asarray(mine) + told["p_values"]) / 2
    return _check(
        what, rival, mine, told["p_values"], ERRORS * np.sqrt(p * (1 - p) * (1 / DRAWS + 1 / told["draws"])) + 1 / told["draws"]
    )


def _of_errors(error: Any, replicates: int) -> Any:
    """Return how far two standard errors may be apart: one from n replicates has a relative error of about 1 / sqrt(2 n)."""
    return ERRORS * error * np.sqrt(1 / (2 * REPLICATES) + 1 / (2 * replicates))


def _of_limits(errors: Any, replicates: int) -> Any:
    """Return how far two limits of an interval may be apart, (systems, 1).

    A quantile q of n replicates has the error sqrt(q (1 - q) / n) / density, and a normal distribution with the standard error 1
    has the density 0.0584 at its quantile .025.
    """
    return ERRORS * errors[:, None] * np.sqrt(0.025 * 0.975 * (1 / REPLICATES + 1 / replicates)) / 0.0584


def _of_neighbours(rows: Counts, value: Callable[[Counts], Counts]) -> list[float]:
    """Return the p-values of systems next to each other, which are the least sure."""
    tests = ours.p_values(rows, value, DRAWS)
    return [tests[one, one + 1] for one in range(len(rows) - 1)]


def _each_item_a_cluster(work: Work) -> Counts:
    """Return the counts of the first system on S, (1, items, 9)."""
    one = work.labelled["S"]
    return ours.counts(*ours.labelled(Classification(np.arange(len(one.gold)), one.gold, one.predicted[:1])))
