"""Submitting by pull request: the workflow's own steps, on a local repository, with submissions good, bad and hostile."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, SYSTEM

from counterclaim.cli import main
from counterclaim.dataset import release
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.pull_request.changes import changes
from counterclaim_leaderboard.pull_request.rules import LINES, UNPACKED

WORKFLOW = yaml.load((ROOT / ".github/workflows/submission.yml").read_text(), Loader=yaml.BaseLoader)  # "on" stays a word
STEPS = WORKFLOW["jobs"]["review"]["steps"]
SHELF = "leaderboard/submissions"


def test_the_workflow_can_do_nothing_but_read():
    assert WORKFLOW["on"] == {"pull_request": {"paths": [f"{SHELF}/**"]}}
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert list(WORKFLOW["jobs"]) == ["review"]
    assert WORKFLOW["jobs"]["review"].keys() == {"runs-on", "timeout-minutes", "steps"}
    text = (ROOT / ".github/workflows/submission.yml").read_text()
    assert "secrets" not in text
    assert "pull_request_target" not in text


def test_the_workflow_runs_the_code_of_the_base_and_actions_by_their_digest():
    checkout = STEPS[0]
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert checkout["with"]["persist-credentials"] == "false"
    uses = [step["uses"] for step in STEPS if "uses" in step]
    assert [one.partition("@")[0] for one in uses] == ["actions/checkout", "actions/setup-python"]
    assert all(re.fullmatch(r"[0-9a-f]{40}", one.partition("@")[2]) for one in uses)
    for step in STEPS:
        assert "${{" not in step.get("run", "")  # what the event says reaches a shell by the environment alone
        assert "checkout" not in step.get("run", "")


def git(where, *arguments, data=None):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(where), *identity, *arguments], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


def lines(**change):
    rows = release().rows("stance", "test", ["id", "label"])
    return [{"id": row["id"], "label": row["label"], **change} for row in rows]


def encoded(records):
    return b"".join(json.dumps(one).encode() + b"\n" for one in records)


def system(name, **change):
    return yaml.safe_dump({**SYSTEM, "name": name, **change}).encode()


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """A repository with one submission that stands, and the base's clone as the workflow has it."""
    folder = tmp_path_factory.mktemp("origin")
    git(folder, "init", "-q", "-b", "main")
    write(folder, {f"{SHELF}/majority/system.yaml": system("majority")})
    write(folder, {f"{SHELF}/majority/stance.jsonl.gz": gzip.compress(encoded(lines(label="reports")))})
    write(folder, {"Makefile": b"all:\n\ttrue\n", "README.md": b"A repository.\n"})
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "base")
    return folder


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture
def propose(origin, tmp_path):
    """Make a pull request of a change, run the workflow's steps on it, and return (exit code, summary, clone)."""

    def of(change):
        git(origin, "checkout", "-q", "-B", "pull", "main")
        try:
            head = change(origin)
            if head is None:
                git(origin, "add", "-A")
                git(origin, "commit", "-q", "-m", "pull")
                head = git(origin, "rev-parse", "HEAD")
            git(origin, "update-ref", "refs/pull/7/head", head)
        finally:
            git(origin, "checkout", "-q", "-f", "main")
            git(origin, "clean", "-fdxq")
        return run_steps(origin, head, tmp_path)

    return of


def run_steps(origin, head, tmp_path):
    """Run each `run` of the workflow but the installation, in a clone of the base, with the installed command."""
    clone, home = tmp_path / "clone", tmp_path / "home"
    git(tmp_path, "clone", "-q", "--single-branch", "--branch", "main", origin.as_uri(), str(clone))
    base = git(clone, "rev-parse", "HEAD")
    home.mkdir()
    command = tmp_path / "bin" / "counterclaim"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m counterclaim "$@"\n')
    command.chmod(0o755)
    values = {
        "${{ github.event.pull_request.number }}": "7",
        "${{ github.event.pull_request.base.sha }}": base,
        "${{ github.event.pull_request.head.sha }}": head,
    }
    summary, code = tmp_path / "summary.md", 0
    for step in STEPS:
        if "run" not in step or step["name"] == "Install the base":
            continue
        environment = {
            **os.environ,
            **{name: values[value] for name, value in step.get("env", {}).items()},
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "HOME": str(home),
            "GITHUB_STEP_SUMMARY": str(summary),
        }
        done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=clone, env=environment, capture_output=True, check=False)
        assert b"Traceback" not in done.stderr
        assert done.stdout == b""  # a line of the log may be a command
        code = code or done.returncode
    assert git(clone, "rev-parse", "HEAD") == base
    assert git(clone, "status", "--porcelain", "--ignored") == ""
    return code, summary.read_text() if summary.exists() else "", clone


def test_a_good_submission_is_scored_and_what_it_changes_is_told(propose):
    def change(folder):
        write(
            folder,
            {f"{SHELF}/new-one/system.yaml": system("new-one", test_articles_seen=True, training_data="<b>`all`</b>\n\n@all")},
        )
        write(folder, {f"{SHELF}/new-one/stance/part-0.jsonl": encoded(lines()[:1000])})
        write(folder, {f"{SHELF}/new-one/stance/part-1.jsonl.gz": gzip.compress(encoded(lines()[1000:]))})

    code, summary, _ = propose(change)
    assert code == 0
    assert "| stance | macro_f1 | 1.000 | [1.000, 1.000] | 1 of 2 | new |" in summary
    assert "- significantly better than: `majority`" in summary
    assert "- ranks of others that change: `majority` 1 → 2" in summary
    assert "Test articles were seen" in summary
    assert "predictions:stance=" in summary
    assert "Training data: `<b>'all'</b> @all`\n" in summary


def test_a_bad_submission_is_told_all_its_faults(propose):
    def change(folder):
        write(folder, {f"{SHELF}/new-one/system.yaml": system("new-one")})
        wrong = [{**lines()[0], "label": "</pre><script>"}, *lines()[1:-1]]
        write(folder, {f"{SHELF}/new-one/stance.jsonl": encoded(wrong)})

    code, summary, _ = propose(change)
    assert code == 1
    assert "## 2 faults: nothing was scored" in summary
    assert "<script>" not in summary
    assert lines()[-1]["id"] in summary


CANARY = "touched"


def hostile(folder):
    """Everything that would run, or lead elsewhere, if anything of the head were checked out, imported, built or followed."""
    touch = f"import pathlib; pathlib.Path({str(folder.parent / CANARY)!r}).touch()\n".encode()
    evil = f"{SHELF}/evil"
    write(folder, {f"{evil}/system.yaml": system("evil"), f"{evil}/stance.jsonl": encoded(lines())})
    write(folder, dict.fromkeys((f"{evil}/conftest.py", "conftest.py", "sitecustomize.py", "counterclaim/__init__.py"), touch))
    write(folder, {"::add-mask::a": b"", "::warning::b": b""})
    write(folder, {"Makefile": f"all:\n\ttouch {folder.parent / CANARY}\n".encode()})
    write(folder, {f"{evil}/.gitattributes": b"* filter=evil\n", f"{evil}/a\n`b`.sh": b"#!/bin/sh\n"})
    (folder / evil / "contradiction.jsonl").symlink_to("/etc/passwd")
    (folder / evil / "graph").symlink_to("/etc", target_is_directory=True)
    (folder / evil / "README.md").write_text("Read me.")
    (folder / evil / "README.md").chmod(0o755)


def test_a_hostile_submission_is_refused_and_nothing_of_it_runs(propose, origin):
    code, summary, clone = propose(hostile)
    assert code == 1
    assert "\n::warning::b: expected" in summary  # a command, were it in the log
    told = summary.splitlines()
    for where, what in (
        ("contradiction.jsonl", "a symbolic link"),
        ("evil: graph", "a symbolic link"),
        ("evil: conftest.py", "another file"),
        ("evil: .gitattributes", "another file"),
        ("evil: README.md", "an executable"),
        ("Makefile", "leave it to a pull request of its own"),
        ("sitecustomize.py", "leave it to a pull request of its own"),
        (r"a\n`b`.sh", "another file"),
    ):
        assert any(where in line and what in line for line in told), (where, summary)
    assert "root:" not in summary
    assert not (origin.parent / CANARY).exists()
    assert not (clone / SHELF / "evil").exists()


def test_a_path_that_leads_out_is_refused(propose):
    def change(folder):
        blob = git(folder, "hash-object", "-w", "--stdin", data=b"x")
        up = raw_tree(folder, [("100644", "stance.jsonl", blob)])
        inner = raw_tree(folder, [("40000", "..", up), ("100644", "system.yaml", blob)])
        standing = git(folder, "rev-parse", f"main:{SHELF}/majority")
        tree = raw_tree(folder, [("40000", "evil", inner), ("40000", "majority", standing)])
        tree = raw_tree(folder, [("40000", "submissions", tree)])
        files = [("100644", name, git(folder, "rev-parse", f"main:{name}")) for name in ("Makefile", "README.md")]
        tree = raw_tree(folder, [*files, ("40000", "leaderboard", tree)])
        return git(folder, "commit-tree", tree, "-p", "main", "-m", "out")

    code, summary, clone = propose(change)
    assert code == 1
    assert re.search(r"evil: \.\./stance\.jsonl: .*another file", summary)
    assert not (clone / SHELF / "stance.jsonl").exists()


def raw_tree(folder, entries):
    """Write a tree as no well-behaved git would."""
    raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(one) for mode, name, one in entries)
    return git(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=raw)


def test_a_submodule_and_the_submission_of_another_are_refused(propose):
    def change(folder):
        write(folder, {f"{SHELF}/evil/system.yaml": system("evil"), f"{SHELF}/majority/README.md": b"Mine."})
        git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{SHELF}/evil/stance")

    code, summary, _ = propose(change)
    assert code == 1
    assert "one pull request for each system" in summary
    assert "evil, majority" in summary


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"stance.jsonl": b"x" * (16 * 1024 * 1024 + 1)}, "at most 16,777,216 bytes, found 16,777,217"),
        ({"stance.jsonl.gz": gzip.compress(b"x" * (UNPACKED + 1))}, "bytes and"),
        ({"stance.jsonl.gz": gzip.compress(b"\n" * (LINES + 1))}, "lines unpacked"),
        ({"stance.parquet": b"PAR1"}, "hand in JSON Lines"),
        ({"stance/../stance.jsonl.exe": b""}, "another file"),
        ({"stance/inner/part.jsonl": b""}, "another file"),
        ({"stance/p\n\x1b.jsonl": b""}, r"stance/p\n\x1b.jsonl: expected"),
        ({f"stance/{'p' * 60}.jsonl": b""}, "another file"),
        ({"stance/p.jsonl": b"", "stance/P.jsonl": b""}, "a name of its own, case aside"),
        ({"system.yaml": system("other"), "stance.jsonl": None}, "name folder and system alike"),
        ({"system.yaml": system("new-one", licence="ask me"), "stance.jsonl": None}, "an SPDX expression"),
        ({"system.yaml": system("new-one", link="javascript:alert(1)"), "stance.jsonl": None}, "begins with https://"),
        ({f"stance/p{number}.jsonl": b"" for number in range(64)}, "at most 64 files"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_rules_of_a_folder(toy_data, submissions, capsys, files, told):
    folder = submissions.write("new-one")
    shelf = submissions.write("standing", stance=submissions.lines("stance")).parent
    files = {name: encoded(submissions.lines("stance")) if content is None else content for name, content in files.items()}
    write(folder, files)
    assert main(["review", str(folder), "--against", str(shelf), "--data", str(toy_data.path)]) == 1
    shown = capsys.readouterr().out
    assert told in shown
    assert "nothing was scored" in shown


@pytest.mark.parametrize("name", ["gold", "annotator-a", "New", "a--b", "-a", "a" * 65])
def test_names_that_are_refused(toy_data, submissions, capsys, name):
    folder = submissions.write(name, stance=submissions.lines("stance"))
    assert main(["review", str(folder), "--against", str(folder.parent), "--data", str(toy_data.path)]) == 1
    assert "rename" in capsys.readouterr().out


def test_a_replaced_submission_is_told_with_what_stood_before_and_what_it_leaves_out(toy_data, tmp_path):
    shelf = tmp_path / "shelf"
    run_baselines(["majority", "tfidf"], shelf, data=toy_data.path)
    (folder,) = run_baselines(["tfidf"], tmp_path / "new", data=toy_data.path)
    (folder / "contrast.jsonl.gz").unlink()
    found = changes(folder, shelf, data=toy_data.path, draws=100)
    assert [one.task for one in found.tasks] == ["stance", "contradiction"]
    assert all(one.before == one.row and not one.moved for one in found.tasks)
    assert found.left == ("contrast",)
    for one in found.tasks:
        assert one.apart_from == ("majority",)  # four events separate nothing
        assert one.ranked == 2


def test_every_submission_that_stands_keeps_the_rules():
    """But for the rows that bound the others, whose names are kept."""
    from counterclaim_leaderboard.board import BOUNDS
    from counterclaim_leaderboard.pull_request.rules import entries_of, file_faults, size_faults, system_faults

    folders = [path.parent for path in sorted(Path(ROOT, SHELF).glob("*/system.yaml"))]
    assert len(folders) > 10
    for folder in folders:
        from counterclaim.submission.system import read_system

        if folder.name not in BOUNDS:
            told = read_system(folder / "system.yaml", [])
            assert file_faults(folder.name, entries_of(folder)) + size_faults(folder) + system_faults(folder.name, told) == []
