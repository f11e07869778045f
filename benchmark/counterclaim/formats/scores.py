"""Print the scores of one submission."""

import json
from collections.abc import Callable
from dataclasses import asdict

from counterclaim.formats.latex import cells, escape, table
from counterclaim.scoring import Score


def as_text(score: Score) -> str:
    """Return a table for people."""
    lines = [score.system]
    for name, task in score.tasks.items():
        lines.append(f"\n{name}  ({task.items} items, {task.events} events)")
        width = max(map(len, task.metrics))
        for metric, one in task.metrics.items():
            mark = "*" if metric == task.headline else " "
            lines.append(f" {mark} {metric:<{width}}  {one.value:6.3f}  [{one.low:.3f}, {one.high:.3f}]")
    lines.append("\n* headline; in brackets the 95% interval over resampled events")
    lines.append(score.signature)
    return "\n".join(lines)


def as_json(score: Score) -> str:
    """Return JSON at full precision."""
    return json.dumps(asdict(score), indent=2)


def as_latex(score: Score) -> str:
    """Return a booktabs table."""
    rows = [
        (escape(name), escape(metric), *cells(one)) for name, task in score.tasks.items() for metric, one in task.metrics.items()
    ]
    return table("llrl", ("task", "metric", "value", "95\\% interval"), rows, score.signature)


FORMATS: dict[str, Callable[[Score], str]] = {"text": as_text, "json": as_json, "latex": as_latex}
