"""`counterclaim data attach`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data

SUMMARY = "Join the annotation of a real article to its text, and write the `real` split as a dataset folder."
EXAMPLE = "  counterclaim data attach article.txt --out real-data"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("file", metavar="FILE", help="the article's text, letter for letter as it was annotated")
    verb.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        default=Path("counterclaim-real"),
        help="where to write (default: counterclaim-real)",
    )
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Attach, and print what was written."""
    from counterclaim.corpus.attach import attach  # noqa: PLC0415 - keeps `--help` quick

    manifest = attach(arguments.file, arguments.out, data=arguments.data)
    for name, entry in manifest["files"].items():
        print(f"{arguments.out / name}  {entry['rows']} rows")
