"""Time the scorer against what people would use: `python -m bench.run --environments DIR --date YYYY-MM-DD --readme FILE`.

First the answers of both sides are held against each other; unless they are alike, nothing is timed (exit 1).
"""

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench.checks import checks
from bench.measures import Measure, measures
from bench.table import put, table
from bench.work import make


def main() -> int:
    """Check, time, print, and write the table into the README; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--environments", type=Path, required=True, help="the folder with an environment for each rival")
    parser.add_argument("--date", required=True, help="of the run")
    parser.add_argument("--readme", type=Path, help="to put the table into")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = make(Path(scratch))
        held = checks(work, arguments.environments)
        print(*held, sep="\n", flush=True)
        if not all(check.held for check in held):
            return 1
        found: list[Measure] = []
        for one in measures(work, arguments.environments):
            print(table([one]).splitlines()[-1], file=sys.stderr, flush=True)
            found.append(one)
    told = f"{heading(arguments.date)}\n\n{table(found)}"
    print(f"\n{told}")
    if arguments.readme:
        put(arguments.readme, told)
    return 0


def heading(date: str) -> str:
    """Return when, where and with what the run was made."""
    python = f"Python {platform.python_version()}, numpy {version('numpy')}"
    return f"`make bench` on {date}: {processor()}, {os.cpu_count()} cores, {python}, one BLAS thread."


def processor() -> str:
    """Return the name of the processor where the system tells it, else of its kind."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    sys.exit(main())
