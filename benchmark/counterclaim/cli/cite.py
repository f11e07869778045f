"""`counterclaim cite`."""

import argparse

from counterclaim.cli.options import add_data
from counterclaim.errors import Misuse

EXAMPLE = "  counterclaim cite >> references.bib"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the entry."""
    from counterclaim.dataset import open_dataset  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.formats.citation import bibtex  # noqa: PLC0415

    manifest = open_dataset(arguments.data).manifest
    if not manifest.released:
        raise Misuse(f"{arguments.data}: expected a release, found {manifest.name}, imported; cite it as its authors ask")
    print(bibtex(manifest))
