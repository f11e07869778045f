"""`counterclaim data power`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data, add_split

SUMMARY = "Print the smallest difference on each headline that the test set shows with a power of 80 per cent."
EXAMPLE = "  counterclaim data power --submissions leaderboard/submissions"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument(
        "--submissions",
        type=Path,
        metavar="DIR",
        default=Path("leaderboard/submissions"),
        help="a folder of submissions (default: leaderboard/submissions)",
    )
    add_split(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    from counterclaim.powering import power_of  # noqa: PLC0415 - keeps `--help` quick

    found, signature = power_of(arguments.submissions, split=arguments.split, data=arguments.data)
    for one in found.values():
        alone, corrected = (f"{figure:.3f}" if figure is not None else "none" for figure in (one.alone, one.corrected))
        print(f"{one.task:<14} {one.headline:<10} {one.events} events, {one.pairs} pairs: alone {alone}, corrected {corrected}")
    print(signature)
