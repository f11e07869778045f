"""Drawing charts to SVG by altair, without a browser or a network. It is an extra, loaded when something is drawn."""

from pathlib import Path
from typing import Any

from counterclaim.errors import Misuse
from counterclaim.files import atomically

COLOURS = ["#1b6ca8", "#e0a030", "#7a3e65", "#3d8b5f", "#a8452d", "#6b6b6b"]


def altair() -> Any:
    """Return the module altair; raises Misuse where it, or what turns its charts to SVG, is not installed."""
    try:
        import altair as module  # noqa: PLC0415
        import vl_convert  # noqa: F401, PLC0415
    except ImportError:
        raise Misuse(
            "pictures need altair and vl-convert-python: install them with `pip install 'counterclaim[pictures]'`"
        ) from None
    return module


def write_svg(chart: Any, path: Path) -> None:
    """Write a chart, whole or not at all."""
    import vl_convert  # noqa: PLC0415

    atomically(path, vl_convert.vegalite_to_svg(chart.to_dict()) + "\n")
