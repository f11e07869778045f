"""`counterclaim review`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data, add_split

EXAMPLE = """  counterclaim review my-system --against leaderboard/submissions
  counterclaim review --commits BASE HEAD --against leaderboard/submissions"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("folder", type=Path, metavar="DIR", nargs="?", help="the folder of the submission")
    verb.add_argument(
        "--commits", nargs=2, metavar=("BASE", "HEAD"), help="take the one submission that differs between two commits, as data"
    )
    verb.add_argument(
        "--against",
        type=Path,
        metavar="DIR",
        default=Path("leaderboard/submissions"),
        help="the submissions that stand (default: leaderboard/submissions)",
    )
    add_split(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> int:
    """Hold to the rules, score, rank; print the report, of faults too, in Markdown."""
    import tempfile  # noqa: PLC0415 - keeps `--help` quick

    from counterclaim.errors import FaultsFound, Misuse  # noqa: PLC0415
    from counterclaim_leaderboard.pull_request.report import as_markdown, faults_as_markdown  # noqa: PLC0415
    from counterclaim_leaderboard.pull_request.reviewing import review, review_commits  # noqa: PLC0415

    if (arguments.folder is None) == (arguments.commits is None):
        raise Misuse("counterclaim review: expected the folder of a submission or --commits, and not both")
    of = {"split": arguments.split, "data": arguments.data}
    try:
        if arguments.folder is not None:
            change = review(arguments.folder, arguments.against, **of)
        else:
            with tempfile.TemporaryDirectory() as scratch:
                base, head = arguments.commits
                change = review_commits(base, head, arguments.against, Path(scratch), **of)
    except FaultsFound as error:
        print(faults_as_markdown(error))
        return error.exit_code
    print(as_markdown(change))
    return 0
