"""torchmetrics: macro-F1 in its BootStrapper, which resamples items, not clusters."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torchmetrics.classification import MulticlassF1Score
from torchmetrics.wrappers import BootStrapper

from bench.timing import cpu, reply

REPLICATES = 1000
MEASURED = 20
"""Replicates that are timed; each takes as long as the next."""


def tensors(folder: str, size: str) -> tuple[Any, Any]:
    """Return gold (items,) and predicted (systems, items) labels."""
    data = np.load(Path(folder) / f"{size}.npz")
    return torch.from_numpy(data["gold"].astype(np.int64)), torch.from_numpy(data["predicted"].astype(np.int64))


def bootstrapped(gold: Any, predicted: Any, replicates: int) -> Any:
    """Return mean and standard error over resamples of the items."""
    torch.manual_seed(1)
    metric = BootStrapper(MulticlassF1Score(3, average="macro", validate_args=False), replicates, sampling_strategy="multinomial")
    metric.update(predicted, gold)
    return metric.compute()


def check(folder: str) -> dict[str, Any]:
    """Return macro-F1 of every system on S, and the standard error of the first with items as units."""
    gold, predicted = tensors(folder, "S")
    metric = MulticlassF1Score(3, average="macro")
    return {
        "macro_f1": [float(metric(one, gold)) for one in predicted],
        "standard_error": float(bootstrapped(gold, predicted[0], REPLICATES)["std"]),
    }


def measure(folder: str) -> dict[str, float]:
    """Return the seconds of one replicate of one system on M."""
    gold, predicted = tensors(folder, "M")
    return {"replicate": cpu(lambda: bootstrapped(gold, predicted[0], MEASURED), 3).seconds / MEASURED}


if __name__ == "__main__":
    torch.set_num_threads(1)
    reply(check, measure)
