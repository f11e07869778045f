"""Every public name is documented, and the datasheet says what the board says. The pages: `tests/docs`."""

import json
import re

import pytest
from conftest import ROOT

import counterclaim


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", counterclaim.__all__)
def test_every_public_name_is_exported_and_documented(name):
    assert getattr(counterclaim, name).__doc__


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
    told = {
        (task, row[0]): cell for row in rows for task, cell in zip(head[1:], row[1:], strict=True) if cell and task != "overall"
    }
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
