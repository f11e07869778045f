"""`counterclaim data`: the verbs for the gold."""

import argparse
from importlib import import_module

from counterclaim.cli import add_verb
from counterclaim.cli.corpus_verbs import VERBS

EXAMPLE = "  counterclaim data check"

ELSEWHERE = {"artefacts": "counterclaim_baselines.artefacts.cli"}
"""Verbs that need more than the benchmark."""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verbs below this one."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, module in {**VERBS, **{name: import_module(module) for name, module in ELSEWHERE.items()}}.items():
        add_verb(verbs, name, module.SUMMARY, module)
