"""Drawings made when the site is built: SVG in the page, told to those who cannot see it by a label, with a table beside it."""

from collections.abc import Callable

from markupsafe import Markup, escape

WIDTH = 200


def interval(value: float, low: float, high: float, ends: tuple[float, float] = (0.0, 1.0)) -> Markup:
    """Draw a value with its interval on a scale with these ends."""
    start, stop = ends

    def x(at: float) -> str:
        return f"{(at - start) / (stop - start) * WIDTH:.1f}"

    label = escape(f"{value:.3f}, from {low:.3f} to {high:.3f}")
    bar = f'<line class="bar" x1="{x(low)}" x2="{x(high)}" y1="8" y2="8"/>'
    return Markup(
        f'<svg class="interval" viewBox="-5 0 {WIDTH + 10} 16" width="{WIDTH + 10}" height="16" role="img" aria-label="{label}">'
        f'<line class="axis" x1="0" x2="{WIDTH}" y1="8" y2="8"/>{bar}<circle class="point" cx="{x(value)}" cy="8" r="3.5"/></svg>'
    )


CHARTS: dict[str, Callable[..., Markup]] = {"interval": interval}
"""What templates draw with."""
