"""The definition of every metric, from the tasks' registry and the docstring of its class."""

import inspect
import re
from collections.abc import Mapping
from pathlib import Path

from counterclaim.metrics import Metric
from counterclaim.tasks import TASKS

ROOT = Path(__file__).resolve().parents[2]


def by_class() -> Mapping[type[Metric], list[tuple[str, str]]]:
    """Return the classes of the metrics in the order of the tasks, each with the (task, name) that it goes by."""
    found: dict[type[Metric], list[tuple[str, str]]] = {}
    for task in TASKS.values():
        for name, metric in task.metrics.items():
            found.setdefault(type(metric), []).append((task.name, name))
    return found


def definition(metric: type[Metric]) -> str:
    """Return the docstring: formula, source, and how what is absent counts."""
    return inspect.cleandoc(metric.__doc__ or "")


def title(metric: type[Metric]) -> str:
    """Return the name of a metric in words, from that of its class: `ClaimGraphF1` is "Claim graph F1"."""
    first, *others = re.split(r"(?<=[a-z])(?=[A-Z])", metric.__name__)
    return " ".join([first, *(word if word == "F1" else word.lower() for word in others)])


def page() -> str:
    """Return the page in Markdown."""
    classes = by_class()
    home = {place: title(metric) for metric, places in classes.items() for place in places}
    parts = [
        "# The metrics",
        "Each is computed from additive counts of every event, so that intervals and tests resample whole events. The headline of a"
        " task, the metric that ranks, is in bold.",
        "| task | metrics |\n|---|---|",
    ]
    rows = []
    for task in TASKS.values():
        names = [
            f"[{f'**`{name}`**' if name == task.headline else f'`{name}`'}](#{home[task.name, name].lower().replace(' ', '-')})"
            for name in task.metrics
        ]
        rows.append(f"| {task.name} | {', '.join(names)} |")
    parts[-1] += "\n" + "\n".join(rows)
    for metric, places in classes.items():
        file = Path(inspect.getfile(metric)).resolve().relative_to(ROOT).as_posix()
        parts += [f"## {title(metric)}", definition(metric), _used(places, file)]
    return "\n\n".join(parts) + "\n"


def _used(places: list[tuple[str, str]], file: str) -> str:
    names: dict[str, list[str]] = {}
    for task, name in places:
        headline = ", its headline" if TASKS[task].headline == name else ""
        names.setdefault(name, []).append(f"{task}{headline}")
    told = "; ".join(f"`{name}` ({', '.join(tasks)})" for name, tasks in names.items())
    return f"In results: {told}. Code: [{Path(file).name}](../{file})."
