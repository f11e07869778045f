"""Drawings made when the site is built: SVG in the page, with a label for those who cannot see it and its numbers in a table."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup, escape

from counterclaim.statistics.intervals import Estimate
from counterclaim_leaderboard.observing import Bin

WIDTH = 240
HEATS = 10
"""Shades of a cell."""


def interval(one: Estimate) -> Markup:
    """Draw a value with its interval on a scale from 0 to 1."""
    x = _scale((0.0, 1.0), WIDTH)
    label = f"{one.value:.3f}, from {one.low:.3f} to {one.high:.3f}"
    return _svg(
        "interval",
        (-5, 0, WIDTH + 10, 16),
        label,
        f'<path class="axis" d="M0 8H{WIDTH}M0 5v6M{WIDTH} 5v6M{x(0.5)} 6v4"/>'
        f'<path class="bar" d="M{x(one.low)} 8H{x(one.high)}"/><path class="mark" d="M{x(one.value)} 2v12"/>',
    )


def share(part: int, whole: int) -> Markup:
    """Draw a share as a bar; the number stands beside it."""
    width = 120 * part / whole if whole else 0.0
    return Markup(
        f'<svg class="share" viewBox="0 0 120 10" width="120" height="10" aria-hidden="true"><path d="M0 5h{width:.1f}"/></svg>'
    )


def strip(values: Mapping[str, float], whole: float) -> Markup:
    """Draw the score of each event as a stroke on a scale from 0 to 1, and that of all events together as a dot."""
    x = _scale((0.0, 1.0), 600)
    label = f"{len(values)} events from {min(values.values()):.3f} to {max(values.values()):.3f}; all together {whole:.3f}"
    ticks = "".join(f'<text x="{x(at)}" y="40" text-anchor="middle">{at:g}</text>' for at in (0, 0.25, 0.5, 0.75, 1))
    strokes = "".join(
        f'<path class="stroke" d="M{x(value)} 6v16"><title>{escape(event)}: {value:.3f}</title></path>'
        for event, value in values.items()
    )
    return _svg(
        "strip",
        (-12, 0, 624, 44),
        label,
        f'<path class="axis" d="M0 26H600M0 23v6M150 23v6M300 23v6M450 23v6M600 23v6"/>{ticks}{strokes}'
        f'<circle class="point" cx="{x(whole)}" cy="26" r="4"/>',
    )


def reliability(bins: Sequence[Bin]) -> Markup:
    """Draw accuracy against confidence: on the diagonal a system is as often right as it says. Areas are the numbers of items."""
    side, most = 220, max(one.items for one in bins)
    x, y = _scale((0.0, 1.0), side), _scale((1.0, 0.0), side)
    points = "".join(
        f'<circle class="dot" cx="{x(one.confidence)}" cy="{y(one.accuracy)}" r="{2.5 + 6.5 * (one.items / most) ** 0.5:.1f}">'
        f"<title>confidence {one.confidence:.3f}, accuracy {one.accuracy:.3f}, {one.items} items</title></circle>"
        for one in bins
    )
    line = " ".join(f"{x(one.confidence)},{y(one.accuracy)}" for one in bins)
    ticks = "".join(
        f'<text x="{x(at)}" y="{side + 16}" text-anchor="middle">{at:g}</text>'
        f'<text x="-6" y="{y(at)}" dy="4" text-anchor="end">{at:g}</text>'
        for at in (0, 0.5, 1)
    )
    label = "; ".join(f"confidence {one.confidence:.2f}: accuracy {one.accuracy:.2f} of {one.items}" for one in bins)
    return _svg(
        "reliability",
        (-34, -10, side + 48, side + 46),
        label,
        f'<path class="axis" d="M0 0V{side}H{side}V0z"/><path class="diagonal" d="M0 {side}L{side} 0"/>{ticks}'
        f'<text x="{side / 2:g}" y="{side + 32}" text-anchor="middle">confidence</text>'
        f'<text x="-26" y="{side / 2:g}" text-anchor="middle" transform="rotate(-90 -26 {side / 2:g})">accuracy</text>'
        f'<polyline class="line" points="{line}"/>{points}',
    )


def heat(part: int, whole: int) -> str:
    """Return the class that shades a cell by its share of the whole; the darker the larger."""
    return f"heat-{min(HEATS - 1, int(HEATS * part / whole))}" if whole and part else "heat-none"


def _scale(ends: tuple[float, float], width: float) -> Callable[[float], str]:
    start, stop = ends
    return lambda at: f"{(at - start) / (stop - start) * width:.1f}"


def _svg(kind: str, box: tuple[float, float, float, float], label: str, inside: str) -> Markup:
    view = " ".join(f"{one:g}" for one in box)
    size = f'width="{box[2]:g}" height="{box[3]:g}"'
    return Markup(f'<svg class="{kind}" viewBox="{view}" {size} role="img" aria-label="{escape(label)}">{inside}</svg>')


CHARTS: dict[str, Callable[..., Markup | str]] = {
    "interval_chart": interval,
    "share_chart": share,
    "strip_chart": strip,
    "reliability_chart": reliability,
    "heat": heat,
}
"""What templates draw with."""
