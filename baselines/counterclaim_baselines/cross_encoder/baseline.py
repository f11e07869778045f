"""The baseline: a task is learned on the training split, and how to decide on the validation split."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from counterclaim.labels import Stance, Verdict
from counterclaim.submission import System
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.cross_encoder import deciding, sampling
from counterclaim_baselines.cross_encoder.items import sides
from counterclaim_baselines.linear import distribution


@dataclass(frozen=True)
class Plan:
    """How a task is learned."""

    labels: tuple[str, ...]
    epochs: int
    frequent: str | None = None
    """The label of which each epoch has a part."""
    most: int = 0
    """How large that part is."""
    symmetric: bool = False
    """Whether the order of a pair is drawn at random."""
    weighted: bool = False
    """Whether rare labels weigh more."""
    early: bool = False
    """Whether the epoch with the best macro-F1 on validation is kept, else the last one."""


PARAMETERS = 22_566_531
"""Of one network with three labels; 5,324,547 of them are trained."""

PAIRS = Plan(tuple(Verdict), epochs=3, frequent=Verdict.NEUTRAL, most=1400, symmetric=True)
PLANS = {"contradiction": PAIRS, "contrast": PAIRS, "stance": Plan(tuple(Stance), epochs=4, weighted=True, early=True)}


class CrossEncoder(Baseline):
    """A cross-encoder on MiniLM-L6 whose lower half reads each text by itself and is left as it was, the upper half fine-tuned."""

    name = "cross-encoder"
    tasks = ("stance", "contradiction", "contrast")
    sees = (
        "the claim with its holder, the two sentences nearest to the claim and the one that names the holder; of a pair, both "
        "mentions marked in their paragraphs, 40 word pieces each"
    )
    training_data = (
        "train split; the epoch (stance) and the offsets of the labels (both tasks) chosen on the validation split. "
        "MiniLM-L6 was trained before on public sentence pairs, natural language inference among them (all-MiniLM-L6-v2)"
    )
    seed = 0
    extra = "neural"
    heavy = True
    batch = 2048
    turned = False

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Train on all rare labels and, in each epoch, another part of the neutral pairs; then choose on validation."""
        from counterclaim_baselines.cross_encoder import training  # noqa: PLC0415 - needs the extra

        started, plan = time.process_time(), PLANS[task]
        self._start(task)
        read = training.Reader(self.network)
        labels = [row["label"] for row in train]
        epochs = list(sampling.epochs(labels, plan.frequent, plan.most, plan.epochs, self.seed))
        held_out = [sides(task, row) for row in validation]
        right = [plan.labels.index(row["label"]) for row in validation]
        kept = _Best(self.network)

        def after(epoch: int) -> None:
            kept.offer(deciding.macro_f1(right, training.ask(read, held_out)) if plan.early and right else float(epoch))  # the last

        training.train(
            read,
            [sides(task, row) for row in train],
            [plan.labels.index(label) for label in labels],
            epochs,
            training.Schedule(symmetric=plan.symmetric),
            sampling.weights(labels, plan.labels) if plan.weighted else [1.0] * len(plan.labels),
            after,
        )
        self.network.load_state_dict(kept.learned, strict=False)
        self.prior = deciding.prior_offsets(plan.labels, labels, [labels[n] for n in epochs[-1]])
        scores = training.ask(read, held_out)
        self.offsets = deciding.best_offsets(scores, right, self.prior)
        trained = sum(tensor.numel() for tensor in self.network.learned().values())
        seconds = time.process_time() - started
        tried = [round(value, 3) for value in kept.values] if plan.early and right else "not asked for, the last is kept"
        print(
            f"{self.name}, {task}: {self.network.size():,} parameters, {trained:,} of them trained in {seconds:.0f} CPU seconds; "
            f"macro-F1 on validation {deciding.macro_f1(right, scores + self.offsets):.3f}, "
            f"of the epochs without offsets: {tried}",
            file=sys.stderr,
        )

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Give the label that the offsets make the most probable, and the probabilities at the prevalence of the training split."""
        from counterclaim_baselines.cross_encoder import training  # noqa: PLC0415 - needs the extra

        classes = list(PLANS[task].labels)
        scores = training.ask(training.Reader(self.network), [sides(task, item) for item in items])
        chosen = (scores + self.offsets).argmax(1)
        return [
            {"id": item["id"], "label": classes[int(label)], "scores": distribution(classes, row)}
            for item, label, row in zip(items, chosen, deciding.probabilities(scores, self.prior), strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Write what was trained of the network, and the offsets."""
        from safetensors.torch import save_file  # noqa: PLC0415 - needs the extra

        save_file(self.network.learned(), folder / "learned.safetensors")
        decided = {"task": self.task, "prior": self.prior.tolist(), "offsets": self.offsets.tolist()}
        (folder / "decided.json").write_text(json.dumps(decided), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Read what `save` wrote."""
        from safetensors.torch import load_file  # noqa: PLC0415 - needs the extra

        decided = json.loads((folder / "decided.json").read_text(encoding="utf-8"))
        self._start(decided["task"])
        self.network.load_state_dict(load_file(folder / "learned.safetensors"), strict=False)
        self.prior, self.offsets = np.array(decided["prior"]), np.array(decided["offsets"])

    def system(self) -> System:
        """Describe the baseline with its size."""
        return msgspec.structs.replace(super().system(), parameters=PARAMETERS, open_weights=True)

    def _start(self, task: str) -> None:
        """Make the network that a task begins with; one thread and no algorithm that may differ from run to run."""
        import torch  # noqa: PLC0415 - needs the extra

        from counterclaim_baselines.cross_encoder.network import PairNetwork  # noqa: PLC0415 - needs the extra

        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
        torch.set_flush_denormal(True)  # else the moments of AdamW sink to numbers that are slow to add
        torch.manual_seed(self.seed)
        self.task, self.network = task, PairNetwork(len(PLANS[task].labels))


class _Best:
    """Keeps what was trained when its value was best, the first of equals."""

    def __init__(self, network: Any) -> None:
        self.network, self.learned = network, network.learned()
        self.values: list[float] = []

    def offer(self, value: float) -> None:
        if value > max(self.values, default=-1.0):
            self.learned = {name: tensor.clone() for name, tensor in self.network.learned().items()}
        self.values.append(value)
