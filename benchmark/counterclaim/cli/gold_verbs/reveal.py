"""`counterclaim gold reveal`."""

import argparse
from pathlib import Path

SUMMARY = "Write the gold and the salts of the commitments, dated, to be published."
EXAMPLE = "  counterclaim gold reveal --secret secret.json --out reveal.json --date 2027-05-01"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("--secret", type=Path, metavar="FILE", required=True, help="as `counterclaim gold commit` wrote it")
    verb.add_argument("--out", type=Path, metavar="FILE", required=True, help="the reveal, to be published")
    verb.add_argument("--date", metavar="YYYY-MM-DD", required=True, help="of the reveal; nothing looks at the clock")


def run(arguments: argparse.Namespace) -> None:
    """Write the reveal, and print what is in it."""
    from counterclaim.hidden.files import Secret, read, write_new  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.hidden.revealing import reveal  # noqa: PLC0415

    opened = reveal(read(arguments.secret, Secret), arguments.date)
    write_new(arguments.out, opened)
    print(f"{arguments.out}: {sum(map(len, opened.openings.values()))} answers with their salts, revealed {opened.date}")
