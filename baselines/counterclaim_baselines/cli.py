"""`counterclaim baseline`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data, add_split
from counterclaim.errors import Misuse

EXAMPLE = "  counterclaim baseline list\n  counterclaim baseline run tfidf --split test --out leaderboard/submissions"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add `list` and `run`."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    listed = verbs.add_parser(
        "list",
        help="list the baselines",
        description="List the baselines.",
        epilog="example: counterclaim baseline list",
    )
    listed.set_defaults(run=_list)
    run = verbs.add_parser(
        "run",
        help="run one or all",
        description="Run one baseline or all, and write a submission for each.",
        epilog="example: counterclaim baseline run majority --split test --out predictions",
    )
    run.add_argument("name", metavar="NAME", nargs="?", help="of the baseline")
    run.add_argument("--all", action="store_true", help="every baseline")
    run.add_argument("--out", type=Path, metavar="DIR", required=True, help="where to write the submissions")
    add_split(run)
    add_data(run)
    run.set_defaults(run=_run)


def _list(arguments: argparse.Namespace) -> None:
    del arguments
    from counterclaim_baselines.registry import BASELINES  # noqa: PLC0415 - keeps `--help` quick

    for name, baseline in BASELINES.items():
        print(f"{name:<22} {', '.join(baseline.tasks):<36} sees {baseline.sees}")


def _run(arguments: argparse.Namespace) -> None:
    from counterclaim_baselines.registry import BASELINES  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim_baselines.running import run_baselines  # noqa: PLC0415

    if arguments.all == (arguments.name is not None):
        raise Misuse(
            "counterclaim baseline run: expected the name of a baseline or --all, and not both; see `counterclaim baseline list`"
        )
    names = list(BASELINES) if arguments.all else [arguments.name]
    for folder in run_baselines(names, arguments.out, split=arguments.split, data=arguments.data):
        print(folder)
