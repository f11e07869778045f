"""`counterclaim data agreement`."""

import argparse
import sys

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Print how far annotators A and B agree, layer by layer, with intervals over events."
EXAMPLE = "  counterclaim data agreement --round 1"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)
    verb.add_argument("--round", metavar="N", help="a superseded round, kept under rounds/N (default: the present one)")
    verb.add_argument("--events", nargs="+", metavar="ID", help="only these events")
    verb.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: 0)")


def run(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    from counterclaim.corpus.agreement import agreement  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.sources import annotated_events  # noqa: PLC0415

    events = annotated_events(arguments.sources, arguments.round, arguments.events)
    print(f"A against B on {', '.join(event.id for event in events)}")
    for one in agreement(events, seed=arguments.seed):
        interval = f"[{one.low:.3f}, {one.high:.3f}]" if len(events) > 1 else ""
        print(f"{one.layer:<12} {one.measure:<32} {one.value:.3f}  {interval:<16}  {one.units} units")
    sys.stdout.flush()
