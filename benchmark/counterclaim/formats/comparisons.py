"""Print a comparison of submissions."""

import json
from collections.abc import Callable

from counterclaim.comparing import ALPHA, Compared
from counterclaim.formats.latex import escape, table
from counterclaim.statistics.ranks import Comparison


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
        for system in task.systems:
            one = compared.scores[system].tasks[name].metrics[task.headline]
            lines.append(f"  {system}: {one.value:.3f} [{one.low:.3f}, {one.high:.3f}]")
        for comparison in task.comparisons:
            test = comparison.test
            p = f"p = {test.p:.4f}{' exact' if test.exact else ''}, Holm {comparison.adjusted_p:.4f}"
            lines.append(f"  {verdict(comparison)} (difference {test.difference:+.3f}, {p})")
    if not lines:
        lines.append("no task has predictions of two systems")
    signatures = [f"{name}: {score.signature}" for name, score in compared.scores.items()]
    return "\n".join([*lines, *signatures, compared.signature])


def as_json(compared: Compared) -> str:
    """Return JSON at full precision."""
    tasks = {
        name: {
            "headline": task.headline,
            "systems": {system: vars(compared.scores[system].tasks[name].metrics[task.headline]) for system in task.systems},
            "comparisons": [
                {
                    "first": one.first,
                    "second": one.second,
                    **vars(one.test),
                    "adjusted_p": one.adjusted_p,
                    "verdict": verdict(one),
                }
                for one in task.comparisons
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
            f"{one.test.p:.4f}",
            f"{one.adjusted_p:.4f}",
        )
        for name, task in compared.tasks.items()
        for one in task.comparisons
    ]
    return table("lllrrr", ("task", "first", "second", "difference", "$p$", "Holm"), rows, compared.signature)


FORMATS: dict[str, Callable[[Compared], str]] = {"text": as_text, "json": as_json, "latex": as_latex}
