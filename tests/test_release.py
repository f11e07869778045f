"""The released dataset gives the same rows from a clone, an editable install and a wheel, with a fresh cache and no network."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from counterclaim import load
from counterclaim.dataset import release

CONFIGS = ("articles", "attribution", "stance", "contradiction", "contrast", "graph")

PRINT_DIGEST = """
import hashlib, json, sys
from {module} import {function} as load
digests = {{}}
for config in {configs!r}:
    rows = load({first}config, split="test")
    text = json.dumps([dict(row) for row in rows], sort_keys=True)
    digests[config] = [len(rows), hashlib.sha256(text.encode()).hexdigest()]
print(json.dumps(digests))
"""


def digests(python, code, cwd, tmp_path, **environment):
    """Run code in a process of its own, with an empty cache and the network refused to the libraries."""
    home = tmp_path / "cache"
    home.mkdir(exist_ok=True)
    variables = {"PATH": os.environ["PATH"], "HF_HOME": str(home), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", **environment}
    done = subprocess.run([python, "-c", code], cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "malformed" not in done.stderr, "the card's dataset_info is not what the library reads"
    return json.loads(done.stdout.strip().splitlines()[-1])


def ours(first=""):
    return PRINT_DIGEST.format(module="counterclaim", function="load", configs=CONFIGS, first=first)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The rows of the editable install that the tests run in."""
    folder = tmp_path_factory.mktemp("editable")
    return digests(sys.executable, ours(), folder, folder)


@pytest.fixture
def clone(tmp_path):
    """What a user has: the files that git tracks, in another place."""
    folder = tmp_path / "clone"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout: no clone to make")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def test_editable_install_has_every_config(expected):
    assert all(count > 0 for count, _ in expected.values())


def test_load_dataset_from_a_clone(clone, expected, tmp_path):
    code = PRINT_DIGEST.format(module="datasets", function="load_dataset", configs=CONFIGS, first='"annotations", ')
    assert digests(sys.executable, code, clone, tmp_path) == expected


def test_load_from_a_clone(clone, expected, tmp_path):
    paths = os.pathsep.join(str(clone / part) for part in ("benchmark", "baselines", "leaderboard"))
    code = "import counterclaim; assert 'clone' in counterclaim.__file__\n" + ours()
    assert digests(sys.executable, code, tmp_path, tmp_path, PYTHONPATH=paths) == expected


def test_load_from_a_wheel(clone, expected, tmp_path):
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(clone)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    shutil.unpack_archive(wheel, site, "zip")
    code = "import counterclaim; assert 'site' in counterclaim.__file__\n" + ours()
    found = digests(sys.executable, code, tmp_path, tmp_path, PYTHONPATH=str(site))
    assert found == expected
    assert (site / "counterclaim_leaderboard" / "site" / "assets" / "site.css").exists()
    assert (site / "counterclaim_leaderboard" / "site" / "templates" / "base.html").exists()
    for named in ("llm/prompts/stance.md", "harnesses/lm_eval/base", "harnesses/lm_eval/stance.yaml", "harnesses/inspect/tasks.py"):
        assert (site / "counterclaim_baselines" / named).exists()


def test_load_another_folder(toy_data):
    rows = load("stance", split="test", data=toy_data.path)
    assert {row["event"] for row in rows} == {"toy-03", "toy-04", "toy-05", "toy-06"}
    assert rows.features["label"].names[0] == "asserts"


def test_a_rewritten_file_gives_its_new_rows(toy_data, tmp_path):
    """The trap of `load_dataset`, whose cache is keyed by the card: our loading reads what is there."""
    one, other = (Path(shutil.copytree(toy_data.path, tmp_path / name / "data")) for name in ("one", "other"))
    manifest = json.loads((other / "dataset.json").read_text())
    stance = "data/stance/test.parquet"
    shutil.copy(other / "data/stance/train.parquet", other / stance)
    manifest["files"][stance]["sha256"] = manifest["files"]["data/stance/train.parquet"]["sha256"]
    (other / "dataset.json").write_text(json.dumps(manifest))
    assert len(load("stance", split="test", data=one)) != len(load("stance", split="test", data=other))


def test_every_record_carries_the_canary():
    dataset = release()
    for entry in dataset.manifest.files.values():
        rows = dataset.rows(entry.config, entry.split)
        assert rows
        assert all(row["canary"] == dataset.manifest.canary for row in rows)
