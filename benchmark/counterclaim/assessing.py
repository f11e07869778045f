"""Read, count and score many submissions, one at a time in each process: what comparisons, boards and power start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from counterclaim.dataset import DatasetFolder
from counterclaim.errors import Fault, FaultsFound
from counterclaim.parallel import spread
from counterclaim.scoring import Score, TaskCounts, count, read_gold, score_counts
from counterclaim.statistics.intervals import Resampling
from counterclaim.submission import System, read_submission
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold


@dataclass(frozen=True)
class Assessed:
    """What is kept of a submission once it has been read."""

    system: System
    counts: dict[str, TaskCounts]
    """By task; of the headline alone, which is what is compared."""
    score: Score


def assess_all(paths: Sequence[Path], dataset: DatasetFolder, split: str, resampling: Resampling) -> dict[str, Assessed]:
    """Assess submissions, by the names of their systems.

    Raises:
        Misuse: a path or the dataset cannot be used.
        FaultsFound: with the faults of all submissions together, two of one name among them.
    """
    calls = [(path, dataset.path, dataset.manifest.digest, split, resampling) for path in paths]
    found: dict[str, Assessed] = {}
    faults: list[Fault] = []
    for path, outcome in zip(paths, spread(_assess, calls, told="systems"), strict=True):
        if isinstance(outcome, list):
            faults += outcome
        elif outcome.system.name in found:
            told = ("a name of its own", f"{outcome.system.name!r}, taken", "rename one")
            faults.append(Fault(str(path / "system.yaml"), "name", *told))
        else:
            found[outcome.system.name] = outcome
    if faults:
        raise FaultsFound(faults)
    return found


def _assess(path: Path, data: Path, digest: str, split: str, resampling: Resampling) -> Assessed | list[Fault]:
    """Assess one submission, or return its faults."""
    dataset = DatasetFolder(data)
    try:
        submission = read_submission(path, _gold(data, digest, split))
    except FaultsFound as error:
        return error.faults
    counts = {name: count(predictions) for name, predictions in submission.tasks.items()}
    score = score_counts(submission, counts, dataset, split, resampling)
    headlines = {name: one.only(TASKS[name].headline) for name, one in counts.items()}
    return Assessed(submission.system, headlines, score)


@lru_cache(maxsize=1)
def _gold(data: Path, digest: str, split: str) -> dict[str, Gold]:
    """Read the gold once in each process; another digest is another gold."""
    del digest
    return read_gold(DatasetFolder(data), split)
