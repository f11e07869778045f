"""`counterclaim data merge`."""

import argparse

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Write gold.yaml of one event from its annotations and the decisions on them."
EXAMPLE = "  counterclaim data merge dzu-01"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("event", metavar="EVENT", help="the event's id")
    add_sources(verb)


def run(arguments: argparse.Namespace) -> None:
    """Merge, write, and print the counts; faults are raised and nothing is written."""
    from counterclaim.corpus.merge import write_gold  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.sources import folder_of  # noqa: PLC0415

    gold = write_gold(folder_of(arguments.sources, arguments.event), arguments.sources)
    print(f"{arguments.event}: {len(gold.attributions)} attributions, {len(gold.stances)} stances, {len(gold.pairs)} pairs")
