"""How far the scores of a baseline move with its seed: submissions that differ in it alone, scored side by side."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse
from counterclaim.scoring import count, read_gold
from counterclaim.signature import data_signature, joined, predictions_signature
from counterclaim.submission import read_submission
from counterclaim.tasks import TASKS


@dataclass(frozen=True)
class Spread:
    """One metric of one task over several seeds, unrounded."""

    task: str
    metric: str
    headline: bool
    values: tuple[float, ...]
    """In the order in which the folders were given."""

    @property
    def mean(self) -> float:
        """Return the mean."""
        return statistics.fmean(self.values)

    @property
    def deviation(self) -> float:
        """Return the standard deviation of a sample, (sum of squares / (n - 1)) ** 0.5."""
        return statistics.stdev(self.values)

    def told(self) -> str:
        """Return mean and standard deviation to three digits, the range in brackets."""
        return f"{self.mean:.3f} ± {self.deviation:.3f} [{min(self.values):.3f}, {max(self.values):.3f}]"


def spread_over_seeds(
    folders: Sequence[Path | str], *, split: str = "test", data: Path | str | None = None
) -> tuple[list[Spread], str]:
    """Score submissions and return what each metric does over them, with a signature; no interval over events is made.

    Args:
        folders: of submissions, two at least, with the same tasks and metrics; that only the seed differs is the caller's word.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.

    Raises:
        Misuse: there are fewer than two folders, or two with the same predictions, or their tasks or metrics differ.
        FaultsFound: a submission has faults.
    """
    if len(folders) < 2:
        raise Misuse(f"expected the submissions of two seeds or more, found {len(folders)}; name each folder")
    dataset = open_dataset(data)
    golds = read_gold(dataset, split)
    values: list[dict[tuple[str, str], float]] = []
    signatures: dict[str, Path | str] = {}
    for folder in folders:
        read = read_submission(Path(folder), golds)
        counted = {name: count(predictions) for name, predictions in read.tasks.items()}
        values.append(
            {
                (name, metric): float(TASKS[name].metrics[metric].value(rows.sum(0)))
                for name, one in counted.items()
                for metric, rows in one.rows.items()
            }
        )
        of = predictions_signature({name: predictions.sha256 for name, predictions in read.tasks.items()})
        if of in signatures:
            raise Misuse(f"{folder}: expected the predictions of another seed, found those of {signatures[of]}; name it once")
        signatures[of] = folder
        if values[-1].keys() != values[0].keys():
            apart = ", ".join(" ".join(one) for one in sorted(values[-1].keys() ^ values[0].keys()))
            raise Misuse(f"{folder}: expected the tasks and metrics of {folders[0]}, found others ({apart}); score like with like")
    spreads = [
        Spread(task, metric, metric == TASKS[task].headline, tuple(one[task, metric] for one in values))
        for task, metric in values[0]
    ]
    return spreads, joined(data_signature(dataset.manifest, split), *signatures)
