"""The baseline: a task is learned on the training split, on VitaminC or on both, and how to decide on the validation split."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from counterclaim.arrays import Counts
from counterclaim.errors import Misuse
from counterclaim.labels import Stance, Verdict
from counterclaim.submission import System
from counterclaim_baselines import minilm
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.cross_encoder import alike, deciding, sampling, transfer, vitaminc
from counterclaim_baselines.cross_encoder.items import sides
from counterclaim_baselines.linear import distribution
from counterclaim_baselines.states import States


@dataclass(frozen=True)
class Plan:
    """How a task is learned."""

    labels: tuple[str, ...]
    epochs: int
    borrowed: Mapping[Verdict, str]
    """What the labels of pairs are called in this task where VitaminC alone is taught."""
    frequent: str | None = None
    """The label of which each epoch has a part; also that of pairs which are not alike."""
    most: int = 0
    """How large that part is."""
    symmetric: bool = False
    """Whether the order of a pair means nothing."""
    weighted: bool = False
    """Whether rare labels weigh more."""


PARAMETERS = 22_568_838
"""Of one network with three labels; 3,552,390 of them are trained."""

PAIRS = Plan(tuple(Verdict), 2, {one: one for one in Verdict}, frequent=Verdict.NEUTRAL, most=1400, symmetric=True)
STANCES = Plan(
    tuple(Stance),
    3,
    {Verdict.CORROBORATION: Stance.ASSERTS, Verdict.CONTRADICTION: Stance.DENIES, Verdict.NEUTRAL: Stance.REPORTS},
    weighted=True,
)
PLANS = {"contradiction": PAIRS, "contrast": PAIRS, "stance": STANCES}

TRAINED_ON = {
    "in-domain": "train split",
    "vitaminc": "VitaminC (real revisions)",
    "both": "VitaminC (real revisions), then the train split",
}
NEVER = -50.0
"""The log-probability of a label that cannot be."""


class CrossEncoder(Baseline):
    """A cross-encoder on MiniLM-L6: its lower four layers read each text alone and stay as they were, the upper two are trained."""

    name = "cross-encoder"
    tasks = ("stance", "contradiction", "contrast")
    sees = (
        "the claim with its holder, the two sentences nearest to the claim and the one that names the holder; of a pair, both "
        "mentions, read together where they are alike"
    )
    seed = 0
    extra = "neural"
    heavy = True

    def __init__(self) -> None:
        """Start with the training split alone."""
        super().__init__()
        self.variant, self.folder, self.bodies = "in-domain", Path(), Path(".baselines")
        self.told: dict[Any, Counts] = {}

    def configure(self, options: Mapping[str, str]) -> None:
        """Take `train` (in-domain, vitaminc or both), `vitaminc` (the folder of its archive, default this one) and `bodies`.

        `bodies` is where the network taught VitaminC is kept for the other task and variant (default .baselines).

        Raises:
            Misuse: an option has another name or value, or VitaminC is needed and not there.
        """
        for name in options.keys() - {"train", "vitaminc", "bodies"}:
            raise Misuse(f"{self.name}: expected the options train, vitaminc and bodies, found {name}; mend the option")
        self.variant = options.get("train", self.variant)
        if self.variant not in TRAINED_ON:
            raise Misuse(f"{self.name}: expected train to be {', '.join(TRAINED_ON)}, found {self.variant!r}; mend the option")
        if self.variant == "in-domain":
            return
        self.name = f"{type(self).name}-{self.variant}"
        self.folder, self.bodies = Path(options.get("vitaminc", ".")), Path(options.get("bodies", self.bodies))
        self.options = {"train": self.variant, "vitaminc": vitaminc.digest(self.folder)}  # where it stands decides nothing

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Train on all rare labels and, in each epoch, another part of the neutral pairs; then choose the offsets on validation.

        After VitaminC, the network of pairs goes on with its layer of labels, that of stances begins with a new one.
        """
        from counterclaim_baselines.cross_encoder import training  # noqa: PLC0415 - an extra

        started, plan = time.process_time(), PLANS[task]
        self._start(task)
        if self.variant != "in-domain":
            self._borrow(plan)
        taught = [row for row, near in zip(train, self._near(task, train), strict=True) if near]
        labels = [row["label"] for row in taught]
        self.prior = np.zeros(len(plan.labels))
        if self.variant != "vitaminc":
            epochs = list(sampling.epochs(labels, plan.frequent, plan.most, plan.epochs, self.seed or 0))
            right = [plan.labels.index(label) for label in labels]
            weights = sampling.weights(labels, plan.labels) if plan.weighted else [1.0] * len(plan.labels)
            training.train(self.network, [sides(task, row) for row in taught], right, epochs, weights)
            self.prior = deciding.prior_offsets(plan.labels, labels, [labels[n] for n in epochs[-1]])
        fitted = time.process_time() - started
        right = [plan.labels.index(row["label"]) for row in validation]
        scores = self._scores(task, validation)
        self.told = {}  # as it is after `load`
        self.offsets = deciding.best_offsets(scores, right, self.prior)
        first, then = (deciding.macro_f1(right, scores + offsets) if right else 0.0 for offsets in (self.prior, self.offsets))
        print(
            f"{self.name}, {task}, seed {self.seed}: trained in {fitted:.0f} CPU seconds, {time.process_time() - started:.0f} with "
            f"validation; macro-F1 on validation {first:.3f}, {then:.3f} with the offsets chosen there",
            file=sys.stderr,
        )

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Give the label that the offsets make the most probable, and the probabilities at the prevalence of the training split."""
        started, classes = time.process_time(), list(PLANS[task].labels)
        scores = self._scores(task, items)
        chosen = (scores + self.offsets).argmax(1)
        lines = [
            {"id": item["id"], "label": classes[int(label)], "scores": distribution(classes, row)}
            for item, label, row in zip(items, chosen, deciding.probabilities(scores, self.prior), strict=True)
        ]
        seconds = time.process_time() - started
        print(f"{self.name}, {task}, seed {self.seed}: {len(items):,} asked in {seconds:.0f} CPU seconds", file=sys.stderr)
        return lines

    def save(self, folder: Path) -> None:
        """Write what was trained of the network, and the offsets."""
        minilm.keep(self.network, folder)
        decided = {"task": self.task, "prior": self.prior.tolist(), "offsets": self.offsets.tolist()}
        (folder / "decided.json").write_text(json.dumps(decided), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Read what `save` wrote."""
        decided = json.loads((folder / "decided.json").read_text(encoding="utf-8"))
        self._start(decided["task"])
        minilm.restore(self.network, folder)
        self.prior, self.offsets = np.array(decided["prior"]), np.array(decided["offsets"])

    def system(self) -> System:
        """Describe the baseline with its size."""
        trained = (
            f"{TRAINED_ON[self.variant]}; the offsets of the labels chosen on the validation split. MiniLM-L6 was trained before "
            "on public sentence pairs, natural language inference among them (all-MiniLM-L6-v2)"
        )
        return msgspec.structs.replace(super().system(), training_data=trained, parameters=PARAMETERS, open_weights=True)

    def _start(self, task: str) -> None:
        """Make the network that a task begins with."""
        from counterclaim_baselines.cross_encoder.network import PairNetwork  # noqa: PLC0415 - an extra

        minilm.prepare(self.seed or 0)
        labels = len(Verdict) if self.variant == "vitaminc" else len(PLANS[task].labels)
        symmetric = PLANS[task].symmetric or self.variant == "vitaminc"
        self.task, self.network = task, PairNetwork(labels, symmetric)

    def _borrow(self, plan: Plan) -> None:
        """Begin with what VitaminC taught, which is learned here unless it was before."""
        body = transfer.VitaminC()
        body.seed = self.seed
        pairs = vitaminc.parts(vitaminc.read(self.folder), transfer.TAUGHT, transfer.ASKED, self.seed or 0)
        States(self.bodies).fitted(body, "vitaminc", self.options["vitaminc"], lambda: body.fit("vitaminc", *pairs))
        keeps_head = plan.symmetric or self.variant == "vitaminc"
        known = {name: one for name, one in body.network.state_dict().items() if keeps_head or not name.startswith("head.")}
        self.network.load_state_dict(known, strict=False)
        minilm.prepare(self.seed or 0)  # whether it was learned or read, the draws that follow are the same

    def _near(self, task: str, items: Sequence[Row]) -> list[bool]:
        """Tell which items are read: all, but of pairs those that are alike."""
        return [True] * len(items) if task == "stance" else (alike.cosines(items) >= alike.NEAR).tolist()

    def _scores(self, task: str, items: Sequence[Row]) -> Counts:
        """Return the log-probabilities of the labels of a task, (items, labels); pairs that are not alike have the frequent label.

        A pair is asked once, in the order of its texts, however it stands: turned round it is the same pair. All are asked at
        once: which others a pair is padded with decides the last bits of its scores.
        """
        from counterclaim_baselines.cross_encoder import training  # noqa: PLC0415 - an extra

        plan, read = PLANS[task], [sides(task, item) for item in items]
        if plan.symmetric:
            read = [(min(pair, key=_text), max(pair, key=_text)) for pair in read]
        near = [pair for pair, one in zip(read, self._near(task, items), strict=True) if one]
        new = list(dict.fromkeys(pair for pair in near if pair not in self.told))
        self.told |= dict(zip(new, training.ask(self.network, new), strict=True))
        far = np.full(self.network.head.out_features, NEVER)
        names: Sequence[str] = plan.labels
        if self.variant == "vitaminc":
            names = [plan.borrowed[one] for one in transfer.LABELS]
        if plan.frequent:
            far[names.index(plan.frequent)] = 0.0
        scores = np.full((len(items), len(plan.labels)), NEVER)
        scores[:, [plan.labels.index(name) for name in names]] = [self.told.get(pair, far) for pair in read]
        return scores


def _text(side: Any) -> str:
    return str(side.text)
