"""Compare submissions: every pair of systems, tested on each headline, corrected over the pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse
from counterclaim.scoring import REPLICATES, SEED, Score, TaskCounts, count, read_gold, score_submission
from counterclaim.signature import data_signature, joined, tests_signature
from counterclaim.statistics.randomisation import paired_test
from counterclaim.statistics.ranks import Comparison, adjust, pairs_of
from counterclaim.submission import read_submission
from counterclaim.tasks import TASKS

DRAWS = 10_000
ALPHA = 0.05


@dataclass(frozen=True)
class ComparedTask:
    """The systems that have predictions for a task, and the tests of each pair on its headline."""

    task: str
    headline: str
    systems: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class Compared:
    """Several submissions with their scores and tests."""

    scores: Mapping[str, Score]
    tasks: Mapping[str, ComparedTask]
    signature: str


def compare(
    paths: Sequence[Path | str],
    *,
    split: str = "test",
    data: Path | str | None = None,
    replicates: int = REPLICATES,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Compared:
    """Score submissions and test every pair of them.

    Raises:
        Misuse: fewer than two paths, or two systems of one name.
        FaultsFound: a submission has faults.
    """
    if len(paths) < 2:
        raise Misuse(f"expected at least two submissions to compare, found {len(paths)}")
    dataset = open_dataset(data)
    gold = read_gold(dataset, split)
    scores: dict[str, Score] = {}
    counts: dict[str, dict[str, TaskCounts]] = {}
    for path in paths:
        submission = read_submission(Path(path), gold)
        name = submission.system.name
        if name in scores:
            raise Misuse(f"{path}: expected systems of different names, found {name!r} twice; rename one in its system.yaml")
        scores[name] = score_submission(submission, gold, dataset, split, replicates, seed)
        counts[name] = count(submission, gold)
    tasks = {task: compare_task(task, {s: c[task] for s, c in counts.items() if task in c}, draws, seed) for task in TASKS}
    told = joined(data_signature(dataset.manifest, split), tests_signature(draws, seed, ALPHA))
    return Compared(scores, tasks, told)


def compare_task(task: str, counts: Mapping[str, TaskCounts], draws: int = DRAWS, seed: int = SEED) -> ComparedTask:
    """Test every pair of systems on the headline of a task, over events."""
    headline = TASKS[task].headline
    value = TASKS[task].metrics[headline].value
    systems = tuple(counts)
    tests = {
        (a, b): paired_test(counts[a].rows[headline], counts[b].rows[headline], value, draws, seed) for a, b in pairs_of(systems)
    }
    return ComparedTask(task, headline, systems, tuple(adjust(tests)))
