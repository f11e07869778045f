"""`counterclaim compare`."""

import argparse

from counterclaim.cli import add_data, add_format, add_split

SUMMARY = "Compare submissions: is the difference of their headlines one that the data can bear?"
EXAMPLE = "  counterclaim compare leaderboard/submissions/tfidf leaderboard/submissions/majority"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("paths", metavar="PATH", nargs="+", help="the folders of the submissions, two or more")
    add_split(verb)
    add_format(verb, "text", "json", "latex")
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the comparison."""
    from counterclaim.comparing import compare  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.formats.comparisons import FORMATS  # noqa: PLC0415

    print(FORMATS[arguments.format](compare(arguments.paths, split=arguments.split, data=arguments.data)))
