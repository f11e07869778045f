"""`counterclaim gold hide`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data

SUMMARY = "Write the dataset with the questions alone of the split that was committed to, under ids that tell nothing."
EXAMPLE = "  counterclaim gold hide --data full --secret secret.json --out public"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("--secret", type=Path, metavar="FILE", required=True, help="as `counterclaim gold commit` wrote it")
    verb.add_argument("--out", type=Path, metavar="DIR", required=True, help="the dataset folder to write")
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Hide, and print what was written."""
    from counterclaim.dataset import open_dataset  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.hidden.files import Secret, read  # noqa: PLC0415
    from counterclaim.hidden.questions import hide  # noqa: PLC0415

    secret = read(arguments.secret, Secret)
    manifest = hide(open_dataset(arguments.data), secret, arguments.out)
    for name, entry in manifest["files"].items():
        told = "  questions alone" if entry["split"] == secret.split and entry["config"] in secret.openings else ""
        print(f"{arguments.out / name}  {entry['rows']} rows{told}")
