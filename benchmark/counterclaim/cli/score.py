"""`counterclaim score`."""

import argparse

from counterclaim.cli import add_data, add_format, add_split

SUMMARY = "Score a submission: every metric of its tasks, with intervals and a signature."
EXAMPLE = "  counterclaim score leaderboard/submissions/tfidf --split test --format json"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("path", metavar="PATH", help="the folder of the submission")
    add_split(verb)
    add_format(verb, "text", "json", "latex")
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the scores."""
    from counterclaim.formats.scores import FORMATS  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.scoring import score  # noqa: PLC0415

    print(FORMATS[arguments.format](score(arguments.path, split=arguments.split, data=arguments.data)))
