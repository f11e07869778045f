"""`counterclaim serve`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_split
from counterclaim_leaderboard.service.operating.options import add_places, need_packages

EXAMPLE = """  counterclaim serve --gold annotations --workers 2
  COUNTERCLAIM_DATABASE=postgresql://board@localhost/board counterclaim serve --gold /srv/gold"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("--gold", type=Path, metavar="DIR", required=True, help="a dataset folder of the built form")
    add_split(verb)
    add_places(verb)
    verb.add_argument("--host", default="127.0.0.1", help="to listen on (default: 127.0.0.1)")
    verb.add_argument("--port", type=int, default=8000, help="to listen on; 0 for any (default: 8000)")
    verb.add_argument("--workers", type=int, default=1, metavar="N", help="processes that score (default: 1)")
    verb.add_argument("--open", action="store_true", help="the gold is public: tell every score, with its interval")
    verb.add_argument(
        "--step", type=float, default=0.01, help="of the Ladder rule: by how much a best must be beaten (default: 0.01)"
    )


def run(arguments: argparse.Namespace) -> None:
    """Serve until stopped."""
    from counterclaim.errors import Misuse  # noqa: PLC0415 - keeps `--help` quick

    need_packages()
    from counterclaim_leaderboard.service.operating.supervisor import serve  # noqa: PLC0415
    from counterclaim_leaderboard.service.settings import Settings  # noqa: PLC0415

    if not 0 < arguments.step < 1:
        raise Misuse(f"--step: expected a number between 0 and 1, found {arguments.step:g}; mend it")
    if not 0 <= arguments.workers <= 1000:
        raise Misuse(f"--workers: expected 0 to 1000, found {arguments.workers}; mend it")
    if not 0 <= arguments.port <= 65535:
        raise Misuse(f"--port: expected 0 to 65535, found {arguments.port}; mend it")
    settings = Settings(
        arguments.database,
        arguments.store.absolute(),
        arguments.gold.absolute(),
        arguments.split,
        hidden=not arguments.open,
        step=arguments.step,
    )
    serve(settings, arguments.host, arguments.port, arguments.workers)
