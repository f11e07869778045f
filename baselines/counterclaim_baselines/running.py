"""Run baselines: fit on train and validation, predict a split, write a submission."""

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
        there = {entry.config for entry in dataset.manifest.files.values() if entry.split == split}
        for task in [task for task in baseline.tasks if task in there] or baseline.tasks:
            lines = predict_lines(baseline, task, training, dataset.rows(task, split))
            (scratch / f"{task}.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
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


def predict_lines(baseline: type[Baseline], task: str, training: DatasetFolder, items: Sequence[Row]) -> list[Line]:
    """Fit a baseline on the training splits and let it answer the items, blind to their gold; the lines come in order of id."""
    model = baseline()
    if not baseline.sees_gold:
        taught = TAUGHT_BY.get(task, task)
        model.fit(task, _rows(training, taught, "train"), _rows(training, taught, "validation"))
    asked = items if baseline.sees_gold else [question(task, item) for item in items]
    return sorted(model.predict(task, asked), key=lambda line: str(line["id"]))


def _rows(dataset: DatasetFolder, task: str, split: str) -> list[Row]:
    return list(dataset.rows(task, split)) if split in dataset.manifest.events else []


def _replace(scratch: Path, folder: Path) -> None:
    aside = folder.with_name(f".{folder.name}-replaced")
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.replace(aside)
    scratch.replace(folder)
    shutil.rmtree(aside, ignore_errors=True)
