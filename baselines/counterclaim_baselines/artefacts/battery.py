"""Run the battery: train each probe, score it on the test events beside majority."""

from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse
from counterclaim.signature import data_signature, joined
from counterclaim.statistics.intervals import STANDARD, Estimate
from counterclaim_baselines.artefacts.cue_only import CueOnly
from counterclaim_baselines.artefacts.length_overlap import LengthOverlap
from counterclaim_baselines.artefacts.negation_count import NegationCount
from counterclaim_baselines.artefacts.outlet_only import OutletOnly
from counterclaim_baselines.artefacts.position import Position
from counterclaim_baselines.artefacts.target_blind import TargetBlind
from counterclaim_baselines.base import Baseline
from counterclaim_baselines.claim_only import ClaimOnly
from counterclaim_baselines.majority import Majority
from counterclaim_baselines.measuring import headline
from counterclaim_baselines.source_only import SourceOnly
from counterclaim_baselines.teaching import teach

BATTERY: dict[str, type[Baseline]] = {
    probe.name: probe
    for probe in (
        Majority,
        ClaimOnly,
        SourceOnly,
        OutletOnly,
        LengthOverlap,
        NegationCount,
        Position,
        CueOnly,
        TargetBlind,
    )
}
"""Majority, and each probe that sees a part of an item."""

TASKS_PROBED = ("contradiction", "stance")
MARGIN = 0.03
"""How far above majority a probe may be on contradiction before its cue has to be looked for."""


@dataclass(frozen=True)
class Probed:
    """One probe on one task."""

    task: str
    probe: str
    sees: str
    score: Estimate
    """Macro-F1 on the split, with its 95% percentile interval over events."""
    above: float
    """Above majority."""


def probe(*, split: str = "test", data: Path | str | None = None) -> tuple[list[Probed], str]:
    """Train every probe on train and validation, score it on a split; return the scores and their signature.

    A task that the dataset cannot teach, or that the split does not ask, is left out.

    Raises:
        Misuse: there is no such dataset or split, it has none of the tasks, or its gold is hidden.
    """
    dataset = open_dataset(data)
    dataset.require_gold(split)
    found: list[Probed] = []
    there = {(entry.config, entry.split) for entry in dataset.manifest.files.values()}
    tasks = [task for task in TASKS_PROBED if {(task, "train"), (task, split)} <= there]
    if not tasks:
        raise Misuse(f"{dataset.path}: expected items of {' or '.join(TASKS_PROBED)} in train and {split}, found none")
    for task in tasks:
        rows = dataset.rows(task, split)
        floor = 0.0
        probes = [one for one in BATTERY.values() if task in one.tasks]
        for one in tqdm(probes, desc=task, disable=None):
            score = headline(teach(one(), task, dataset), task, rows)
            floor = score.value if one is Majority else floor
            found.append(Probed(task, one.name, one.sees, score, score.value - floor))
    told = joined(data_signature(dataset.manifest, split), str(STANDARD))
    return found, told
