"""Print a board: text for people, JSON for programs, LaTeX for papers, CSV for tables, Markdown for pages."""

import json
from collections.abc import Callable
from dataclasses import asdict

import msgspec

from counterclaim import tabular
from counterclaim.comparing import ALPHA
from counterclaim.formats.latex import escape, table
from counterclaim.submission import System
from counterclaim_leaderboard.board import COLUMNS, Board, TaskBoard, boards


def power(board: TaskBoard) -> str:
    """Say in a sentence what differences this test set can resolve."""
    events = f"{board.events} event{'' if board.events == 1 else 's'}"
    if not board.compared.comparisons:
        ranked = any(row.rank is not None for row in board.rows)
        return "one system alone: nothing to compare" if ranked else "no system yet"
    pairs = len(board.compared.comparisons)
    if board.smallest_p > ALPHA:
        best = f"the smallest p-value that one of {pairs} pairs can get, corrected, is {board.smallest_p:.2g}"
        return f"{events} cannot separate any two systems: {best}"
    if board.power is None or board.power.alone is None or board.power.corrected is None:
        return f"no two systems differ on {events}"
    found = f"smallest difference that {events} show with 80% power: {board.power.alone:.3f} between two systems alone"
    return f"{found}, {board.power.corrected:.3f} in a board of {pairs} pairs (medians over the pairs)"


def as_text(board: Board) -> str:
    """Return a table for each task."""
    lines = []
    width = max(map(len, ("system", *board.systems)))
    for task in boards(board).values():
        lines += [
            f"{task.task}: {task.headline}, {task.items} items, {task.events} events",
            f" rank  {'system':<{width}}   value  95% interval",
        ]
        for row in task.rows:
            place, one = "-" if row.rank is None else str(row.rank), row.score
            lines.append(f" {place:>4}  {row.system:<{width}}  {one.value:6.3f}  [{one.low:.3f}, {one.high:.3f}]")
        lines += [f" {power(task)}", ""]
    lines.append("Systems that the data cannot separate share a rank; rows without one bound the others.")
    lines.append(board.signature)
    return "\n".join(lines)


def as_json(board: Board) -> str:
    """Return JSON at full precision; `overall` is null where no system has predictions for all four tasks."""
    told = {
        "signature": board.signature,
        "split": board.split,
        "overall": None if board.overall is None else _task(board.overall),
        "tasks": {name: _task(task) for name, task in board.tasks.items()},
        "systems": {name: {**_card(board.systems[name]), "signature": score.signature} for name, score in board.scores.items()},
    }
    return json.dumps(told, indent=2)


def as_latex(board: Board) -> str:
    """Return a booktabs table."""
    rows = [
        (
            escape(name),
            "--" if row.rank is None else str(row.rank),
            escape(row.system),
            f"{row.score.value:.3f}",
            f"[{row.score.low:.3f}, {row.score.high:.3f}]",
        )
        for name, task in boards(board).items()
        for row in task.rows
    ]
    return table("lrlrl", ("task", "rank", "system", "value", "95\\% interval"), rows, board.signature)


def as_csv(board: Board) -> str:
    """Return comma-separated values at full precision."""
    return tabular.as_csv(COLUMNS, board.records())


def as_markdown(board: Board) -> str:
    """Return a table of systems and tasks: value, interval, and rank in brackets; rows without a rank last."""
    shown = boards(board)
    rows = {(name, row.system): row for name, task in shown.items() for row in task.rows}
    ranked = {row.system for row in rows.values() if row.rank is not None}
    systems = sorted(board.scores, key=lambda system: (system not in ranked, system))
    lines = [_markdown_row(["system", *shown]), _markdown_row(["---"] * (len(shown) + 1))]
    for system in systems:
        cells = []
        for name in shown:
            row = rows.get((name, system))
            place = "" if row is None or row.rank is None else f" ({row.rank})"
            cells.append("" if row is None else f"{row.score.told()}{place}")
        lines.append(_markdown_row([system.replace("|", "\\|"), *cells]))
    return "\n".join(lines)


def _markdown_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _task(task: TaskBoard) -> dict[str, object]:
    return {
        "headline": task.headline,
        "items": task.items,
        "events": task.events,
        "power": None if task.power is None else asdict(task.power),
        "smallest_p": task.smallest_p,
        "rows": [{"system": row.system, "rank": row.rank, **asdict(row.score)} for row in task.rows],
        "comparisons": [
            {"first": one.first, "second": one.second, **asdict(one.test), "adjusted_p": one.adjusted_p}
            for one in task.compared.comparisons
        ],
    }


def _card(system: System) -> dict[str, object]:
    """Return what system.yaml says but the name, which is the key."""
    told: dict[str, object] = msgspec.to_builtins(system)
    del told["name"]
    return told


FORMATS: dict[str, Callable[[Board], str]] = {
    "text": as_text,
    "json": as_json,
    "latex": as_latex,
    "csv": as_csv,
    "markdown": as_markdown,
}
