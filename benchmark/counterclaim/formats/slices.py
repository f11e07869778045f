"""Print the scores of one submission, slice by slice."""

import json
from collections.abc import Callable
from dataclasses import asdict

from counterclaim.formats.latex import cells, escape, table
from counterclaim.slices import SlicedScore


def as_text(score: SlicedScore) -> str:
    """Return a table for people."""
    lines = [f"{score.system} by {score.by}"]
    for task, slices in score.tasks.items():
        lines.append(f"\n{task}: {score.metrics[task]}")
        width = max(map(len, slices))
        for name, one in slices.items():
            told = f"{one.score.value:6.3f}  [{one.score.low:.3f}, {one.score.high:.3f}]"
            lines.append(f"   {name:<{width}}  {told}  {one.items} items, {one.events} events")
    lines.append("\nin brackets the 95% interval over resampled events that have such items")
    lines.append(score.signature)
    return "\n".join(lines)


def as_json(score: SlicedScore) -> str:
    """Return JSON at full precision."""
    return json.dumps(asdict(score), indent=2)


def as_latex(score: SlicedScore) -> str:
    """Return a booktabs table."""
    rows = [
        (escape(task), escape(name), str(one.items), *cells(one.score))
        for task, slices in score.tasks.items()
        for name, one in slices.items()
    ]
    return table("llrrl", ("task", escape(score.by), "items", "value", "95\\% interval"), rows, score.signature)


FORMATS: dict[str, Callable[[SlicedScore], str]] = {"text": as_text, "json": as_json, "latex": as_latex}
