"""`counterclaim compare`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_backend, add_data, add_format, add_interval, add_split, backend, resampling

EXAMPLE = """  counterclaim compare leaderboard/submissions/tfidf leaderboard/submissions/majority
  counterclaim compare leaderboard/submissions/tfidf leaderboard/submissions/claim-only --plot difference.svg"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("paths", metavar="PATH", nargs="+", help="the folders of the submissions, two or more")
    add_split(verb)
    add_interval(verb)
    verb.add_argument(
        "--correction",
        choices=("holm", "benjamini-hochberg"),
        default="holm",
        help="for many pairs: of the family-wise error, as the board has it, or of the false discovery rate (default: holm)",
    )
    verb.add_argument(
        "--plot", type=Path, metavar="SVG", help="draw the systems with intervals and rank groups, and the differences"
    )
    add_format(verb, "text", "json", "latex", "csv")
    add_data(verb)
    add_backend(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the comparison."""
    from counterclaim.comparing import compare  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.formats.comparisons import FORMATS  # noqa: PLC0415

    with backend(arguments):
        compared = compare(
            arguments.paths,
            split=arguments.split,
            data=arguments.data,
            resampling=resampling(arguments),
            correction=arguments.correction,
        )
    if arguments.plot is not None:
        from counterclaim.formats.comparison_plot import draw  # noqa: PLC0415

        draw(compared, arguments.plot)
    print(FORMATS[arguments.format](compared))
