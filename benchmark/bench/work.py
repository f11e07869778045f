"""The folder that both sides read: the workloads as arrays, as submissions and as datasets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import ours
from bench.dataset import write_articles, write_labelled
from bench.submissions import item_ids, write_articles_gold, write_attributions, write_labels
from bench.workload import SIZES, Classification, Pairs, attributions, classification, pairs
from counterclaim.arrays import Counts

ARTICLES = 2_000
"""Where spans are timed."""
KINDS = ("articles", "apart")
"""Of workloads of attributions: as they come, and so that no two of a side meet and every role has words."""
PARAGRAPHS = 1_000


@dataclass(frozen=True, eq=False)
class Work:
    """What was made. Files: SIZE.npz, SIZE-counts.npy, SIZE-pairs.npz; folders of the same names as submissions and datasets."""

    folder: Path
    labelled: dict[str, Classification]
    """By size: S and M."""
    counts: dict[str, Counts]
    """By size: (systems, clusters, 9)."""
    pairs: dict[str, Pairs]


def make(folder: Path) -> Work:
    """Make all that is small enough to be made at once."""
    labelled = {size: classification(SIZES[size]) for size in "SM"}
    named = {size: pairs(SIZES[size].clusters) for size in "SM"}
    counts = {size: ours.counts(*ours.labelled(one)) for size, one in labelled.items()}
    for size, one in labelled.items():
        np.savez(folder / f"{size}.npz", cluster=one.cluster, gold=one.gold, predicted=one.predicted)
        np.save(folder / f"{size}-counts.npy", counts[size])
        np.savez(folder / f"{size}-pairs.npz", event=named[size].event, gold=named[size].gold, named=named[size].named)
        write_labelled(folder / f"{size}-data", one, paragraphs())
    write_labels(folder / "S", item_ids(labelled["S"]), labelled["S"].predicted[-1], shuffled=True)
    ids = item_ids(labelled["M"])
    for name, shuffled, scores in (("M", True, False), ("M-in-order", False, False), ("M-scores", True, True)):
        write_labels(folder / name, ids, labelled["M"].predicted[-1], shuffled=shuffled, scores=scores)
    for name, articles in zip(KINDS, (attributions(ARTICLES), attributions(ARTICLES, spurious=0, implicit=0)), strict=True):
        write_articles_gold(folder / f"{name}-gold.jsonl", articles)
        write_articles(folder / f"{name}-data", articles)
        write_attributions(folder / name, articles)
    return Work(folder, labelled, counts, named)


def make_large(folder: Path) -> None:
    """Make the dataset of L and a submission of each system."""
    large = classification(SIZES["L"])
    write_labelled(folder / "L-data", large, paragraphs())
    ids = item_ids(large)
    for system, labels in enumerate(large.predicted):
        write_labels(folder / "L" / f"system-{system:02d}", ids, labels, shuffled=True, seed=system)


def paragraphs() -> Sequence[str]:
    """Return paragraphs of about 300 characters."""
    return [one.text[:300] for one in attributions(PARAGRAPHS)]


def event_f1(one: Pairs) -> NDArray[np.float64]:
    """Return F1 of the pairs that each system names in each event, and 1, so that sums give the mean: (systems, events, 2)."""

    def count(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(one.event[mask], minlength=int(one.event[-1]) + 1)

    f1 = np.array([2 * count(named & one.gold) / (count(named) + count(one.gold)) for named in one.named])
    return np.stack((f1, np.ones_like(f1)), axis=-1)
