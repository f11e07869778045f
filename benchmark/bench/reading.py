"""Parsing and validation of the predictions of one system on M, beside a bare decoder: in a process that does nothing else.

`python -m bench.reading FOLDER` prints the seconds of both, by the name of the submission.
"""

import json
import sys
from functools import partial
from pathlib import Path

from bench import ours
from bench.timing import cpu

SUBMISSIONS = ("M", "M-in-order", "M-scores")
REPEATS = 9


def seconds(folder: Path) -> dict[str, tuple[float, float]]:
    """Return our seconds and the decoder's for each submission."""
    gold = ours.gold_of(folder / "M-data")
    found = {}
    for name in SUBMISSIONS:
        mine = cpu(partial(ours.read, folder / name, gold), REPEATS).seconds
        found[name] = mine, cpu(partial(ours.decode, folder / name), REPEATS).seconds
    return found


if __name__ == "__main__":
    print(json.dumps(seconds(Path(sys.argv[1]))))
