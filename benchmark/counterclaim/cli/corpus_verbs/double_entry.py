"""`counterclaim data double-entry`."""

import argparse

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Compare the author's side (ledger) with the readers' side (gold): kappa, and each cell that does not meet."
EXAMPLE = "  counterclaim data double-entry --cells"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)
    verb.add_argument("--events", nargs="+", metavar="ID", help="only these events")
    verb.add_argument("--cells", action="store_true", help="print each cell that does not meet")
    verb.add_argument("--before", action="store_true", help="the gold as it was before the second reading")
    verb.add_argument("--seed", type=int, default=0, help="of the bootstrap (default: 0)")


def run(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    from collections import Counter  # noqa: PLC0415 - keeps `--help` quick

    from counterclaim.corpus.double_entry import kappa, relations, stances  # noqa: PLC0415
    from counterclaim.corpus.sources import second_reading, with_sheets  # noqa: PLC0415

    events = with_sheets(arguments.sources, arguments.events, before=arguments.before)
    marks = {event.id: second_reading(arguments.sources, event.id) for event, _ in events}
    for layer, compare in (("relation", relations), ("stance", stances)):
        met = [compare(event, sheet) for event, sheet in events]
        apart = [
            (event.id, cell) for (event, _), cells in zip(events, met, strict=True) for cell in cells if cell.author != cell.readers
        ]
        one = kappa(met, seed=arguments.seed)
        print(f"{layer:<9} {one.met} of {one.cells} cells meet; kappa {one.value:.3f} [{one.low:.3f}, {one.high:.3f}]")
        if not arguments.before:
            found = Counter(marks[event].get(cell.key, "not read again") for event, cell in apart)
            print(
                f"          the rest, read again: {', '.join(f'{mark} {count}' for mark, count in found.most_common()) or 'none'}"
            )
            entered = [
                [cell for cell in cells if marks[e.id].get(cell.key) != "clerk"] for (e, _), cells in zip(events, met, strict=True)
            ]
            left = kappa(entered, seed=arguments.seed)
            print(f"          without the clerk's slips: kappa {left.value:.3f} [{left.low:.3f}, {left.high:.3f}]")
        if arguments.cells:
            for event_id, cell in apart:
                print(f"  {event_id} {cell.key}: author {cell.author}, readers {cell.readers}")
