"""The network: the lower part of MiniLM-L6 reads each text by itself, the upper part reads both together.

What is compared are the means of both, in the way of Conneau et al. (2017), "Supervised Learning of Universal Sentence
Representations from Natural Language Inference Data", section 3.1: the weights were made for means of words, not for a first place.
"""

from collections.abc import Sequence
from copy import deepcopy
from functools import cache

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from counterclaim_baselines import minilm
from counterclaim_baselines.cross_encoder.items import Side


@cache
def parts() -> minilm.Parts:
    """Load the weights as the package holds them, once; the upper part is copied before it is trained."""
    return minilm.parts()


@cache
def read(side: Side) -> Tensor:
    """Return what the lower part makes of a text: (places, width). It is the same whatever is trained above it, so once."""
    return minilm.embed(parts(), parts().tokenizer.encode(side.text, add_special_tokens=False).ids[: side.most])


def meaning(side: Side) -> Tensor:
    """Return the mean of a text after both parts as they come, of length 1: (width,)."""
    with torch.no_grad():
        states = read(side)[None]
        for layer in parts().upper:
            states = minilm.attend(layer, states, None, parts().heads)
        return functional.normalize(states[0].mean(0), dim=0)


class PairNetwork(nn.Module):  # type: ignore[misc]
    """The upper part: it labels pairs of texts. A symmetric one sees a pair as a set, turned round it is the same."""

    def __init__(self, labels: int, symmetric: bool) -> None:
        """Copy the weights; the layer that gives the labels is new."""
        super().__init__()
        self.upper = deepcopy(parts().upper)
        self.symmetric = symmetric
        self.head = nn.Linear((3 if symmetric else 4) * minilm.WIDTH + 1, labels)
        self.dropout = nn.Dropout(0.1)

    def forward(self, pairs: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
        """Return the scores of the labels from what was read of the texts of each pair: (pairs, labels)."""
        states = pad_sequence([torch.cat(pair) for pair in pairs], batch_first=True)
        ends = torch.tensor([[len(one), len(one) + len(other)] for one, other in pairs])
        places = torch.arange(states.shape[1])[None]
        for layer in self.upper:
            states = minilm.attend(layer, states, (places < ends[:, 1:])[:, None, None], parts().heads)
        first = _mean(states, places < ends[:, :1])
        second = _mean(states, (places >= ends[:, :1]) & (places < ends[:, 1:]))
        alike = functional.cosine_similarity(first, second)[:, None]
        both = [first + second] if self.symmetric else [first, second]
        return self.head(self.dropout(torch.cat([*both, (first - second).abs(), first * second, alike], 1)))


def _mean(states: Tensor, there: Tensor) -> Tensor:
    """Return the mean of the states of some places of each pair: (pairs, width)."""
    weights = there.float()
    return (weights[:, None] @ states)[:, 0] / weights.sum(1, keepdim=True)
