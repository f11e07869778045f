"""`python -m counterclaim_docs assemble FOLDER`, `python -m counterclaim_docs check FOLDER`."""

import argparse
import sys
from pathlib import Path

from counterclaim_docs.assembling import assemble
from counterclaim_docs.checking import faults

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Write the source of the site, or follow every link of the built one."""
    parser = argparse.ArgumentParser(prog="counterclaim_docs")
    parser.add_argument("step", choices=("assemble", "check"))
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.step == "assemble":
        assemble(ROOT, given.folder)
        return 0
    found = faults(given.folder)
    print("\n".join(found) or f"{given.folder}: every link leads somewhere, and none is needed from the network")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
