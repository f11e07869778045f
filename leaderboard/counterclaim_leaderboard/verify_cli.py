"""`counterclaim verify`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data

EXAMPLE = """  counterclaim verify leaderboard/site/board.json
  counterclaim verify board.json predictions"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("board", type=Path, metavar="BOARD", help="board.json, as `counterclaim rank --out` writes it")
    verb.add_argument(
        "submissions",
        type=Path,
        metavar="DIR",
        nargs="?",
        help="the folder that was ranked (default: `submissions` beside the folder of the board)",
    )
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Derive, compare, tell."""
    from counterclaim.errors import FaultsFound  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim_leaderboard.verifying import verify  # noqa: PLC0415

    submissions = arguments.submissions or arguments.board.absolute().parents[1] / "submissions"
    compared, faults = verify(arguments.board, submissions, data=arguments.data)
    if faults:
        raise FaultsFound(faults)
    print(f"{arguments.board}: all {compared} values are what {submissions} and the gold give")
