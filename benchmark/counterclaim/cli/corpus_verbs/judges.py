"""`counterclaim data item-test`."""

import argparse
from pathlib import Path

from counterclaim.cli.corpus_verbs.options import add_sources
from counterclaim.cli.options import add_data

SUMMARY = "Score the judges' answers to test items, or draw a new sample of items for judges."
EXAMPLE = "  counterclaim data item-test contradiction\n  counterclaim data item-test stance --draw 140 --seed 1 --out desk"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("task", choices=("attribution", "stance", "contradiction", "contrast"))
    verb.add_argument("--draw", type=int, metavar="N", help="draw so many items and write questions.jsonl and key.jsonl")
    verb.add_argument("--seed", type=int, default=0, help="of the sample (default: 0)")
    verb.add_argument("--out", type=Path, metavar="DIR", help="where to write the sample")
    verb.add_argument("--wrong", action="store_true", help="print what the judges got wrong")
    add_sources(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Draw, or score."""
    from counterclaim.corpus.judges import judge, sample, write_sample  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.dataset import open_dataset  # noqa: PLC0415
    from counterclaim.errors import Misuse  # noqa: PLC0415

    dataset = open_dataset(arguments.data)
    folder = arguments.sources / "item-test" / arguments.task
    if arguments.draw is not None:
        if arguments.out is None:
            raise Misuse("counterclaim data item-test: expected --out DIR with --draw, found none")
        rows = sample(dataset, arguments.task, arguments.draw, arguments.seed)
        write_sample(rows, arguments.task, arguments.out)
        print(f"{len(rows)} questions in {arguments.out}")
        return
    if not (folder / "key.jsonl").exists():
        raise Misuse(f"{folder}: expected an item test with key.jsonl and answers-*.jsonl, found none")
    one = judge(dataset, arguments.task, folder / "key.jsonl", sorted(folder.glob("answers-*.jsonl")))
    print(f"{arguments.task}: {one.told()}")
    if one.gone:
        print(f"  and {one.gone} questions whose item is no longer in the dataset")
    for name, (right, size) in one.slices.items():
        print(f"  {name:<32} {right:>4} of {size} right")
    if arguments.wrong:
        for item, gold, answer in one.wrong:
            print(f"  {item}: gold {gold}, judge {answer}")
