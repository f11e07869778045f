"""`counterclaim data second-graph`."""

import argparse

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = (
    "Score the graphs that a second editor and annotator made of some events against the gold: the noise floor of the graph task."
)
EXAMPLE = "  counterclaim data second-graph"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    from counterclaim.corpus.second_graphs import measure, second_graphs  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.graphs import Alignment, disputes  # noqa: PLC0415
    from counterclaim.tasks.graph import GRAPH  # noqa: PLC0415

    graphs = second_graphs(arguments.sources)
    measured = [measure(graphs, metric) for metric in GRAPH.metrics.values()]
    for one in measured:
        print(f"{one.name:<24} {one.score.told()}, {len(graphs)} events")
    told = measured[:2]
    head = ("event", "claims", "second", "aligned", "holders", "second", "aligned", "disputes", "second")
    print("  ".join(f"{name:>8}" for name in (*head, *(one.name for one in told))))
    for number, (event, gold, second) in enumerate(graphs):
        aligned = Alignment(gold, second)
        sizes = (len(gold.claims), len(second.claims), len(aligned.claims))
        held = (len(gold.holders), len(second.holders), len(aligned.holders))
        row = (event, *sizes, *held, len(disputes(gold)), len(disputes(second)))
        print("  ".join(f"{cell:>8}" for cell in (*row, *(f"{one.by_event[number]:.3f}" for one in told))))
