"""Run baselines: fit on train and validation, predict a split, write a submission."""

import gzip
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import yaml
from tqdm import tqdm

from counterclaim.dataset import DatasetFolder, open_dataset, release
from counterclaim.errors import Misuse, near_miss
from counterclaim_baselines.base import Baseline, Line, Row, question
from counterclaim_baselines.registry import BASELINES

TAUGHT_BY = {"contrast": "contradiction"}
"""Tasks without training items of their own, and the task whose items teach them."""


def baseline_named(name: str) -> type[Baseline]:
    """Return the baseline of that name; raises Misuse with the nearest name."""
    if name not in BASELINES:
        raise Misuse(f"expected a baseline, found {name!r}; {near_miss(name, BASELINES)}")
    return BASELINES[name]


def run_baselines(names: Sequence[str], out: Path, *, split: str = "test", data: Path | str | None = None) -> list[Path]:
    """Run baselines and write a submission folder for each, `out`/<name>.

    Raises:
        Misuse: there is no such baseline, split or dataset.
    """
    dataset = open_dataset(data)
    baselines = [baseline_named(name) for name in names]
    return [run_baseline(one, out / one.name, split, dataset) for one in tqdm(baselines, desc="baselines", disable=None)]


def run_baseline(baseline: type[Baseline], folder: Path, split: str, dataset: DatasetFolder) -> Path:
    """Run one baseline and write its submission; an earlier one is replaced only when the new one is whole.

    A dataset without a train split (the real articles) is asked of a baseline that was trained on the release.
    """
    training = dataset if "train" in dataset.manifest.events else release()
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        school = _School(baseline, training)
        there = {entry.config for entry in dataset.manifest.files.values() if entry.split == split}
        for task in [task for task in baseline.tasks if task in there] or baseline.tasks:
            lines = predict_lines(school(task), task, dataset.rows(task, split))
            raw = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
            # No time in the header: the same predictions are the same file.
            (scratch / f"{task}.jsonl.gz").write_bytes(gzip.compress(raw, mtime=0))
        described = msgspec.to_builtins(baseline.system())
        (scratch / "system.yaml").write_text(
            yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=100), encoding="utf-8"
        )
        scratch.chmod(0o755)
        _replace(scratch, folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return folder


class _School:
    """Teaches a baseline each task once, however many tasks are answered by what it learned."""

    def __init__(self, baseline: type[Baseline], training: DatasetFolder) -> None:
        self.baseline, self.training = baseline, training
        self.models: dict[str, Baseline] = {}

    def __call__(self, task: str) -> Baseline:
        lesson = TAUGHT_BY.get(task, task)
        if lesson not in self.models:
            self.models[lesson] = taught(self.baseline, lesson, self.training)
        return self.models[lesson]


def taught(baseline: type[Baseline], task: str, training: DatasetFolder) -> Baseline:
    """Fit a baseline for a task on the training splits of a dataset."""
    model = baseline()
    if not baseline.sees_gold:
        model.fit(task, _rows(training, task, "train"), _rows(training, task, "validation"))
    return model


def predict_lines(model: Baseline, task: str, items: Sequence[Row]) -> list[Line]:
    """Let a baseline answer the items, blind to their gold; the lines come in order of id.

    Of the contradiction task it is asked each pair a second time with its mentions turned round, which `reversed` tells.
    """
    asked = items if model.sees_gold else [question(task, item) for item in items]
    lines = sorted(model.predict(task, asked), key=lambda line: str(line["id"]))
    if task != "contradiction":
        return lines
    turned = {line["id"]: line["label"] for line in model.predict(task, [_turned(item) for item in asked])}
    return [{**line, "reversed": turned[line["id"]]} for line in lines]


def _turned(item: Row) -> Row:
    """Return a pair with its first mention second."""
    other = {"first": "second", "second": "first"}

    def name(column: str) -> str:
        side, _, what = column.partition("_")
        return f"{other[side]}_{what}" if side in other else column

    return {name(column): value for column, value in item.items()}


def _rows(dataset: DatasetFolder, task: str, split: str) -> list[Row]:
    return list(dataset.rows(task, split)) if split in dataset.manifest.events else []


def _replace(scratch: Path, folder: Path) -> None:
    aside = folder.with_name(f".{folder.name}-replaced")
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.replace(aside)
    scratch.replace(folder)
    shutil.rmtree(aside, ignore_errors=True)
