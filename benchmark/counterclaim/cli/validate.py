"""`counterclaim validate`."""

import argparse

from counterclaim.cli.options import add_data, add_split

EXAMPLE = "  counterclaim validate leaderboard/submissions/majority --split test"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("path", metavar="PATH", help="the folder of the submission")
    add_split(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print that there are no faults; faults are raised."""
    from counterclaim.scoring import validate  # noqa: PLC0415 - keeps `--help` quick

    submission = validate(arguments.path, split=arguments.split, data=arguments.data)
    tasks = ", ".join(f"{name} ({len(predictions)})" for name, predictions in submission.tasks.items())
    print(f"{submission.system.name}: no faults; predictions for {tasks}")
