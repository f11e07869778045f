"""Slices: a score on the items that have something in common, with an interval over the events that have such items."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse, near_miss
from counterclaim.metrics import Accuracy, Metric
from counterclaim.rows import Row, Rows
from counterclaim.scoring import read_gold
from counterclaim.signature import signature
from counterclaim.spans import words_of
from counterclaim.statistics.intervals import STANDARD, Estimate, Resampling, estimate
from counterclaim.submission import TaskPredictions, read_submission
from counterclaim.tasks import TASKS

NOT_THERE = "none"
"""The slice of items for which the property does not apply: the type of a pair without conflict."""


def _plain(column: str) -> Callable[[Row], str]:
    def value(row: Row) -> str:
        found = row[column]
        if found is None:
            return NOT_THERE
        return {True: "yes", False: "no"}[found] if isinstance(found, bool) else str(found)

    return value


def _filled(column: str) -> Callable[[Row], str]:
    return lambda row: "yes" if row[column] else "no"


def _votes(row: Row) -> str:
    return "unanimous" if row["vote_a"] == row["vote_b"] else "parted"


def _articles(row: Row) -> str:
    return "same" if row["first_article"] == row["second_article"] else "across"


def _polarity(row: Row) -> str:
    denied = [row["first_polarity"], row["second_polarity"]].count("negates")
    return ("both state", "one denies", "both deny")[denied]


def _length(row: Row) -> str:
    words = max(len(words_of(row[f"{side}_mention"])) for side in ("first", "second"))
    return "up to 8 words" if words <= 8 else "9 to 16 words" if words <= 16 else "more than 16 words"


def _distance(row: Row) -> str:
    """Tell how far apart the articles were published, by their days (ISO 8601)."""
    return "same day" if row["first_published"][:10] == row["second_published"][:10] else "other day"


_PAIRS: dict[str, Callable[[Row], str]] = {
    "kind": _plain("kind"),
    "type": _plain("type"),
    "articles": _articles,
    "distance": _distance,
    "length": _length,
}
SLICES: Mapping[str, Mapping[str, Callable[[Row], str]]] = {
    "attribution": {"kind": _plain("kind")},
    "stance": {
        "kind": _plain("kind"),
        "ambiguous": _filled("ambiguous"),
        "votes": _votes,
        "own-voice": _plain("own_voice"),
        "claim-kind": _plain("claim_kind"),
        "shifted": _plain("shifted"),
    },
    "contradiction": {
        **_PAIRS,
        "ambiguous": _filled("ambiguous"),
        "votes": _votes,
        "relation": _plain("relation"),
        "strength": _plain("strength"),
        "rebuttal": _plain("rebuttal"),
        "polarity": _polarity,
        "needs-article": _filled("needs"),
    },
    "contrast": {**_PAIRS, "change": _plain("change")},
    "graph": {"kind": _plain("kind")},
}
"""By task: what each property of an item is, from its row of the dataset."""


_OF_ONE_LABEL = frozenset(("relation", "strength", "type"))
"""Properties that fix the gold label, or nearly: macro-F1 on such a slice would be over classes that cannot be right."""


def measured(task: str, by: str) -> Metric:
    """Return what is told of a slice: the headline; accuracy where the property fixes the label, or the slice tears sets apart."""
    if by in _OF_ONE_LABEL or task == "contrast":
        return Accuracy()
    return TASKS[task].metrics[TASKS[task].headline]


@dataclass(frozen=True)
class Slice:
    """The score on the items of one slice."""

    items: int
    events: int
    """That have such items; the interval resamples these."""
    score: Estimate


@dataclass(frozen=True)
class SlicedScore:
    """What a submission scored, slice by slice."""

    system: str
    signature: str
    by: str
    tasks: Mapping[str, Mapping[str, Slice]]
    """By task, then by value of the property; tasks whose items lack the property are left out."""
    metrics: Mapping[str, str]
    """What was measured of each task."""


def score_by(
    path: Path | str,
    by: str,
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
) -> SlicedScore:
    """Score every task on slices of its items.

    A slice is a mask on the same predictions. Macro-F1 of a slice is over the classes that occur in it, in gold or predictions:
    compare two systems on one slice rather than two slices of one system.

    Args:
        path: the folder of the submission.
        by: the property, one of SLICES.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made.

    Raises:
        Misuse: there is no such property, or none of the submission's tasks has it; else as `score`.
        FaultsFound: the submission has faults.
    """
    known = sorted({name for slices in SLICES.values() for name in slices})
    if by not in known:
        raise Misuse(f"expected a property to slice by ({', '.join(known)}), found {by!r}; {near_miss(by, known)}")
    dataset = open_dataset(data)
    gold = read_gold(dataset, split)
    submission = read_submission(Path(path), gold)
    tasks = {
        name: _sliced(predictions, dataset.rows(name, split), by, resampling)
        for name, predictions in submission.tasks.items()
        if by in SLICES[name]
    }
    if not tasks:
        having = [name for name, slices in SLICES.items() if by in slices]
        raise Misuse(f"{path}: expected predictions of a task that has {by!r} ({', '.join(having)}), found none")
    digests = {name: predictions.sha256 for name, predictions in submission.tasks.items()}
    told = f"{signature(dataset.manifest, split, digests, resampling)}|by:{by}"
    return SlicedScore(submission.system.name, told, by, tasks, {name: measured(name, by).name for name in tasks})


def _sliced(predictions: TaskPredictions, rows: Rows, by: str, resampling: Resampling) -> dict[str, Slice]:
    task, gold = predictions.task.name, predictions.gold
    metric = measured(task, by)
    by_id = dict(zip(rows.columns["id"], map(SLICES[task][by], rows), strict=True))
    values = np.array([by_id[one] for one in gold.ids])
    found = {}
    for value in sorted(set(values.tolist())):
        mask = values == value
        counts = metric.statistics(gold.items.masked(mask), predictions.items.masked(mask))
        there = np.unique(gold.event[mask])
        found[value] = Slice(int(mask.sum()), len(there), estimate(counts[there], metric.value, resampling))
    return found
