"""The command line: help with an example for each verb, exit codes, where output goes, and what is not imported."""

import json
import subprocess
import sys

import pytest

from counterclaim.cli import main
from counterclaim_docs.commands import verbs

VERBS = [path for path, _ in verbs() if path[0] != "service" or len(path) == 1]
"""Those of `service` have their examples on its page."""


def run(*arguments, code=0):
    done = subprocess.run([sys.executable, "-m", "counterclaim", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_has_an_example(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*verb, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "example" in shown
    assert "counterclaim " + verb[0] in shown


def imported(*arguments):
    call = f"try: main({list(arguments)!r})\nexcept SystemExit: pass"
    code = f"import sys; from counterclaim.cli import main\n{call}\nprint('IMPORTED', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("IMPORTED")[2].split())


@pytest.mark.parametrize(
    "verb",
    [
        ["--help"],
        ["score", "--help"],
        ["data", "build", "--help"],
        ["import", "--help"],
        ["baseline", "--help"],
        ["rank", "--help"],
        ["gold", "--help"],
        ["harness", "--help"],
        ["data", "publish", "--help"],
    ],
)
def test_help_imports_neither_numpy_nor_datasets(verb):
    assert not imported(*verb) & {"numpy", "datasets", "sklearn", "pyarrow", "scipy", "pandas", "huggingface_hub"}


def test_score_imports_nothing_that_it_does_not_need(submissions, toy_data):
    loaded = imported("score", str(submissions.gold()), "--data", str(toy_data.path))
    assert "numpy" in loaded
    assert not loaded & {"sklearn", "datasets", "pandas", "huggingface_hub"}


def test_version():
    assert run("--version").stdout.startswith("counterclaim 0.")


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["scor"],
        ["score"],
        ["score", "nowhere"],
        ["score", "nowhere", "--split", "tset"],
        ["score", "nowhere", "--data", "nowhere"],
        ["baseline", "run", "majorty", "--out", "x"],
        ["baseline", "run", "--out", "x"],
        ["compare", "one"],
        ["rank", "nowhere"],
        ["data", "check", "--sources", "nowhere"],
        ["data", "attach", "nowhere"],
        ["data", "merge", "nothing-01"],
        ["serve", "--gold", "nowhere"],
        ["service", "token", "new", "nobody", "--days", "0"],
        ["service", "restore", "nowhere"],
        ["submit", "nowhere", "--url", "http://board.example.org"],
        ["status", "--url", "ftp://board.example.org"],
    ],
    ids=" ".join,
)
def test_misuse_is_exit_2_with_a_remedy_and_nothing_on_stdout(wrong, tmp_path, monkeypatch):
    done = subprocess.run([sys.executable, "-m", "counterclaim", *wrong], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_validate_and_score(submissions, toy_data, capsys):
    folder, data = str(submissions.gold()), ["--data", str(toy_data.path)]
    assert main(["validate", folder, *data]) == 0
    assert "gold-copy: no faults" in capsys.readouterr().out
    assert main(["score", folder, *data, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["system"] == "gold-copy"
    assert told["signature"].startswith("counterclaim|data:counterclaim-0.0.1+")
    assert set(told["tasks"]) == {"attribution", "stance", "contradiction", "contrast", "graph"}
    stance = told["tasks"]["stance"]
    assert (stance["headline"], stance["items"], stance["events"]) == ("macro_f1", 68, 4)
    assert stance["metrics"]["macro_f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert main(["score", folder, *data]) == 0
    assert "* macro_f1" in capsys.readouterr().out
    assert main(["score", folder, *data, "--format", "latex"]) == 0
    assert r"macro\_f1" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "latex"])
def test_compare(submissions, toy_data, capsys, form):
    one, other = submissions.gold("one"), submissions.write("other", stance=submissions.lines("stance", label="reports"))
    assert main(["compare", str(one), str(other), "--data", str(toy_data.path), "--format", form]) == 0
    shown = capsys.readouterr().out
    if form == "text":
        assert "the data cannot separate one and other" in shown  # four events: p is at least 1/8
    if form == "json":
        (test,) = json.loads(shown)["tasks"]["stance"]["comparisons"]
        assert test["exact"]
        assert test["p"] == 2 / 16


def test_compare_refuses_two_systems_of_one_name(submissions, toy_data, capsys):
    folder = str(submissions.gold())
    assert main(["compare", folder, folder, "--data", str(toy_data.path)]) == 1
    assert "rename one" in capsys.readouterr().err


def test_cite_names_version_and_digest(toy_data, capsys):
    assert main(["cite", "--data", str(toy_data.path)]) == 0
    shown = capsys.readouterr().out
    assert "0.0.1" in shown
    assert toy_data.manifest.digest in shown


def test_info(toy_data, capsys):
    assert main(["data", "info", "--data", str(toy_data.path)]) == 0
    assert "test: 4 events" in capsys.readouterr().out


def test_a_closed_pipe_is_no_traceback(toy_data):
    command = f"{sys.executable} -m counterclaim data info --data {toy_data.path} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
