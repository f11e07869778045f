"""A loop over resampled clusters that gathers their items and calls scikit-learn's f1_score: what a careful script does."""

from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from bench.timing import cpu, reply

CHECKED = 400
"""Replicates for the standard error."""
MEASURED = 10
"""Replicates that are timed; each takes as long as the next."""


def replicates(gold: Any, predicted: Any, cluster: Any, number: int) -> list[float]:
    """Return macro-F1 on so many resamples of the clusters."""
    rng = np.random.default_rng(1)
    members = np.split(np.arange(len(cluster)), np.flatnonzero(np.diff(cluster)) + 1)
    scores = []
    for _ in range(number):
        items = np.concatenate([members[one] for one in rng.integers(0, len(members), len(members))])
        scores.append(f1_score(gold[items], predicted[items], average="macro"))
    return scores


def check(folder: str) -> dict[str, Any]:
    """Return macro-F1 of every system on S and M, and the standard error of the first one on S."""
    small, middle = (np.load(Path(folder) / f"{size}.npz") for size in "SM")
    return {
        "macro_f1": [[f1_score(one["gold"], p, average="macro") for p in one["predicted"]] for one in (small, middle)],
        "standard_error": float(np.std(replicates(small["gold"], small["predicted"][0], small["cluster"], CHECKED), ddof=1)),
        "replicates": CHECKED,
    }


def measure(folder: str) -> dict[str, float]:
    """Return the seconds of one replicate of one system on M."""
    data = np.load(Path(folder) / "M.npz")
    gold, predicted, cluster = data["gold"], data["predicted"][0], data["cluster"]
    return {"replicate": cpu(lambda: replicates(gold, predicted, cluster, MEASURED), 3).seconds / MEASURED}


if __name__ == "__main__":
    reply(check, measure)
