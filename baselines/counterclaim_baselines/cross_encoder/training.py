"""How the network is trained, and how it is asked."""

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from counterclaim.arrays import Counts
from counterclaim_baselines import minilm
from counterclaim_baselines.cross_encoder.items import Side
from counterclaim_baselines.cross_encoder.network import PairNetwork, read

Pair = tuple[Side, Side]

RATE, HEAD_RATE = 1e-4, 1e-3
ASKED_AT_ONCE = 64


def train(
    network: PairNetwork,
    pairs: Sequence[Pair],
    labels: Sequence[int],
    epochs: Sequence[Sequence[int]],
    weights: Sequence[float],
) -> None:
    """Train the upper part on weighted cross-entropy.

    Args:
        network: Changed in place.
        pairs: The texts.
        labels: The number of the right label of each pair.
        epochs: The numbers of the pairs of each epoch, in the order in which they come.
        weights: Of each label.
    """

    def loss(chosen: Sequence[int]) -> torch.Tensor:
        scores = network([_read(pairs[n]) for n in chosen])
        return functional.cross_entropy(scores, torch.tensor([labels[n] for n in chosen]), torch.tensor(weights))

    lengths = [sum(map(len, _read(pair))) for pair in pairs]
    minilm.fine_tune(network, [(network.upper, RATE), (network.head, HEAD_RATE)], epochs, lengths, loss)


def ask(network: PairNetwork, pairs: Sequence[Pair]) -> Counts:
    """Return the log-probabilities of the labels: (pairs, labels). Pairs of like length are asked together."""
    network.eval()
    inputs = [_read(pair) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda n: (sum(map(len, inputs[n])), *(side.text for side in pairs[n])))
    scores = np.empty((len(pairs), network.head.out_features))
    with torch.no_grad():
        for start in range(0, len(order), ASKED_AT_ONCE):
            chosen = order[start : start + ASKED_AT_ONCE]
            scores[chosen] = functional.log_softmax(network([inputs[n] for n in chosen]), dim=1).numpy()
    return scores


def _read(pair: Pair) -> tuple[torch.Tensor, torch.Tensor]:
    first, second = map(read, pair)
    return first, second
