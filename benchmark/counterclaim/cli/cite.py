"""`counterclaim cite`."""

import argparse

from counterclaim.cli.options import add_data

EXAMPLE = "  counterclaim cite >> references.bib"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the entry."""
    from counterclaim.dataset import open_dataset  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.formats.citation import bibtex  # noqa: PLC0415

    print(bibtex(open_dataset(arguments.data).manifest))
