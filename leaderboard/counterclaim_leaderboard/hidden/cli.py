"""`counterclaim gold simulate`."""

import argparse

from counterclaim.cli.options import add_data, add_split

SUMMARY = "Attack a board that releases scores in full, rounded, or by the Ladder: what the board shows, and what is true."
EXAMPLE = "  counterclaim gold simulate stance --queries 2000 --step 0.01"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("task", metavar="TASK", help="stance or contradiction")
    verb.add_argument("--queries", type=_positive, default=2000, metavar="N", help="at most (default: 2000)")
    verb.add_argument("--step", type=_step, default=0.01, metavar="S", help="of rounding and of the Ladder (default: 0.01)")
    verb.add_argument("--seeds", type=_positive, default=5, metavar="N", help="how many, from 0 (default: 5)")
    add_split(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Simulate, print the tables."""
    from counterclaim_leaderboard.hidden.simulating import QUERIES, simulate  # noqa: PLC0415 - keeps `--help` quick

    queries = [*(one for one in QUERIES if one < arguments.queries), arguments.queries]
    of = {"step": arguments.step, "seeds": range(arguments.seeds), "split": arguments.split, "data": arguments.data}
    found = simulate(arguments.task, queries=queries, **of)
    boards = list(dict.fromkeys(one.board for one in found.gained))
    print(f"{found.task}: averages of random vectors, {found.items} items on the board, step {found.step}")
    print("         " + "".join(f"{name:^24}" for name in boards))
    print(" queries " + "   shown  scored    true" * len(boards))
    for asked in queries:
        rows = [one for one in found.gained if one.queries == asked]
        print(f" {asked:>7} " + "".join(f"{one.shown:8.3f}{one.scored:8.3f}{one.true:8.3f}" for one in rows))
    print(f"\n{found.task}: climbing by random changes, {queries[-1]} queries")
    print(" board         shown  scored    true")
    for gained in found.climbed:
        print(f" {gained.board:<10} {gained.shown:8.3f}{gained.scored:8.3f}{gained.true:8.3f}")
    print(f"\n{found.task}: one item changed at a time, {queries[-1]} queries")
    print(" board      labels said   right  scored")
    for one in found.learned:
        print(f" {one.board:<10} {one.said:11.1f} {one.right:7.1f} {one.scored:7.3f}")
    print(f"\n{found.signature}")


def _positive(told: str) -> int:
    number = int(told)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1, found {told!r}")
    return number


def _step(told: str) -> float:
    number = float(told)
    if not 0 < number < 1:
        raise argparse.ArgumentTypeError(f"expected a step between 0 and 1, found {told!r}")
    return number
