"""What more training events would bring: a baseline taught on some of them, and on more."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.errors import Misuse
from counterclaim.signature import data_signature, joined
from counterclaim.statistics.intervals import STANDARD, Estimate
from counterclaim_baselines.base import Baseline
from counterclaim_baselines.measuring import headline
from counterclaim_baselines.registry import baseline_named
from counterclaim_baselines.teaching import TAUGHT_BY, installed, one_thread

SHARES = (1, 2, 4, 8)
"""The curve's points: the whole train split, a half, a quarter and an eighth of its events."""


@dataclass(frozen=True)
class Point:
    """The headline of a task after so many training events."""

    events: int
    items: int
    score: Estimate


def learning_curve(
    name: str, task: str, *, split: str = "test", data: Path | str | None = None, seed: int = 0
) -> tuple[list[Point], str]:
    """Teach a baseline on more and more events and score it; return the points and their signature.

    The events are taken in one random order, so that each smaller set is part of the larger ones; validation is always whole. A
    point is one order's: the interval is of the test events, not of the choice of training events.

    Args:
        name: of the baseline.
        task: one that it has and is taught in itself.
        split: to score on.
        data: a dataset folder with a train split; default the release.
        seed: of the order.

    Raises:
        Misuse: there is no such baseline, it has no such task, learns nothing, asks for options, or what it needs is not
            installed; or the dataset has no train split, or the gold of the split is hidden.
    """
    baseline = baseline_named(name)
    taught = [one for one in baseline.tasks if one not in TAUGHT_BY]
    if task not in taught or baseline.sees_gold or baseline.training_data == "none":
        raise Misuse(f"expected a task in which {name} is taught ({', '.join(taught)}), found {task!r} or nothing that it learns")
    dataset = open_dataset(data)
    dataset.require_gold(split)
    events = dataset.manifest.events.get("train", [])
    if not events:
        raise Misuse(f"{dataset.path}: expected a dataset with a train split, found none; import it with --split-by cluster")
    order = [events[i] for i in np.random.default_rng(seed).permutation(len(events))]
    sizes = sorted({max(1, len(order) // share) for share in SHARES})
    points = [_point(baseline, task, dataset, split, order[:size]) for size in tqdm(sizes, desc=name, disable=None)]
    return points, joined(data_signature(dataset.manifest, split), f"curve:train-events,seed={seed}", str(STANDARD))


def _point(baseline: type[Baseline], task: str, dataset: DatasetFolder, split: str, events: Sequence[str]) -> Point:
    model = baseline()
    model.configure({})
    with installed(model), one_thread():
        items = _teach(model, task, dataset, events)
        return Point(len(events), items, headline(model, task, dataset.rows(task, split)))


def _teach(model: Baseline, task: str, dataset: DatasetFolder, events: Sequence[str]) -> int:
    """Fit a baseline on the rows of some events, its parts first; return how many rows of its own task there were."""
    for lesson, part in model.parts.items():
        _teach(part, lesson, dataset, events)
    train = [row for row in dataset.rows(task, "train") if row["event"] in events]
    model.fit(task, train, list(dataset.rows(task, "validation")))
    return len(train)
