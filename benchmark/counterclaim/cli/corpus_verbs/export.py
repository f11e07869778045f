"""`counterclaim data export`."""

import argparse
from pathlib import Path

from counterclaim.cli.corpus_verbs.options import add_exchange, add_sources

SUMMARY = "Write an event for brat, INCEpTION (CAS) or Label Studio: blank for annotators, or with the marks of a hand."
EXAMPLE = "  counterclaim data export bre-01 --format brat --out bre-01-brat"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("event", metavar="EVENT", help="the event's id")
    add_exchange(verb)
    verb.add_argument("--hand", default="blank", metavar="HAND", help="a, b, gold, another hand, or blank (default: blank)")
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write; it must not exist")
    add_sources(verb)


def run(arguments: argparse.Namespace) -> None:
    """Write, and print the files."""
    from counterclaim.exchange.transfer import export_event  # noqa: PLC0415 - keeps `--help` quick

    for path in export_event(arguments.sources, arguments.event, arguments.format, arguments.hand, arguments.out):
        print(path)
