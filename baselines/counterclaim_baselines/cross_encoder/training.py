"""How the network is trained, and how it is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from counterclaim.arrays import Counts
from counterclaim_baselines.cross_encoder.items import Side
from counterclaim_baselines.cross_encoder.network import PairNetwork

Pair = tuple[Side, Side]

ASKED_AT_ONCE = 64


@dataclass(frozen=True)
class Schedule:
    """How fast a task is learned."""

    rate: float = 1e-4
    head_rate: float = 1e-3
    batch: int = 16
    warm_up: float = 0.1
    """The part of all steps in which the rate rises; then it falls to 0, both in a line."""
    symmetric: bool = False
    """Whether the order of a pair is drawn at random."""


class Reader:
    """Reads each text once."""

    def __init__(self, network: PairNetwork) -> None:
        """Start with nothing read."""
        self.network = network
        self.states: dict[tuple[Side, bool], Tensor] = {}

    def __call__(self, pair: Pair) -> tuple[Tensor, Tensor]:
        """Return what the lower half of the network makes of both texts."""
        first, second = (self._read(side, place == 1) for place, side in enumerate(pair))
        return first, second

    def _read(self, side: Side, second: bool) -> Tensor:
        if (side, second) not in self.states:
            self.states[side, second] = self.network.read(side, second)
        return self.states[side, second]


def train(
    read: Reader,
    pairs: Sequence[Pair],
    labels: Sequence[int],
    epochs: Sequence[Sequence[int]],
    schedule: Schedule,
    weights: Sequence[float],
    after: Callable[[int], None],
) -> None:
    """Train the upper half with AdamW on weighted cross-entropy.

    Args:
        read: Its network is changed in place.
        pairs: The texts.
        labels: The number of the right label of each pair.
        epochs: The numbers of the pairs of each epoch, in the order in which they come.
        schedule: How fast.
        weights: Of each label.
        after: What is done after each epoch, given its number.
    """
    network = read.network
    rates = ((network.upper.parameters(), schedule.rate), (network.head.parameters(), schedule.head_rate))
    optimiser = torch.optim.AdamW([{"params": list(group), "lr": rate} for group, rate in rates], weight_decay=0.01)
    steps = sum(-(-len(epoch) // schedule.batch) for epoch in epochs)
    warm = max(1, round(schedule.warm_up * steps))
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / warm, (steps - n) / max(1, steps - warm)))
    for number, epoch in enumerate(epochs):
        network.train()
        for start in range(0, len(epoch), schedule.batch):
            chosen = epoch[start : start + schedule.batch]
            asked = [pairs[n][::-1] if schedule.symmetric and torch.rand(()) < 0.5 else pairs[n] for n in chosen]
            scores = network([read(pair) for pair in asked])
            loss = functional.cross_entropy(scores, torch.tensor([labels[n] for n in chosen]), torch.tensor(weights))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            slope.step()
        after(number)


def ask(read: Reader, pairs: Sequence[Pair]) -> Counts:
    """Return the log-probabilities of the labels: (pairs, labels). Pairs of like length are asked together."""
    network = read.network.eval()
    inputs = [read(pair) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda n: (sum(map(len, inputs[n])), pairs[n][0].text, pairs[n][1].text))
    scores = np.empty((len(pairs), network.head.out_features))
    with torch.no_grad():
        for start in range(0, len(order), ASKED_AT_ONCE):
            chosen = order[start : start + ASKED_AT_ONCE]
            scores[chosen] = functional.log_softmax(network([inputs[n] for n in chosen]), dim=1).numpy()
    return scores
