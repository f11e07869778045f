"""`counterclaim baseline`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_backend, add_data, add_split, backend
from counterclaim.errors import Misuse

EXAMPLE = "  counterclaim baseline list\n  counterclaim baseline run tfidf --split test --out leaderboard/submissions"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add `list`, `run`, `curve` and `seeds`."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    listed = verbs.add_parser(
        "list",
        help="list the baselines",
        description="List the baselines.",
        epilog="example: counterclaim baseline list",
    )
    listed.set_defaults(run=_list)
    run = verbs.add_parser(
        "run",
        help="run one or all",
        description="Run one baseline or all, and write a submission for each.",
        epilog="example: counterclaim baseline run majority --split test --out predictions",
    )
    run.add_argument("name", metavar="NAME", nargs="?", help="of the baseline")
    run.add_argument("--all", action="store_true", help="every baseline but the heavy ones, whose stored predictions stand")
    run.add_argument("--out", type=Path, metavar="DIR", required=True, help="where to write the submissions")
    run.add_argument(
        "--seed",
        type=int,
        action="append",
        metavar="N",
        help="in place of the baseline's own; given several times, one submission for each, in a folder seed-N of --out",
    )
    run.add_argument(
        "--state",
        type=Path,
        metavar="DIR",
        default=Path(".baselines"),
        help="where what is learned and answered is kept, to be used again while data, code, seed and options are the same"
        " (default: .baselines)",
    )
    run.add_argument(
        "--train-data",
        metavar="DIR",
        help="a dataset folder to be taught on, its train and validation splits, in place of that of --data",
    )
    run.add_argument("--option", action="append", default=[], metavar="KEY=VALUE", help="of the baseline, where it has any")
    add_split(run)
    add_data(run)
    add_backend(run)
    run.set_defaults(run=_run)
    curve = verbs.add_parser(
        "curve",
        help="teach one on more and more training events",
        description="Teach a baseline on an eighth, a quarter, a half and all of the training events, and score it each time.",
        epilog="example: counterclaim baseline curve tfidf stance",
    )
    curve.add_argument("name", metavar="NAME", help="of the baseline")
    curve.add_argument("task", metavar="TASK", help="one that it is taught")
    curve.add_argument("--seed", type=int, default=0, metavar="N", help="of the order of the events (default: 0)")
    add_split(curve)
    add_data(curve)
    curve.set_defaults(run=_curve)
    seeds = verbs.add_parser(
        "seeds",
        help="tell how far the scores move with the seed",
        description="Score the submissions of several seeds; print the mean, the standard deviation and the range of each metric.",
        epilog="example: counterclaim baseline seeds leaderboard/submissions/cross-encoder baselines/seeds/seed-*/cross-encoder",
    )
    seeds.add_argument("folders", metavar="FOLDER", nargs="+", help="a submission; the folders differ in the seed alone")
    add_split(seeds)
    add_data(seeds)
    seeds.set_defaults(run=_seeds)


def _list(arguments: argparse.Namespace) -> None:
    del arguments
    from counterclaim_baselines.registry import BASELINES  # noqa: PLC0415 - keeps `--help` quick

    for name, baseline in BASELINES.items():
        print(f"{name:<22} {', '.join(baseline.tasks):<36} sees {baseline.sees}{' (heavy)' if baseline.heavy else ''}")


def _run(arguments: argparse.Namespace) -> None:
    from counterclaim.dataset import open_dataset  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim_baselines.registry import LIGHT  # noqa: PLC0415
    from counterclaim_baselines.running import run_baselines, run_seeds, stored  # noqa: PLC0415
    from counterclaim_baselines.states import States  # noqa: PLC0415
    from counterclaim_baselines.teaching import Run  # noqa: PLC0415

    if arguments.all == (arguments.name is not None):
        raise Misuse(
            "counterclaim baseline run: expected the name of a baseline or --all, and not both; see `counterclaim baseline list`"
        )
    names = [arguments.name] if arguments.name else LIGHT
    training = None if arguments.train_data is None else open_dataset(arguments.train_data)
    options = dict(map(_option, arguments.option))
    seeds = list(dict.fromkeys(arguments.seed or ()))
    with backend(arguments):
        run = Run(arguments.split, States(arguments.state), seeds[0] if seeds else None, options, training)
        if len(seeds) > 1:
            written = run_seeds(names, arguments.out, seeds, data=arguments.data, run=run)
        else:
            written = run_baselines(names, arguments.out, data=arguments.data, run=run)
    print(*written, sep="\n")
    if arguments.all:
        print(*stored(arguments.out, written), sep="\n")


def _curve(arguments: argparse.Namespace) -> None:
    from counterclaim_baselines.learning_curve import learning_curve  # noqa: PLC0415 - keeps `--help` quick

    of = {"split": arguments.split, "data": arguments.data, "seed": arguments.seed}
    points, signature = learning_curve(arguments.name, arguments.task, **of)
    for point in points:
        print(f"{point.events:>4} events  {point.items:>6} items  {point.score.told()}")
    print(signature)


def _seeds(arguments: argparse.Namespace) -> None:
    from counterclaim_baselines.seeds import spread_over_seeds  # noqa: PLC0415 - keeps `--help` quick

    spreads, signature = spread_over_seeds(arguments.folders, split=arguments.split, data=arguments.data)
    for one in spreads:
        each = " ".join(f"{value:.3f}" for value in one.values)
        print(f"{'*' if one.headline else ' '} {one.task:<13} {one.metric:<24} {one.told()}  {each}")
    print("* headline; mean ± standard deviation over the submissions, the range in brackets, then each")
    print(signature)


def _option(told: str) -> tuple[str, str]:
    name, equals, value = told.partition("=")
    if not equals:
        raise Misuse(f"expected --option KEY=VALUE, found {told!r}; write the name, '=' and the value")
    return name, value
