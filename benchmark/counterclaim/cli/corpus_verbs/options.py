"""Options that several verbs share."""

import argparse
from pathlib import Path


def add_sources(verb: argparse.ArgumentParser) -> None:
    """Add --sources."""
    verb.add_argument(
        "--sources",
        type=Path,
        metavar="DIR",
        default=Path("annotations"),
        help="the folder of the sources (default: annotations)",
    )


def add_exchange(verb: argparse.ArgumentParser) -> None:
    """Add --format of the annotation tools."""
    verb.add_argument("--format", choices=("brat", "cas", "label-studio"), required=True, help="of the tool (cas: INCEpTION)")
