"""Read and count many submissions, one at a time in each process, and score them: what comparisons, boards and power start from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from counterclaim.dataset import DatasetFolder
from counterclaim.errors import Fault, FaultsFound
from counterclaim.parallel import spread
from counterclaim.scoring import Golds, Score, TaskCounts, count, read_gold, score_counts
from counterclaim.statistics.intervals import Resampling
from counterclaim.submission import Submission, System, read_submission
from counterclaim.tasks import TASKS


@dataclass(frozen=True)
class Counted:
    """What is kept of a submission once it has been read."""

    system: System
    counts: dict[str, TaskCounts]
    """By task; of the headline alone, which is what is compared."""


@dataclass(frozen=True)
class Assessed(Counted):
    """A submission with its scores."""

    score: Score
    seen: Any = None
    """What `look` returned of it."""


_Outcome = TypeVar("_Outcome", bound=Counted)


def count_all(paths: Sequence[Path], dataset: DatasetFolder, split: str) -> dict[str, Counted]:
    """Count submissions, by the names of their systems; raises as `assess_all`."""
    return _each(_count, paths, dataset, split)


def assess_all(
    paths: Sequence[Path],
    dataset: DatasetFolder,
    split: str,
    resampling: Resampling,
    look: Callable[[Submission], Any] | None = None,
) -> dict[str, Assessed]:
    """Count and score submissions, by the names of their systems.

    Args:
        paths: of the submissions.
        dataset: with the gold.
        split: of the dataset.
        resampling: how the intervals are made.
        look: called on each submission while its predictions are there, right after the metrics, so that what they share (links,
            alignments) is not made twice. Named in a module, so that it can be sent elsewhere.

    Raises:
        Misuse: a path or the dataset cannot be used.
        FaultsFound: with the faults of all submissions together, two of one name among them.
    """
    return _each(_assess, paths, dataset, split, resampling, look)


def _each(
    function: Callable[..., _Outcome | list[Fault]], paths: Sequence[Path], dataset: DatasetFolder, split: str, *how: Any
) -> dict[str, _Outcome]:
    """Call a function for each path, wherever work is done; a list of faults is one outcome of it."""
    calls = [(path, dataset.path, dataset.manifest.digest, split, *how) for path in paths]
    found: dict[str, _Outcome] = {}
    faults: list[Fault] = []
    for path, outcome in zip(paths, spread(function, calls, told="systems"), strict=True):
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


def _count(path: Path, data: Path, digest: str, split: str) -> Counted | list[Fault]:
    try:
        submission = read_submission(path, _gold(data, digest, split))
    except FaultsFound as error:
        return error.faults
    return Counted(submission.system, _headlines({name: count(one) for name, one in submission.tasks.items()}))


def _assess(
    path: Path, data: Path, digest: str, split: str, resampling: Resampling, look: Callable[[Submission], Any] | None
) -> Assessed | list[Fault]:
    try:
        submission = read_submission(path, _gold(data, digest, split))
    except FaultsFound as error:
        return error.faults
    counts = {name: count(one) for name, one in submission.tasks.items()}
    score = score_counts(submission, counts, DatasetFolder(data), split, resampling)
    return Assessed(submission.system, _headlines(counts), score, None if look is None else look(submission))


def _headlines(counts: dict[str, TaskCounts]) -> dict[str, TaskCounts]:
    return {name: one.only(TASKS[name].headline) for name, one in counts.items()}


@lru_cache(maxsize=1)
def _gold(data: Path, digest: str, split: str) -> Golds:
    """Read the gold once in each process; another digest is another gold."""
    del digest
    return read_gold(DatasetFolder(data), split)
