"""The static page of the board: one file that opens from disk, with no network and nothing of the data run as code."""

import base64
import hashlib
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from counterclaim.files import atomically
from counterclaim_leaderboard.board import Board, TaskBoard
from counterclaim_leaderboard.formats import as_json, power

BOARD, PAGE = "board.json", "index.html"
"""The files of a site."""

TITLES = {
    "attribution": "Attribution: who says what",
    "stance": "Stance: how firmly",
    "contradiction": "Contradiction: who contradicts whom",
    "contrast": "Contrast: small edits that change the answer",
    "graph": "Graph: who is at odds with whom over what",
}


def write_site(board: Board, out: Path) -> None:
    """Write the page and the board into the folder `out`."""
    page, board_json = render(board), as_json(board) + "\n"
    atomically(out / BOARD, board_json)
    atomically(out / PAGE, page)


def render(board: Board) -> str:
    """Return the page. Script and style are our own files, allowed by their digests; everything else is escaped."""
    environment = Environment(
        loader=PackageLoader("counterclaim_leaderboard"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _asset("board.js"), _asset("board.css")
    return environment.get_template("index.html").render(
        board=board,
        titles=TITLES,
        script=script,
        style=style,
        script_digest=_csp_digest(script),
        style_digest=_csp_digest(style),
        axes={name: axis(task) for name, task in board.tasks.items()},
        power=power,
    )


def axis(board: TaskBoard) -> tuple[float, float]:
    """Return the ends of the scale on which the intervals of a task are drawn: whole tenths, at least 0 to 1."""
    return min(0.0, *(row.low for row in board.rows)), max(1.0, *(row.high for row in board.rows))


def _asset(name: str) -> str:
    return (files("counterclaim_leaderboard") / "templates" / name).read_text(encoding="utf-8")


def _csp_digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
