"""`counterclaim data build`."""

import argparse
from pathlib import Path

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Build the dataset from the sources: Parquet, dataset.json and the head of the card."
EXAMPLE = "  counterclaim data build --out annotations"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)
    verb.add_argument(
        "--data",
        "--out",
        dest="out",
        type=Path,
        metavar="DIR",
        help="where to write (default: the folder of the sources)",
    )


def run(arguments: argparse.Namespace) -> None:
    """Build, and print what was written."""
    from counterclaim.corpus.attach import STANDOFF, write_standoff  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.build import build, card_body  # noqa: PLC0415
    from counterclaim.corpus.sources import read_corpus  # noqa: PLC0415

    out = arguments.out or arguments.sources
    corpus = read_corpus(arguments.sources)
    manifest = build(corpus, out, card_body(arguments.sources / "README.md"))
    write_standoff([event for event in corpus.events if event.split == "real"], out / STANDOFF)
    for name, entry in manifest["files"].items():
        print(f"{name}  {entry['rows']} rows")
    print(f"{manifest['name']} {manifest['version']}, digest {manifest['digest']}")
