"""Write workloads as submissions: system.yaml and a file of predictions, in the form of leaderboard/submissions/README.md."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.workload import Article, Classification, confidences
from counterclaim.labels import Verdict

LABELS = tuple(Verdict)
"""By the number of the class."""

_SYSTEM = """name: {name}
authors: [None]
description: Drawn at random.
licence: Apache-2.0
training_data: none
test_articles_seen: false
"""


def event_ids(workload: Classification) -> list[str]:
    """Return the id of each item's event."""
    return [f"syn-{number:05d}" for number in workload.cluster.tolist()]


def item_ids(workload: Classification) -> list[str]:
    """Return the id of each item, ascending: of the length that the ids of mention pairs have."""
    sizes = np.bincount(workload.cluster)
    within = np.arange(len(workload.cluster)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    events = event_ids(workload)
    return [f"{event}#left-1.c{n:03d}.1~right-1.c{n:03d}.2" for event, n in zip(events, within.tolist(), strict=True)]


def write_labels(
    folder: Path, ids: Sequence[str], labels: NDArray[np.uint8], *, shuffled: bool, scores: bool = False, seed: int = 0
) -> Path:
    """Write one system's labels as predictions of the contradiction task; return the folder.

    Args:
        folder: its name is the system's.
        ids: of the items, ascending.
        labels: (items,)
        shuffled: whether the lines come in any order, and not in that of the gold.
        scores: whether to give a probability for each label.
        seed: of the order and of the probabilities.
    """
    order = np.random.default_rng(seed).permutation(len(ids)) if shuffled else np.arange(len(ids))
    start = [f'", "label": "{label}"' for label in LABELS]
    ends: Iterable[str] = ("}" for _ in ids)
    if scores:
        form = '"%s": %.4f, "%s": %.4f, "%s": %.4f'
        named = [sum(zip(LABELS, parts, strict=True), ()) for parts in (confidences(labels, seed)[order] / 10_000).tolist()]
        ends = (f', "scores": {{{form % parts}}}}}' for parts in named)
    chosen = zip(order.tolist(), labels[order].tolist(), ends, strict=True)
    return _write(folder, "contradiction", (f'{{"id": "{ids[i]}{start[label]}{end}\n' for i, label, end in chosen))


def write_attributions(folder: Path, articles: Sequence[Article]) -> Path:
    """Write what the system found as predictions of the attribution task; return the folder."""
    lines = ({"id": article_id(n), "attributions": roles(one.predicted)} for n, one in enumerate(articles))
    return _write(folder, "attribution", (json.dumps(line) + "\n" for line in lines))


def write_articles_gold(path: Path, articles: Sequence[Article]) -> None:
    """Write texts and gold attributions as JSONL, for those who read no Parquet."""
    lines = ({"id": article_id(n), "text": one.text, "attributions": roles(one.gold)} for n, one in enumerate(articles))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def article_id(number: int) -> str:
    """Return the id of an article: four to an event."""
    return f"syn-{number // 4:05d}/wire-{number % 4}"


def roles(triples: NDArray[np.int64]) -> list[dict[str, list[list[int]]]]:
    """Return attributions in the form of predictions."""
    return [
        {role: [[start, end]] if start >= 0 else [] for role, start, end in zip(("source", "cue", "content"), *cut, strict=True)}
        for cut in zip(triples[:, 0::2].tolist(), triples[:, 1::2].tolist(), strict=True)
    ]


def _write(folder: Path, task: str, lines: Iterable[str]) -> Path:
    folder.mkdir(parents=True)
    (folder / "system.yaml").write_text(_SYSTEM.format(name=folder.name), encoding="utf-8")
    with (folder / f"{task}.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(lines)
    return folder
