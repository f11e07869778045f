"""`counterclaim gold join`."""

import argparse
from pathlib import Path

SUMMARY = (
    "Put the answers back into a hidden split: from the secret, to score before the reveal; from the reveal, to score after it."
)
EXAMPLE = "  counterclaim gold join --data public --gold reveal.json --out revealed"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("--data", type=Path, metavar="DIR", required=True, help="the dataset folder with the hidden split")
    verb.add_argument("--gold", type=Path, metavar="FILE", required=True, help="the secret or the reveal")
    verb.add_argument("--out", type=Path, metavar="DIR", required=True, help="the dataset folder to write")


def run(arguments: argparse.Namespace) -> None:
    """Join, and print what was written."""
    from counterclaim.dataset import DatasetFolder  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.hidden.files import read_openings  # noqa: PLC0415
    from counterclaim.hidden.questions import join  # noqa: PLC0415

    opened = read_openings(arguments.gold)
    manifest = join(DatasetFolder(arguments.data), opened, arguments.out)
    told = f"{manifest['name']} {manifest['version']}, digest {manifest['digest']}"
    print(f"{arguments.out}: {told}, split {opened.split} with its answers")
