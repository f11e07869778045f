"""Put the output of the commands that the pages name into them: no figure is typed by hand (`make datasheet`).

A block to be refreshed is a comment with a command, and a fence of text or a table after it:

    <!-- counterclaim data power -->
    ```text
    ```

    <!-- counterclaim rank leaderboard/submissions --format markdown -->
    | system | ...
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "annotations" / "DATASHEET.md", ROOT / "baselines" / "README.md")
BLOCK = re.compile(r"(<!-- (counterclaim [^\n]*?) -->\n)(```text\n.*?```|(?:\|[^\n]*\n)+)", re.DOTALL)


def output(command: str) -> str:
    """Return what a command prints; a command that fails ends the run."""
    print(command, file=sys.stderr)
    call = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command}\n{done.stderr}")
    return done.stdout.rstrip() + "\n"


def refreshed(block: re.Match[str]) -> str:
    """Return a block with what its command prints today."""
    told = output(block[2])
    return block[1] + (told if block[3].startswith("|") else f"```text\n{told}```")


def main() -> None:
    """Refresh every block of the pages, or of those whose names are given."""
    for page in PAGES:
        if page.name in sys.argv[1:] or not sys.argv[1:]:
            page.write_text(BLOCK.sub(refreshed, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
