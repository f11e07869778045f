"""`counterclaim data agreement`."""

import argparse
import sys

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Print how far A and B agree, each of them with the gold, the author's side with the readers', and judges with the gold."
EXAMPLE = "  counterclaim data agreement\n  counterclaim data agreement --between gold anna --events bre-01"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)
    verb.add_argument("--round", metavar="N", help="a superseded round, kept under rounds/N (default: the present one)")
    verb.add_argument("--between", nargs=2, metavar="HAND", help="two hands alone: a, b, gold, or one that was imported")
    verb.add_argument("--events", nargs="+", metavar="ID", help="only these events")
    verb.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: 0)")


def run(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    from counterclaim.corpus.agreement import agreement  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.sources import annotated_events  # noqa: PLC0415

    alone = arguments.between or (["a", "b"] if arguments.round else None)
    for hands in [tuple(alone)] if alone else [("a", "b"), ("a", "gold"), ("b", "gold")]:
        every = annotated_events(arguments.sources, arguments.round, arguments.events, hands)
        for kind, real in (("invented", False), ("real", True)):
            events = [event for event in every if (event.split == "real") == real]
            if not events:
                continue
            print(f"{hands[0]} against {hands[1]} on {len(events)} {kind} events: {', '.join(event.id for event in events)}")
            for one in agreement(events, hands, seed=arguments.seed):
                interval = f"[{one.low:.3f}, {one.high:.3f}]" if len(events) > 1 else ""
                print(f"{one.layer:<12} {one.measure:<32} {one.value:.3f}  {interval:<16}  {one.units} units")
    if not alone:
        _author_and_judges(arguments)
    sys.stdout.flush()


def _author_and_judges(arguments: argparse.Namespace) -> None:
    from counterclaim.corpus.double_entry import kappa, relations, stances  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.judges import item_tests  # noqa: PLC0415
    from counterclaim.corpus.sources import with_sheets  # noqa: PLC0415

    sheets = with_sheets(arguments.sources, arguments.events)
    print(f"author's side against readers' side on {len(sheets)} events")
    for layer, compare in (("relation", relations), ("stance", stances)):
        one = kappa([compare(event, sheet) for event, sheet in sheets], seed=arguments.seed)
        print(f"{layer:<12} {'kappa':<32} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]    {one.cells} units")
    if arguments.events:
        return
    for task, judged in item_tests(arguments.sources):
        print(f"judges against gold, {task}: {judged.told()}")
