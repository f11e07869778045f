"""Every code block of every page is run, or read by what reads such files; what is not says why. Blocks of `text` are not run."""

import re
import shlex
import shutil
import subprocess
import sys

import msgspec
import pytest
import yaml
from conftest import ROOT

from counterclaim.submission import System
from counterclaim.tasks import TASKS
from counterclaim_docs.nav import HOME, SECTIONS

LANGUAGES = {"python", "sh", "yaml", "json", "text"}
NOT_RUN = {
    "make rank": "calls the commands that are run below, on all baselines",
    "make test": "runs this test",
    "python3 -m venv .venv": "tests/test_release.py installs the wheel into an environment",
    ".venv/bin/pip install .": "tests/test_release.py installs the wheel into an environment",
    ".venv/bin/counterclaim data info": "tests/test_release.py runs it from the wheel",
    "counterclaim rank leaderboard/submissions --split test --out leaderboard/site": "is run without --out",
    "counterclaim review leaderboard/submissions/my-system --against leaderboard/submissions": "ranks the whole board twice; "
    "tests/leaderboard/test_pull_request.py runs it on small ones",
}
"""Commands of `sh` blocks, with the reason."""

NOT_RUN_PAGES = {
    "baselines/TRANSFER.md": "needs corpora of others, which are not ours to give; tests/importers has samples of their forms"
}
"""Pages none of whose commands is run, with the reason."""

PRINTED = {"baselines/README.md": ("macro_f1", "counterclaim|data:")}
"""What the blocks of a page must print, where it promises that."""

PAGES = {
    page: (ROOT / page).read_text()
    for page in (HOME, *(page for section in SECTIONS.values() for page in section))
    if (ROOT / page).is_file()
}


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGES[page], re.MULTILINE | re.DOTALL)


def commands(page):
    lines = (line.partition("#")[0].strip() for block in blocks(page, "sh") for line in block.splitlines())
    return [line for line in lines if line]


def pages_with(language):
    return [page for page in PAGES if blocks(page, language)]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A place that looks like a clone to the blocks, where they may write."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "annotations").symlink_to(ROOT / "annotations")
    shelf = folder / "leaderboard" / "submissions"
    shelf.mkdir(parents=True)
    board = folder / "leaderboard" / "site" / "board.json"
    board.parent.mkdir()
    board.symlink_to(ROOT / "leaderboard" / "site" / "board.json")
    for system in (ROOT / "leaderboard" / "submissions").iterdir():
        (shelf / system.name).symlink_to(system)
    return folder


@pytest.fixture
def own_system(clone):
    """The system of the page on submissions: its system.yaml, with predictions of another."""
    folder = clone / "leaderboard" / "submissions" / "my-system"
    folder.mkdir()
    (folder / "system.yaml").write_text(blocks("leaderboard/submissions/README.md", "yaml")[0])
    for file in (ROOT / "leaderboard" / "submissions" / "majority").glob("*.jsonl.gz"):
        (folder / file.name).symlink_to(file)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", PAGES)
def test_every_block_says_what_it_is(name):
    fences = re.findall(r"^ *```(.*)$", PAGES[name], re.MULTILINE)
    assert set(fences[::2]) <= LANGUAGES
    assert not any(fences[1::2])


@pytest.mark.parametrize("name", pages_with("python"))
def test_python_blocks_run_one_after_the_other(name, clone, monkeypatch, capsys):
    monkeypatch.chdir(clone)
    variables = {}
    for code in blocks(name, "python"):
        exec(compile(code, name, "exec"), variables)
    told = capsys.readouterr().out
    assert all(expected in told for expected in PRINTED.get(name, ()))
    assert told or "print(" not in PAGES[name]


@pytest.mark.parametrize(
    ("name", "command"),
    [(page, command) for page in PAGES if page not in NOT_RUN_PAGES for command in commands(page) if command not in NOT_RUN],
)
def test_commands_run(name, command, clone, request):
    if "my-system" in command:
        request.getfixturevalue("own_system")
    program, *arguments = shlex.split(command)
    assert program == "counterclaim", f"{name}: run it here, or say in NOT_RUN why not"
    done = subprocess.run([sys.executable, "-m", program, *arguments], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_what_is_not_run_stands_in_a_page():
    assert set(NOT_RUN) <= {command for page in PAGES for command in commands(page)}


@pytest.mark.parametrize("name", pages_with("yaml"))
def test_yaml_blocks_are_yaml(name):
    for block in blocks(name, "yaml"):
        assert isinstance(yaml.safe_load(block), dict | list)


def test_the_form_of_a_submission_is_read():
    page = "leaderboard/submissions/README.md"
    assert msgspec.convert(yaml.safe_load(blocks(page, "yaml")[0]), System).name == "my-system"
    for line in "".join(blocks(page, "json")).splitlines():
        assert any(_is_line(line, task) for task in TASKS.values()), line


def _is_line(line, task):
    try:
        return bool(msgspec.json.decode(line, type=task.sound_line))
    except msgspec.ValidationError:
        return False


def test_json_blocks_are_on_that_page_alone():
    assert pages_with("json") == ["leaderboard/submissions/README.md"]


def test_a_system_of_ones_own_takes_thirty_lines():
    (code,) = blocks("baselines/README.md", "python")
    assert len(code.splitlines()) <= 32
