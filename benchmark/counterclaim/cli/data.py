"""`counterclaim data`: the verbs for the gold."""

import argparse
from importlib.metadata import entry_points

from counterclaim.cli import add_verb
from counterclaim.cli.corpus_verbs import VERBS

SUMMARY = "The gold: check its sources, build the dataset, look at it, attach a real text."
EXAMPLE = "  counterclaim data check"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verbs below this one."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, module in VERBS.items():
        add_verb(verbs, name, module)
    for point in sorted(entry_points(group="counterclaim.data_verbs"), key=lambda point: point.name):
        add_verb(verbs, point.name, point.load())
