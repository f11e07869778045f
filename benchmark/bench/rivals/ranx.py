"""ranx: F1 of the pairs that each system names, event by event, and its paired randomisation test of the means over events."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from ranx import Qrels, Run, compare, evaluate
from ranx.statistical_tests import fisher_randomization_test

from bench.timing import cpu, reply

DRAWS = 1000
CHECKED = 2000
"""Exchanges where the p-values are checked."""
RUNS = 4
"""Systems that are timed: 6 pairs."""


def runs(data: Any, systems: int) -> tuple[Any, list[Any]]:
    """Return gold and so many systems as ranx has them: a query for each event, a document for each pair."""
    events = [f"e{number:05d}" for number in data["event"].tolist()]

    def named(mask: Any) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for pair in np.flatnonzero(mask).tolist():
            found.setdefault(events[pair], {})[f"p{pair}"] = 1
        return found

    return Qrels(named(data["gold"])), [Run(named(one), name=str(n)) for n, one in enumerate(data["named"][:systems])]


def check(folder: str) -> dict[str, Any]:
    """Return F1 in each event of S, and the p-values of neighbours."""
    data = np.load(Path(folder) / "S-pairs.npz")
    gold, systems = runs(data, len(data["named"]))
    f1 = [evaluate(gold, one, "f1", return_mean=False) for one in systems]
    tests = [fisher_randomization_test(one, other, CHECKED) for one, other in pairwise(f1)]
    return {"f1": [one.tolist() for one in f1], "p_values": [float(p) for p, _ in tests], "draws": CHECKED}


def measure(folder: str) -> dict[str, float]:
    """Return the seconds for a pair of systems on M, the compilation left out: of the test alone, and of `compare` as called."""
    gold, systems = runs(np.load(Path(folder) / "M-pairs.npz"), RUNS)
    pairs = RUNS * (RUNS - 1) // 2

    def compared(draws: int) -> None:
        compare(gold, systems, ["f1"], stat_test="fisher", n_permutations=draws)

    compared(2)
    one, other = (evaluate(gold, system, "f1", return_mean=False) for system in systems[:2])
    return {
        "test": cpu(lambda: fisher_randomization_test(one, other, DRAWS), 3).seconds,
        "compare": cpu(lambda: compared(DRAWS)).seconds / pairs,
    }


if __name__ == "__main__":
    reply(check, measure)
