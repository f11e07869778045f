"""Our side of each comparison: all that the benchmark calls in the package.

`python -m bench.ours DATASET SUBMISSIONS` scores every submission of a folder, one after the other.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bench.workload import PREVALENCE, Classification
from counterclaim.arrays import Counts
from counterclaim.assessing import assess_all
from counterclaim.dataset import DatasetFolder
from counterclaim.metrics import MacroF1
from counterclaim.metrics.base import LabelledItems
from counterclaim.metrics.marginals import marginals
from counterclaim.scoring import count, read_gold, score, score_task
from counterclaim.statistics.bootstrap import bootstrap, resample
from counterclaim.statistics.intervals import METHODS, REPLICATES, SEED, STANDARD
from counterclaim.statistics.randomisation import paired_tests
from counterclaim.submission import read_submission
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold

METRIC = MacroF1()
_NONE: Any = np.empty(0)


def labelled(workload: Classification) -> tuple[LabelledItems, list[LabelledItems]]:
    """Return gold and systems as the metrics take them."""
    gold, *systems = (
        LabelledItems(workload.cluster, int(workload.cluster[-1]) + 1, labels.astype(np.int64), len(PREVALENCE), _NONE, _NONE)
        for labels in (workload.gold, *workload.predicted)
    )
    return gold, systems


def counts(gold: LabelledItems, systems: list[LabelledItems]) -> Counts:
    """Count what each system got right, predicted and should have, by class and cluster: (systems, clusters, 9)."""
    marginals.cache_clear()
    return np.stack([METRIC.statistics(gold, one) for one in systems])


def macro_f1(rows: Counts) -> Counts:
    """Return the score of each system: (systems, clusters, 9) to (systems,)."""
    return METRIC.value(rows.sum(1))


def replicates(rows: Counts) -> Counts:
    """Return macro-F1 on resamples of the clusters, drawn anew: (systems, clusters, 9) to (systems, replicates)."""
    resample.cache_clear()
    return bootstrap(rows, METRIC.value, REPLICATES, SEED)


def intervals(rows: Counts) -> list[tuple[float, float]]:
    """Return the interval of each system."""
    ends = METHODS[STANDARD.method]
    return [ends(one, value, lambda: _NONE) for one, value in zip(replicates(rows), macro_f1(rows).tolist(), strict=True)]


def p_values(rows: Counts, value: Callable[[Counts], Counts], draws: int) -> dict[tuple[int, int], float]:
    """Test every pair of systems: rows (systems, clusters, width)."""
    tests = paired_tests({str(number): one for number, one in enumerate(rows)}, value, draws, SEED)
    return {(int(one), int(other)): test.p for (one, other), test in tests.items()}


def mean(sums: Counts) -> Counts:
    """Return the mean of summed rows of a value and 1."""
    return np.asarray(sums[..., 0] / sums[..., 1])


def gold_of(dataset: Path) -> Mapping[str, Gold]:
    """Read the gold of a dataset folder, with its index of ids."""
    gold = read_gold(DatasetFolder(dataset), "test")
    for one in gold.values():  # reads each
        _ = one.number
    return gold


def read(submission: Path, gold: Mapping[str, Gold]) -> Any:
    """Parse and validate a submission."""
    return read_submission(submission, gold)


def decode(submission: Path) -> Any:
    """Parse the same lines with msgspec and look no further."""
    return msgspec.json.Decoder(TASKS["contradiction"].line).decode_lines((submission / "contradiction.jsonl").read_bytes())


def read_and_scored(submission: Path, gold: Mapping[str, Gold]) -> Any:
    """Score a submission from its files against gold that has been read."""
    tasks = read_submission(submission, gold).tasks
    return {name: score_task(name, count(predictions), STANDARD) for name, predictions in tasks.items()}


def scored(submission: Path, dataset: Path) -> dict[str, float]:
    """Score a submission of one task from the files; return the values of the metrics."""
    ((_, task),) = score(submission, data=dataset).tasks.items()
    return {name: one.value for name, one in task.metrics.items()}


if __name__ == "__main__":
    data, submissions = map(Path, sys.argv[1:])
    assess_all(sorted(submissions.iterdir()), DatasetFolder(data), "test", STANDARD)
