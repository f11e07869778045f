"""Options that several verbs have."""

import argparse
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.statistics.intervals import Resampling


def add_data(verb: argparse.ArgumentParser) -> None:
    """Add --data."""
    verb.add_argument("--data", metavar="DIR", help="a dataset folder of the built form (default: the release)")


def add_split(verb: argparse.ArgumentParser) -> None:
    """Add --split."""
    verb.add_argument("--split", default="test", metavar="SPLIT", help="train, validation, test or real (default: test)")


def add_format(verb: argparse.ArgumentParser, *formats: str) -> None:
    """Add --format; the first is the default."""
    verb.add_argument("--format", choices=formats, default=formats[0], help=f"how to print (default: {formats[0]})")


def add_interval(verb: argparse.ArgumentParser) -> None:
    """Add --interval."""
    verb.add_argument(
        "--interval",
        choices=("percentile", "bca"),
        default="percentile",
        help="of the bootstrap: percentile, or bias-corrected and accelerated (default: percentile)",
    )


def resampling(arguments: argparse.Namespace) -> "Resampling":
    """Return the bootstrap that the options ask for."""
    from counterclaim.statistics.intervals import Resampling  # noqa: PLC0415 - keeps `--help` quick

    return Resampling(method=arguments.interval)


def add_backend(verb: argparse.ArgumentParser) -> None:
    """Add --backend and --scheduler."""
    verb.add_argument("--backend", choices=("local", "dask"), default="local", help="where the work is done (default: local)")
    verb.add_argument("--scheduler", metavar="ADDRESS", help="of a dask scheduler, such as tcp://127.0.0.1:8786")


def backend(arguments: argparse.Namespace) -> AbstractContextManager[None]:
    """Return the context in which work is done where the options say."""
    from counterclaim.parallel import workers  # noqa: PLC0415 - keeps `--help` quick

    return workers(arguments.backend, arguments.scheduler)
