"""How the network is trained, and how it answers the chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from counterclaim_baselines import minilm
from counterclaim_baselines.crf.chain import Labelled, Shares
from counterclaim_baselines.crf.reading import Reading
from counterclaim_baselines.crf.tags import Tokens
from counterclaim_baselines.token_classifier.network import TagNetwork
from counterclaim_baselines.token_classifier.sequences import LAYERS, Run, lessons, of_cues, of_free, of_roles

RATE, NEW_RATE = 3e-4, 2e-3
ASKED_AT_ONCE = 32


def train(network: TagNetwork, articles: Sequence[Labelled], epochs: int, seed: int) -> None:
    """Train the upper part, the marks and the layers of tags together, on the mean cross-entropy of words."""
    items: list[tuple[Tensor, Run, Tensor]] = []
    for article in articles:
        states = network.read(article.reading)
        items += [(states, run, torch.tensor(tags)) for run, tags in lessons(article)]
    random = np.random.default_rng(seed)

    def loss(chosen: Sequence[int]) -> Tensor:
        scores = network([items[n][:2] for n in chosen])
        losses = [functional.cross_entropy(one, items[n][2], reduction="sum") for one, n in zip(scores, chosen, strict=True)]
        return torch.stack(losses).sum() / sum(len(one) for one in scores)

    rates = [(network.upper, RATE), (network.heads, NEW_RATE), (network.marks, NEW_RATE)]
    orders = [random.permutation(len(items)).tolist() for _ in range(epochs)]
    minilm.fine_tune(network, rates, orders, [run.past - run.first for _, run, _ in items], loss)


@dataclass(frozen=True)
class Tagger:
    """The network as the models of the chain; what was asked before is remembered."""

    network: TagNetwork
    states: dict[str, Tensor] = field(default_factory=dict)
    told: dict[tuple[str, Run], Shares] = field(default_factory=dict)

    def cues(self, reading: Reading) -> Shares:
        """Ask paragraph by paragraph."""
        return [share for run in self._ask(reading, of_cues(reading)) for share in run]

    def roles(self, reading: Reading, cues: Sequence[Tokens]) -> Sequence[Shares]:
        """Ask window by window."""
        return self._ask(reading, of_roles(reading, cues))

    def free(self, reading: Reading, claims: Sequence[str]) -> Shares:
        """Ask paragraph by paragraph."""
        return [share for run in self._ask(reading, of_free(reading, claims)) for share in run]

    def _ask(self, reading: Reading, runs: Sequence[Run]) -> list[Shares]:
        if reading.text not in self.states:
            self.states[reading.text] = self.network.read(reading)
        states = self.states[reading.text]
        network = self.network.eval()
        new = [run for run in dict.fromkeys(runs) if (reading.text, run) not in self.told]
        order = sorted(new, key=lambda run: (run.past - run.first, run.first))
        with torch.no_grad():
            for start in range(0, len(order), ASKED_AT_ONCE):
                some = order[start : start + ASKED_AT_ONCE]
                for run, scores in zip(some, network([(states, run) for run in some]), strict=True):
                    self.told[reading.text, run] = _shares(LAYERS[run.layer], functional.softmax(scores, dim=1))
        return [self.told[reading.text, run] for run in runs]


def _shares(tags: Sequence[str], shares: Tensor) -> list[Mapping[str, float]]:
    return [dict(zip(tags, row, strict=True)) for row in shares.double().tolist()]
