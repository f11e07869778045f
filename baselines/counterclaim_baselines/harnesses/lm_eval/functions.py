"""What the YAML of the tasks names: the items, the line of each reply, and each metric over all lines."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from datasets import Dataset

from counterclaim.tasks import TASKS
from counterclaim_baselines.harnesses.items import Asked, answered, items
from counterclaim_baselines.harnesses.scoring import scores

UNTOLD = frozenset({"average_precision", "calibration", "order_consistency"})
"""Metrics of scores and of turned pairs, which the prompts do not ask for."""


def asked(task: str, split: str = "test", data: str | None = None, **others: Any) -> dict[str, Dataset]:
    """Return the items; `split` and `data` come from --metadata, with which the arguments of the model come too."""
    del others
    of = Asked(task, split, data)
    return {"asked": Dataset.from_list([{**msgspec.structs.asdict(item), "of": msgspec.structs.asdict(of)} for item in items(of)])}


def lines(doc: Mapping[str, Any], results: Sequence[str | None]) -> dict[str, dict[str, Any]]:
    """Return for each metric the line of the reply, to be gathered by `over_all`."""
    of = msgspec.convert(doc["of"], Asked)
    line, fault = answered(of, doc["id"], results[0] or "")
    told = [metric for metric in TASKS[of.task].metrics if metric not in UNTOLD]
    return {metric: {"of": doc["of"], "metric": metric, "line": line, "fault": fault} for metric in told}


def over_all(gathered: Sequence[Mapping[str, Any]]) -> float:
    """Return one metric over all lines; NaN where the answers leave out what it judges."""
    of = msgspec.convert(gathered[0]["of"], Asked)
    return scores(of, [one["line"] for one in gathered]).get(gathered[0]["metric"], math.nan)
