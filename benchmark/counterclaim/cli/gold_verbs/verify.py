"""`counterclaim gold verify`."""

import argparse
from pathlib import Path

SUMMARY = "Check a reveal against the commitments, offline, and name each answer that is not the one committed to."
EXAMPLE = "  counterclaim gold verify commitments.json reveal.json --digest 3f1c... --data public"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("commitments", type=Path, metavar="COMMITMENTS", help="what was published beforehand")
    verb.add_argument("reveal", type=Path, metavar="REVEAL", help="what was published afterwards")
    verb.add_argument("--digest", metavar="HEX", help="of the commitments, as it was printed elsewhere")
    verb.add_argument(
        "--data", type=Path, metavar="DIR", help="the dataset of the questions: check that they are those committed to"
    )


def run(arguments: argparse.Namespace) -> None:
    """Check, tell."""
    from counterclaim.dataset import DatasetFolder  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.errors import FaultsFound  # noqa: PLC0415
    from counterclaim.hidden.files import Commitments, Reveal, read  # noqa: PLC0415
    from counterclaim.hidden.revealing import verify  # noqa: PLC0415

    public, opened = read(arguments.commitments, Commitments), read(arguments.reveal, Reveal)
    data = None if arguments.data is None else DatasetFolder(arguments.data)
    names = str(arguments.commitments), str(arguments.reveal)
    checked, faults = verify(public, opened, names=names, published=arguments.digest, data=data)
    if faults:
        raise FaultsFound(faults)
    told = "" if data is None else ", and the questions are those that were committed to"
    print(f"all {checked} commitments hold: the gold revealed {opened.date} is that of digest {public.digest}{told}")
