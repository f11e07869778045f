"""Put the output of the commands that the datasheet names into it: no figure is typed by hand (`make datasheet`).

A block to be refreshed is a comment with a command, and a fence of text after it:

    <!-- counterclaim data power -->
    ```text
    ```
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHEET = ROOT / "annotations" / "DATASHEET.md"
BLOCK = re.compile(r"(<!-- (counterclaim [^\n]*?) -->\n```text\n)(.*?)(```)", re.DOTALL)


def output(command: str) -> str:
    """Return what a command prints; a command that fails ends the run."""
    print(command, file=sys.stderr)
    call = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command}\n{done.stderr}")
    return done.stdout.rstrip() + "\n"


def main() -> None:
    """Refresh every block."""
    sheet = SHEET.read_text(encoding="utf-8")
    SHEET.write_text(BLOCK.sub(lambda m: m.group(1) + output(m.group(2)) + m.group(4), sheet), encoding="utf-8")


if __name__ == "__main__":
    main()
