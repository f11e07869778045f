"""Run baselines: fit on train and validation, predict a split, write a submission."""

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
import yaml
from tqdm import tqdm

from counterclaim.dataset import DatasetFolder, open_dataset, release
from counterclaim.errors import Misuse, near_miss
from counterclaim.parallel import spread, width
from counterclaim.submission import System
from counterclaim_baselines.base import Baseline, Line, Row, question
from counterclaim_baselines.journal import Journal
from counterclaim_baselines.registry import BASELINES
from counterclaim_baselines.states import NONE, States

TAUGHT_BY = {"contrast": "contradiction"}
"""Tasks without training items of their own, and the task whose items teach them."""


def baseline_named(name: str) -> type[Baseline]:
    """Return the baseline of that name; raises Misuse with the nearest name."""
    if name not in BASELINES:
        raise Misuse(f"expected a baseline, found {name!r}; {near_miss(name, BASELINES)}")
    return BASELINES[name]


@dataclass(frozen=True)
class Run:
    """How baselines are run."""

    split: str = "test"
    states: States = NONE
    """Where what was learned and answered is kept."""
    seed: int | None = None
    """In place of the baseline's own."""
    options: Mapping[str, str] = field(default_factory=dict)


STANDARD = Run()


def run_baselines(names: Sequence[str], out: Path, *, data: Path | str | None = None, run: Run = STANDARD) -> list[Path]:
    """Run baselines and write a submission folder for each, `out`/<name>.

    Raises:
        Misuse: there is no such baseline, split, option or dataset, or what a baseline needs is not installed.
    """
    dataset = open_dataset(data)
    baselines = [baseline_named(name) for name in names]
    return [run_baseline(one, out, dataset, run) for one in tqdm(baselines, desc="baselines", disable=None)]


def run_baseline(baseline: type[Baseline], out: Path, dataset: DatasetFolder, run: Run) -> Path:
    """Run one baseline and write its submission; an earlier one is replaced only when the new one is whole.

    A dataset without a train split (the real articles) is asked of a baseline that was trained on the release.
    """
    training = dataset if "train" in dataset.manifest.events else release()
    school = _School(baseline, training, run)
    folder = out / school.model("").name
    out.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=out, prefix=f".{folder.name}-"))
    try:
        there = {entry.config for entry in dataset.manifest.files.values() if entry.split == run.split}
        tasks = school.last.chosen()
        for task in [task for task in tasks if task in there] or tasks:
            journal = partial(school.journal, task, dataset.manifest.digest)
            lines = predict_lines(school(task), task, dataset.rows(task, run.split), journal)
            raw = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
            # No time in the header: the same predictions are the same file.
            (scratch / f"{task}.jsonl.gz").write_bytes(gzip.compress(raw, mtime=0))
        described = msgspec.to_builtins(school.system())
        (scratch / "system.yaml").write_text(
            yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=100), encoding="utf-8"
        )
        scratch.chmod(0o755)
        _replace(scratch, folder)
    except ImportError as error:
        shutil.rmtree(scratch, ignore_errors=True)
        if baseline.extra is None:
            raise
        raise Misuse(f"{baseline.name} needs {error.name}: `pip install 'counterclaim[{baseline.extra}]'`") from None
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return folder


def stored(out: Path) -> list[str]:
    """Say of each heavy baseline whose predictions stand in a folder that they are not made anew, with the digests of the files."""
    told = []
    for name in [name for name, one in BASELINES.items() if one.heavy and (out / name).is_dir()]:
        files = sorted((out / name).glob("*.jsonl*"))
        digests = ", ".join(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()[:12]}" for file in files)
        told.append(f"{out / name}: stored predictions, not run again ({digests})")
    return told


class _School:
    """Teaches a baseline each task once, however many tasks are answered by what it learned."""

    def __init__(self, baseline: type[Baseline], training: DatasetFolder, run: Run) -> None:
        self.baseline, self.training, self.run = baseline, training, run
        self.models: dict[str, Baseline] = {}
        self.last = self.model("")

    def __call__(self, task: str) -> Baseline:
        lesson = TAUGHT_BY.get(task, task)
        if lesson not in self.models:
            self.models[lesson] = self.model(lesson)
        self.last = self.models[lesson]
        return self.last

    def model(self, lesson: str) -> Baseline:
        """Make a model, and teach it where there is a lesson."""
        model = self.baseline()
        model.configure(self.run.options)
        if self.run.seed is not None and model.seed is not None:
            model.seed = self.run.seed
        if lesson:
            teach(model, lesson, self.training, self.run.states)
        return model

    def system(self) -> System:
        """Describe the baseline, with what is to be said of its answers to each task."""
        system = self.last.system()
        remarks = [model.remark for model in self.models.values() if model.remark]
        return msgspec.structs.replace(system, description=" ".join((system.description, *remarks)))

    def journal(self, task: str, digest: str, turned: bool) -> Journal:
        """Open the answers to a task; those of a baseline that answers all at once are not kept."""
        lesson = TAUGHT_BY.get(task, task)
        folder = self.run.states.folder(self.models[lesson], lesson, self.training.manifest.digest)
        if folder is None or not self.baseline.batch:
            return Journal(None)
        return Journal(folder / f"{task}-{self.run.split}-{digest[:12]}{'-turned' if turned else ''}.jsonl")


def teach(model: Baseline, task: str, training: DatasetFolder, states: States = NONE) -> Baseline:
    """Fit a baseline for a task on the training splits of a dataset, or load what it learned before."""
    if not model.sees_gold:

        def fit() -> None:
            model.fit(task, _rows(training, task, "train"), _rows(training, task, "validation"))

        states.fitted(model, task, training.manifest.digest, fit)
    return model


def predict_lines(
    model: Baseline, task: str, items: Sequence[Row], journal: Callable[[bool], Journal] = lambda _: Journal(None)
) -> list[Line]:
    """Let a baseline answer the items, blind to their gold; the lines come in order of id.

    Of the contradiction task it is asked each pair a second time with its mentions turned round, which `reversed` tells. What is
    answered stands in a journal for each of the two.
    """
    asked = items if model.sees_gold else [question(task, item) for item in items]
    lines = sorted(_answers(model, task, asked, journal(False)), key=lambda line: str(line["id"]))
    if task != "contradiction" or not model.turned:
        return lines
    turned = {line["id"]: line["label"] for line in _answers(model, task, [_turned(item) for item in asked], journal(True))}
    return [{**line, "reversed": turned[line["id"]]} for line in lines]


def _answers(model: Baseline, task: str, items: Sequence[Row], journal: Journal) -> list[Line]:
    """Ask batch by batch what the journal does not hold; the batches of a round are spread over workers, if there are any."""
    left = [item for item in items if item["id"] not in journal.lines]
    size = model.batch or max(len(left), 1)
    batches = [left[start : start + size] for start in range(0, len(left), size)]
    step = width()
    for start in tqdm(range(0, len(batches), step), desc=f"{model.name} {task}", disable=None if model.batch else True):
        for lines in spread(model.predict, [(task, batch) for batch in batches[start : start + step]]):
            journal.add(lines)
    return [journal.lines[str(item["id"])] for item in items]


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
