"""Options that the service's verbs share, and what they stand for."""

import argparse
import os
from importlib.util import find_spec
from pathlib import Path

from counterclaim.errors import Misuse

DATABASE = "COUNTERCLAIM_DATABASE"
"""The environment variable that holds the URL where it has a password, which a list of processes would show."""

_PACKAGES = ("fastapi", "uvicorn", "sqlalchemy", "python_multipart")


def add_places(verb: argparse.ArgumentParser) -> None:
    """Add --database and --store."""
    verb.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get(DATABASE, "sqlite:///service/board.sqlite3"),
        help=f"sqlite:///PATH or postgresql://USER@HOST/NAME (default: ${DATABASE}, or sqlite:///service/board.sqlite3)",
    )
    verb.add_argument(
        "--store", type=Path, metavar="DIR", default=Path("service/store"), help="for the files (default: service/store)"
    )


def need_packages() -> None:
    """Raise Misuse where the packages of the service are not installed."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise Misuse(f"expected {', '.join(missing)} for the service, found none; `pip install 'counterclaim[service]'`")
