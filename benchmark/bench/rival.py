"""Run a rival in its own environment."""

import json
import subprocess
from pathlib import Path
from typing import Any

RIVALS = ("scikit_learn", "scipy", "torchmetrics", "ranx", "nervaluate", "seqeval")


def ask(environments: Path, rival: str, verb: str, folder: Path) -> Any:
    """Return what `python -m bench.rivals.RIVAL VERB FOLDER` prints; raises CalledProcessError where it fails."""
    python = environments / rival / "bin/python"
    command = [str(python), "-W", "ignore", "-P", "-m", f"bench.rivals.{rival}", verb, str(folder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(told.splitlines()[-1])
