"""`counterclaim status`."""

import argparse

EXAMPLE = """  counterclaim status --url https://board.example.org
  counterclaim status 28WpTqyLNE1Pl_csExY8QA --url https://board.example.org"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    from counterclaim_leaderboard.service.client.options import add_service  # noqa: PLC0415 - keeps other verbs quick

    verb.add_argument("submission", nargs="?", metavar="ID", help="of a submission (default: all of the team, newest first)")
    add_service(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print what the service tells."""
    from counterclaim_leaderboard.service.client.options import service  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim_leaderboard.service.client.reporting import line, report  # noqa: PLC0415

    asked = service(arguments)
    if arguments.submission is not None:
        print(report(asked.status(arguments.submission)))
        return
    for told in asked.submissions():
        print(line(told))
