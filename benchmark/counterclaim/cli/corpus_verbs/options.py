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
