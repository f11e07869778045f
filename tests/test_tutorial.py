"""The tutorial is run from its first line to its last, as a reader would, and ends with the reader's row."""

import os
import re
import subprocess
import sys

from conftest import ROOT

PAGE = ROOT / "docs" / "tutorial.md"
CODE = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL))


def test_it_is_forty_lines_at_most():
    assert len([line for line in CODE.splitlines() if line.strip()]) <= 40


def test_it_leads_from_the_data_to_a_row(tmp_path):
    for part in ("annotations", "leaderboard"):
        (tmp_path / part).symlink_to(ROOT / part)
    environment = {**os.environ, "HF_HOME": str(tmp_path / "home"), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", CODE], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "did you mean 'reports'?" in done.stdout
    assert "macro_f1" in done.stdout
    assert "counterclaim|data:counterclaim-" in done.stdout
    row = dict(line.split(maxsplit=1) for line in done.stdout.splitlines()[-9:-1])
    assert row["system"] == "own-voice"
    assert int(row["rank"].removesuffix(".0")) >= 1
    assert 0 < float(row["low"]) < float(row["value"]) < float(row["high"]) < 1
