"""`counterclaim data import`."""

import argparse
from pathlib import Path

from counterclaim.cli.corpus_verbs.options import add_exchange, add_sources

SUMMARY = "Take a hand's annotation back from brat, INCEpTION (CAS) or Label Studio; every fault is told, then nothing is written."
EXAMPLE = (
    "  counterclaim data import bre-01 --format brat --from bre-01-brat --as anna\n"
    "  counterclaim data agreement --events bre-01 --between gold anna"
)


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("event", metavar="EVENT", help="the event's id")
    add_exchange(verb)
    verb.add_argument("--from", dest="folder", type=Path, required=True, metavar="DIR", help="the folder of the export, annotated")
    verb.add_argument("--as", dest="name", required=True, metavar="NAME", help="what to call the hand")
    add_sources(verb)


def run(arguments: argparse.Namespace) -> None:
    """Read, write, and print the file."""
    from counterclaim.exchange.transfer import import_hand  # noqa: PLC0415 - keeps `--help` quick

    print(import_hand(arguments.sources, arguments.event, arguments.format, arguments.folder, arguments.name))
