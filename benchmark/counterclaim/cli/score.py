"""`counterclaim score`."""

import argparse

from counterclaim.cli import add_data, add_format, add_split

SUMMARY = "Score a submission: every metric of its tasks, with intervals and a signature."
EXAMPLE = """  counterclaim score leaderboard/submissions/tfidf --split test --format json
  counterclaim score leaderboard/submissions/tfidf --by ambiguous"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("path", metavar="PATH", help="the folder of the submission")
    add_split(verb)
    verb.add_argument("--by", metavar="PROPERTY", help="on slices of the items: kind, type, articles, ambiguous, votes and others")
    add_format(verb, "text", "json", "latex")
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the scores."""
    from counterclaim.formats.scores import FORMATS  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.scoring import score  # noqa: PLC0415

    if arguments.by is not None:
        from counterclaim.formats.slices import FORMATS as SLICED  # noqa: PLC0415
        from counterclaim.slices import score_by  # noqa: PLC0415

        print(SLICED[arguments.format](score_by(arguments.path, arguments.by, split=arguments.split, data=arguments.data)))
        return
    print(FORMATS[arguments.format](score(arguments.path, split=arguments.split, data=arguments.data)))
