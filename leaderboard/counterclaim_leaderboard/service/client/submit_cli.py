"""`counterclaim submit`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data

EXAMPLE = """  COUNTERCLAIM_TOKEN=... counterclaim submit leaderboard/submissions/tfidf --url https://board.example.org --wait
  counterclaim submit my-system --url http://127.0.0.1:8000 --token-file token.txt"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    from counterclaim_leaderboard.service.client.options import add_service  # noqa: PLC0415 - keeps other verbs quick

    verb.add_argument("path", type=Path, metavar="PATH", help="the folder of the submission")
    add_service(verb)
    verb.add_argument("--wait", action="store_true", help="until it is scored; then print what is released, or the faults")
    verb.add_argument("--again", action="store_true", help="make a new submission even where the service has these very files")
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Check, send, and print what became of it."""
    from counterclaim_leaderboard.service.client.options import service  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim_leaderboard.service.client.reporting import report  # noqa: PLC0415

    asked = service(arguments)
    _check(arguments, asked.board())
    told = asked.submit(arguments.path, again=arguments.again)
    if arguments.wait:
        told = asked.wait(told["id"])
    print(report(told))


def _check(arguments: argparse.Namespace, board: dict[str, object]) -> None:
    """Validate here what the service would validate, where the gold that it has is here too."""
    from counterclaim.dataset import open_dataset  # noqa: PLC0415
    from counterclaim.scoring import validate  # noqa: PLC0415
    from counterclaim.signature import data_signature  # noqa: PLC0415

    split = str(board["split"])
    if data_signature(open_dataset(arguments.data).manifest, split) == board["gold"]:
        validate(arguments.path, split=split, data=arguments.data)
