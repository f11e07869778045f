"""`counterclaim data artefacts`."""

import argparse

from counterclaim.cli.options import add_data, add_split

SUMMARY = "Train each baseline that sees only a part of an item, and print what it scores beside majority."
EXAMPLE = "  counterclaim data artefacts --split test"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_split(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print a line for each probe; a star where it is further above majority on contradiction than it should be."""
    from counterclaim_baselines.artefacts.battery import MARGIN, probe  # noqa: PLC0415 - keeps `--help` quick

    found, signature = probe(split=arguments.split, data=arguments.data)
    for one in found:
        interval = f"[{one.score.low:.3f}, {one.score.high:.3f}]"
        star = "*" if one.task == "contradiction" and one.above > MARGIN else " "
        print(f"{one.task:<14} {one.probe:<16} {one.score.value:.3f}  {interval}  {one.above:+.3f}{star}  sees {one.sees}")
    print(f"macro-F1, and how far above majority; * more than {MARGIN} on contradiction")
    print(signature)
