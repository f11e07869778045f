"""The baseline: the network is trained on the training split, the chain's thresholds are chosen on validation."""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import msgspec

from counterclaim.submission import System
from counterclaim_baselines import minilm
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.crf.baseline import Choice, extracted
from counterclaim_baselines.crf.chain import Chain, labelled
from counterclaim_baselines.crf.reading import Reading, Switches

EPOCHS = 4
CUE_THRESHOLDS = (0.35, 0.5, 0.65)
ROLE_THRESHOLDS = (0.2, 0.3, 0.4)
FREE_THRESHOLDS = (0.3, 0.5)
PARAMETERS = 22_573_070


class TokenClassifier(Baseline):
    """A token classifier on MiniLM-L6: its lower four layers read each paragraph and stay as they were, the upper two are trained.

    One network answers all three layers of the chain (cues, the source and content of each cue, contents without a cue); what the
    layers before have found is added to its words as marks. Tags, their decoding and what they cannot express are those of `crf`.
    """

    name = "token-classifier"
    tasks = ("attribution",)
    sees = "the article's text, paragraph by paragraph"
    training_data = (
        "train split; thresholds chosen on the validation split. MiniLM-L6 was trained before on public sentence pairs "
        "(all-MiniLM-L6-v2)"
    )
    seed = 0
    extra = "neural"
    heavy = True
    batch = 10

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Train; then take the threshold of cues with the best linked F1 on validation, and after it the others."""
        from counterclaim_baselines.token_classifier import tagging  # noqa: PLC0415 - an extra

        del task
        started = time.process_time()
        asked = self._start()
        tagging.train(self.network, [labelled(_read(row), row["attributions"]) for row in train], EPOCHS, self.seed or 0)
        fitted = time.process_time() - started
        best = Choice(validation, [labelled(_read(row), row["attributions"]) for row in validation])
        chain = best(replace(asked, cue_threshold=one) for one in CUE_THRESHOLDS)
        self.chain = best(
            replace(chain, role_threshold=of_roles, free_threshold=of_free)
            for of_roles, of_free in product(ROLE_THRESHOLDS, FREE_THRESHOLDS)
        )
        reached = best.linked_f1(self.chain) if validation else 0.0
        seconds = time.process_time() - started
        print(
            f"{self.name}, attribution, seed {self.seed}: trained in {fitted:.0f} CPU seconds, {seconds:.0f} with validation; "
            f"linked F1 on validation {reached:.3f}",
            file=sys.stderr,
        )

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Extract article by article."""
        del task
        return [extracted(self.chain, _read(item), item) for item in items]

    def save(self, folder: Path) -> None:
        """Write what was trained of the network, and the thresholds."""
        minilm.keep(self.network, folder)
        chosen = {name: getattr(self.chain, name) for name in ("cue_threshold", "role_threshold", "free_threshold")}
        (folder / "chosen.json").write_text(json.dumps(chosen), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Read what `save` wrote."""
        asked = self._start()
        minilm.restore(self.network, folder)
        self.chain = replace(asked, **json.loads((folder / "chosen.json").read_text(encoding="utf-8")))

    def system(self) -> System:
        """Describe the baseline with its size."""
        return msgspec.structs.replace(super().system(), parameters=PARAMETERS, open_weights=True)

    def _start(self) -> Chain:
        """Make the network that training begins with, and return the chain that asks it."""
        from counterclaim_baselines.token_classifier.network import TagNetwork  # noqa: PLC0415 - an extra
        from counterclaim_baselines.token_classifier.tagging import Tagger  # noqa: PLC0415

        minilm.prepare(self.seed or 0)
        self.network = TagNetwork()
        return Chain(Tagger(self.network))


def _read(row: Row) -> Reading:
    return Reading(row["text"], Switches())
