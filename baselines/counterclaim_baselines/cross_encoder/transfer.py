"""The cross-encoder taught VitaminC: what its variants begin with, once for each seed whatever the task."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterclaim.labels import Verdict
from counterclaim_baselines import minilm
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.cross_encoder import deciding, sampling
from counterclaim_baselines.cross_encoder.items import Side

LABELS = tuple(Verdict)
TAUGHT, ASKED = 4000, 1000
"""How many pairs of VitaminC are taught, and how many of other pages are asked."""
CLAIM_PIECES, EVIDENCE_PIECES = 24, 48


class VitaminC(Baseline):
    """The network of pairs after one epoch of VitaminC."""

    name = "cross-encoder-body"
    tasks = ("vitaminc",)
    sees = "a claim and a sentence of evidence"
    training_data = "VitaminC"
    seed = 0
    extra = "neural"

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Train on pairs of VitaminC, and say how well those of other pages are told."""
        from counterclaim_baselines.cross_encoder import training  # noqa: PLC0415 - an extra

        del task
        started = time.process_time()
        self._start()
        labels = [row["label"] for row in train]
        epochs = list(sampling.epochs(labels, None, 0, 1, self.seed or 0))
        right = [LABELS.index(label) for label in labels]
        training.train(self.network, [_sides(row) for row in train], right, epochs, sampling.weights(labels, LABELS))
        seconds = time.process_time() - started
        told = ""
        if validation:
            held = deciding.macro_f1([LABELS.index(row["label"]) for row in validation], self._scores(validation))
            told = f", macro-F1 {held:.3f} on {len(validation):,} pairs of other pages"
        print(f"VitaminC, seed {self.seed}: {len(train):,} pairs in {seconds:.0f} CPU seconds{told}", file=sys.stderr)

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Give the label of each pair; `id` is that of the item."""
        del task
        chosen = self._scores(items).argmax(1)
        return [{"id": item["id"], "label": LABELS[int(label)]} for item, label in zip(items, chosen, strict=True)]

    def save(self, folder: Path) -> None:
        """Write what was trained of the network."""
        minilm.keep(self.network, folder)

    def load(self, folder: Path) -> None:
        """Read what `save` wrote."""
        self._start()
        minilm.restore(self.network, folder)

    def _scores(self, rows: Sequence[Row]) -> Any:
        from counterclaim_baselines.cross_encoder import training  # noqa: PLC0415 - an extra

        return training.ask(self.network, [_sides(row) for row in rows])

    def _start(self) -> None:
        from counterclaim_baselines.cross_encoder.network import PairNetwork  # noqa: PLC0415 - an extra

        minilm.prepare(self.seed or 0)
        self.network = PairNetwork(len(LABELS), symmetric=True)


def _sides(row: Row) -> tuple[Side, Side]:
    """Return claim and evidence; a long sentence of evidence is cut behind."""
    return Side(row["claim"], CLAIM_PIECES), Side(row["evidence"], EVIDENCE_PIECES)
