"""Run baselines: fit on train and validation, predict a split, write a submission."""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tqdm import tqdm

from counterclaim.dataset import DatasetFolder, open_dataset, release
from counterclaim.errors import Misuse
from counterclaim.submission.writing import write_submission
from counterclaim_baselines.answering import predict_lines
from counterclaim_baselines.base import Baseline
from counterclaim_baselines.registry import baseline_named
from counterclaim_baselines.teaching import STANDARD, Run, School, installed


class NothingToAnswer(Misuse):
    """The split has no task of the baseline, or not what it reads or is taught with."""


def run_baselines(names: Sequence[str], out: Path, *, data: Path | str | None = None, run: Run = STANDARD) -> list[Path]:
    """Run baselines and write a submission folder for each, `out`/<name>; of several, those with nothing to answer are left out.

    Raises:
        Misuse: there is no such baseline, split, option or dataset, or what a baseline needs is not installed.
        NothingToAnswer: there is nothing to answer for any of them.
    """
    dataset = open_dataset(data)
    baselines = [baseline_named(name) for name in names]
    written: list[Path] = []
    left_out: list[NothingToAnswer] = []
    for one in tqdm(baselines, desc="baselines", disable=None):
        try:
            written.append(run_baseline(one, out, dataset, run))
        except NothingToAnswer as nothing:
            left_out.append(nothing)
    if not written and left_out:
        raise left_out[0]
    for reason in left_out:
        tqdm.write(f"left out: {reason}", file=sys.stderr)
    return written


def run_seeds(
    names: Sequence[str], out: Path, seeds: Sequence[int], *, data: Path | str | None = None, run: Run = STANDARD
) -> list[Path]:
    """Run baselines as `run_baselines` does with each seed in place of the run's, into `out`/seed-<seed>; raises as it does."""
    return [path for seed in seeds for path in run_baselines(names, out / f"seed-{seed}", data=data, run=replace(run, seed=seed))]


def run_baseline(baseline: type[Baseline], out: Path, dataset: DatasetFolder, run: Run) -> Path:
    """Run one baseline and write its submission; an earlier one is replaced only when the new one is whole.

    A dataset without a train split (the real articles) is asked of a baseline that was trained on the release, unless the run
    names other training data.

    Raises:
        Misuse: the training data has no train split, or what the baseline needs is not installed.
        NothingToAnswer: the split has no task that the baseline can answer, or hides the gold that it copies.
    """
    if baseline.sees_gold and run.split in dataset.manifest.hidden:
        found = f"the split {run.split!r}, of which {dataset.path} has the questions alone"
        raise NothingToAnswer(f"{baseline.name}: expected a split with its gold, which it copies, found {found}; leave it out")
    training = run.training or (dataset if "train" in dataset.manifest.events else release())
    if "train" not in training.manifest.events:
        raise Misuse(f"{training.path}: expected training data with a train split, found none; import it with --split-by cluster")
    school = School(baseline, training, run)
    folder = out / school.last.name
    out.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=out, prefix=f".{folder.name}-"))
    try:
        with installed(school.last):
            _write(school, dataset, run, scratch)
        _replace(scratch, folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return folder


def _write(school: School, dataset: DatasetFolder, run: Run, folder: Path) -> None:
    """Write the predictions for every task that the split has, and system.yaml."""
    there = {entry.config for entry in dataset.manifest.files.values() if entry.split == run.split}
    tasks = school.last.chosen()
    asked = {task: dataset.rows(task, run.split) for task in ([task for task in tasks if task in there] if there else tasks)}
    asked = {task: rows for task, rows in asked.items() if school.last.can_answer(task, rows) and school.teaches(task)}
    if not asked:
        expected, found = f"items of {' or '.join(tasks)}, and votes where it copies them", ", ".join(sorted(there))
        raise NothingToAnswer(f"{school.last.name}: expected {expected}, found {found} without; name another baseline or split")
    predictions = {}
    for task, rows in asked.items():
        journal = partial(school.journal, task, dataset.manifest.digest)
        predictions[task] = predict_lines(school(task), task, rows, journal)
    write_submission(predictions, folder, school.system())
    folder.chmod(0o755)


def stored(out: Path, ran: Sequence[Path]) -> list[str]:
    """Say of each other submission in a folder that its predictions stand as they are, with the digests of its files."""
    told = []
    for folder in sorted({path.parent for path in out.glob("*/system.yaml")} - set(ran)):
        files = sorted(folder.glob("*.jsonl*"))
        digests = ", ".join(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()[:12]}" for file in files)
        told.append(f"{folder}: stored predictions, not made anew ({digests})")
    return told


def _replace(scratch: Path, folder: Path) -> None:
    aside = folder.with_name(f".{folder.name}-replaced")
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.replace(aside)
    scratch.replace(folder)
    shutil.rmtree(aside, ignore_errors=True)
