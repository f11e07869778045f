"""`counterclaim data disagreements`."""

import argparse

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Print the adjudicator's sheet of one event: each place where A and B part."
EXAMPLE = "  counterclaim data disagreements dzu-01 > sheet.yaml"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("event", metavar="EVENT", help="the event's id")
    add_sources(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the sheet."""
    from counterclaim.corpus.sheet import sheet  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.sources import annotated_events  # noqa: PLC0415

    (event,) = annotated_events(arguments.sources, None, [arguments.event])
    print(sheet(event), end="")
