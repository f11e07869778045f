"""The README's blocks are run; every verb and every public name is documented."""

import json
import re
import shlex
import subprocess
import sys

import pytest
from conftest import ROOT

import counterclaim
from counterclaim.cli.corpus_verbs import VERBS

README = (ROOT / "README.md").read_text()
PAGES = [README, *((ROOT / name).read_text() for name in ("CONTRIBUTING.md", "leaderboard/submissions/README.md"))]


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", blocks(README, "python"))
def test_python_block_runs(code, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("code", blocks((ROOT / "baselines" / "README.md").read_text(), "python"))
def test_example_of_a_system_gives_a_score(code, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "baselines/README.md", "exec"), {})
    told = capsys.readouterr().out
    assert "macro_f1" in told
    assert "counterclaim|data:" in told
    assert len(code.splitlines()) <= 32


COMMANDS = [
    line.partition("#")[0].strip()
    for block in blocks(README, "sh")
    for line in block.splitlines()
    if line.startswith("counterclaim")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(command):
    done = subprocess.run([sys.executable, "-m", *shlex.split(command)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_there_are_commands_and_blocks():
    assert len(COMMANDS) >= 4
    assert len(blocks(README, "python")) >= 2


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_data_is_documented(verb):
    pages = [*PAGES, (ROOT / "annotations/DATASHEET.md").read_text()]
    assert any(f"data {verb}" in page for page in pages)


@pytest.mark.parametrize("name", counterclaim.__all__)
def test_every_public_name_is_exported_and_documented(name):
    assert getattr(counterclaim, name).__doc__


def test_links_within_the_project_lead_somewhere():
    for page in ROOT.rglob("*.md"):
        if any(part.startswith(".") for part in page.relative_to(ROOT).parts):
            continue
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_power_in_the_datasheet_is_that_of_the_board():
    board = json.loads((ROOT / "leaderboard" / "site" / "board.json").read_text())["tasks"]
    sheet = (ROOT / "annotations" / "DATASHEET.md").read_text()
    told = dict(
        re.findall(
            r"^(\w+) +\w+ +\d+ events, (.*)$", blocks(sheet.partition("<!-- counterclaim data power -->")[2], "text")[0], re.M
        )
    )
    expected = {
        task: f"{one['power']['pairs']} pairs: alone {one['power']['alone']:.3f}, corrected {one['power']['corrected']:.3f}"
        for task, one in board.items()
        if one["power"]
    }
    assert told == expected


def test_table_of_the_baselines_is_that_of_the_board():
    board = json.loads((ROOT / "leaderboard" / "site" / "board.json").read_text())["tasks"]
    page = (ROOT / "baselines" / "README.md").read_text().partition("--format markdown -->\n")[2]
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.partition("\n\n")[0].splitlines()]
    told = {(task, row[0]): cell for row in rows for task, cell in zip(head[1:], row[1:], strict=True) if cell and task != "overall"}
    expected = {
        (task, row["system"]): f"{row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}]"
        + ("" if row["rank"] is None else f" ({row['rank']})")
        for task, one in board.items()
        for row in one["rows"]
    }
    assert told == expected


@pytest.mark.parametrize("name", [name for name in counterclaim.__all__ if name not in ("System", "attach")])
def test_every_public_function_has_an_example_that_holds(name, monkeypatch, tmp_path):
    import doctest

    monkeypatch.chdir(tmp_path)
    (example,) = doctest.DocTestFinder(recurse=False).find(getattr(counterclaim, name), name, globs={})
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(example)
    assert runner.summarize().attempted
    assert not runner.summarize().failed
