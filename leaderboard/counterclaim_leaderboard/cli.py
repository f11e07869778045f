"""`counterclaim rank`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_backend, add_data, add_format, add_interval, add_split, backend, resampling

EXAMPLE = "  counterclaim rank leaderboard/submissions --split test --out leaderboard/site"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("folder", metavar="DIR", help="holds one folder for each submission")
    verb.add_argument(
        "--out", type=Path, metavar="SITE", help="where to write the site: index.html, board.json and more (default: only print)"
    )
    add_split(verb)
    add_interval(verb)
    add_format(verb, "text", "json", "latex", "csv", "markdown")
    add_data(verb)
    add_backend(verb)


def run(arguments: argparse.Namespace) -> None:
    """Rank, write the site, print the board."""
    from counterclaim_leaderboard.board import rank  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim_leaderboard.formats import FORMATS  # noqa: PLC0415

    with backend(arguments):
        pages = arguments.out is not None
        board = rank(arguments.folder, split=arguments.split, data=arguments.data, resampling=resampling(arguments), pages=pages)
    if arguments.out is not None:
        from counterclaim_leaderboard.site.writing import write_site  # noqa: PLC0415

        write_site(board, arguments.out)
    print(FORMATS[arguments.format](board))
