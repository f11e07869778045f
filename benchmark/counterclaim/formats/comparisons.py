"""Print a comparison of submissions."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from counterclaim import tabular
from counterclaim.comparing import ALPHA, COLUMNS, Compared, ComparedTask, Effect
from counterclaim.formats.latex import escape, table
from counterclaim.statistics.ranks import Comparison

NAMES = {"holm": "Holm", "benjamini-hochberg": "Benjamini-Hochberg"}
"""The corrections as people write them."""


def verdict(one: Comparison) -> str:
    """Say in a sentence whether the difference stands."""
    if one.adjusted_p > ALPHA or one.test.difference == 0:
        return f"the data cannot separate {one.first} and {one.second}"
    better, worse = (one.first, one.second) if one.test.difference > 0 else (one.second, one.first)
    return f"{better} is better than {worse}"


def as_text(compared: Compared) -> str:
    """Return sentences for people."""
    lines = []
    for name, task in compared.tasks.items():
        if not task.comparisons:
            continue
        lines.append(f"{name}, by {task.headline}:")
        width = max(map(len, task.systems))
        lines += [f"  {system:<{width}}  {told}" for system, told in _values(compared, task)]
        for one, effect in _pairs(compared, task):
            p = f"p = {one.test.p:.4f}{' exact' if one.test.exact else ''}, {NAMES[compared.correction]} {one.adjusted_p:.4f}"
            low, high = effect.difference.low, effect.difference.high
            lines.append(f"  {verdict(one)}: difference {one.test.difference:+.3f} [{low:+.3f}, {high:+.3f}], {p};")
            lines.append(f"    {_counted(one, effect)}")
        lines.append("")
    if not lines:
        lines.append("no task has predictions of two systems")
    signatures = [f"{name}: {score.signature}" for name, score in compared.scores.items()]
    return "\n".join([*lines, *signatures, compared.signature])


def as_json(compared: Compared) -> str:
    """Return JSON at full precision."""
    tasks = {
        name: {
            "headline": task.headline,
            "systems": {system: asdict(compared.scores[system].tasks[name].metrics[task.headline]) for system in task.systems},
            "comparisons": [
                {
                    "first": one.first,
                    "second": one.second,
                    **asdict(one.test),
                    "interval": [effect.difference.low, effect.difference.high],
                    "adjusted_p": one.adjusted_p,
                    "verdict": verdict(one),
                    "wins": effect.wins,
                    "losses": effect.losses,
                    "ties": effect.ties,
                    "by_event": effect.by_event,
                }
                for one, effect in _pairs(compared, task)
            ],
        }
        for name, task in compared.tasks.items()
    }
    signatures = {name: score.signature for name, score in compared.scores.items()}
    return json.dumps({"signature": compared.signature, "signatures": signatures, "tasks": tasks}, indent=2)


def as_latex(compared: Compared) -> str:
    """Return a booktabs table."""
    rows = [
        (
            escape(name),
            escape(one.first),
            escape(one.second),
            f"{one.test.difference:+.3f}",
            f"[{effect.difference.low:+.3f}, {effect.difference.high:+.3f}]",
            f"{one.test.p:.4f}",
            f"{one.adjusted_p:.4f}",
            f"{effect.wins}/{effect.losses}",
        )
        for name, task in compared.tasks.items()
        for one, effect in _pairs(compared, task)
    ]
    head = ("task", "first", "second", "difference", "95\\% interval", "$p$", NAMES[compared.correction], "events won/lost")
    return table("lllrlrrr", head, rows, compared.signature)


def as_csv(compared: Compared) -> str:
    """Return comma-separated values at full precision."""
    return tabular.as_csv(COLUMNS, compared.records())


def _pairs(compared: Compared, task: ComparedTask) -> Iterator[tuple[Comparison, Effect]]:
    return ((one, compared.effects[task.task, one.first, one.second]) for one in task.comparisons)


def _values(compared: Compared, task: ComparedTask) -> Iterator[tuple[str, str]]:
    return ((system, compared.scores[system].tasks[task.task].metrics[task.headline].told()) for system in task.systems)


def _counted(one: Comparison, effect: Effect) -> str:
    ties = f", {effect.ties} alike" if effect.ties else ""
    return f"{one.first} is better in {effect.wins} of {len(effect.by_event)} events, {one.second} in {effect.losses}{ties}"


FORMATS: dict[str, Callable[[Compared], str]] = {"text": as_text, "json": as_json, "latex": as_latex, "csv": as_csv}
