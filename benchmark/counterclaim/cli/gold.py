"""`counterclaim gold`: the verbs for gold that is hidden and can be audited."""

import argparse
from importlib import import_module

from counterclaim.cli import add_verb
from counterclaim.cli.gold_verbs import VERBS

EXAMPLE = "  counterclaim gold commit --data full --split test --out commitments.json --secret secret.json"

ELSEWHERE = {"simulate": "counterclaim_leaderboard.hidden.cli"}
"""Verbs that need more than the benchmark."""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verbs below this one."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, module in {**VERBS, **{name: import_module(module) for name, module in ELSEWHERE.items()}}.items():
        add_verb(verbs, name, module.SUMMARY, module)
