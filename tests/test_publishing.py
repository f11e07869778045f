"""Publishing, against a stub of the Hub: what arrives is the release, and a tag names nothing less."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TOY, multiply
from stub_hub import TOKEN, StubHub

from counterclaim.cli import main
from counterclaim.corpus.build import build
from counterclaim.corpus.sources import read_corpus
from counterclaim.dataset import DatasetFolder, release


@pytest.fixture
def hub():
    with StubHub() as stub:
        yield stub


@pytest.fixture
def data(toy_data, tmp_path):
    return DatasetFolder(Path(shutil.copytree(toy_data.path, tmp_path / "data")))


def publish(hub, data, *options, token=TOKEN):
    """Run the verb in a process of its own, which takes the address of the Hub when it starts."""
    settings = {
        "HF_ENDPOINT": hub.address,
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    }
    environment = {**os.environ, **settings, "HF_HOME": str(data.path.parent / "home"), "HF_TOKEN": token}
    command = [sys.executable, "-m", "counterclaim", "data", "publish", "--repo", "own/name", "--data", str(data.path), *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def contents(data):
    return {path.relative_to(data.path).as_posix(): path.read_bytes() for path in data.path.rglob("*") if path.is_file()}


def test_what_arrives_is_the_release_and_the_tag_names_it(hub, data):
    done = publish(hub, data)
    assert done.returncode == 0, done.stderr
    tag = f"v{data.manifest.version}"
    arrived = dict(hub.at(tag))
    del arrived[".gitattributes"]
    assert arrived == contents(data)
    assert data.manifest.digest in done.stdout
    assert hub.keys - {None} == {f"Bearer {TOKEN}"}
    assert TOKEN not in done.stdout + done.stderr


def test_a_dry_run_says_it_and_sends_nothing(hub, data):
    done = publish(hub, data, "--dry-run", token="")
    assert done.returncode == 0, done.stderr
    assert not hub.requests
    for name, content in contents(data).items():
        assert f"{len(content)}  {name}\n" in done.stdout
    assert f"digest {data.manifest.digest}; tag v{data.manifest.version}" in done.stdout


@pytest.mark.parametrize("place", ["/refs", "/store/", "/commit/", "/tag/"])
def test_after_a_failed_upload_a_second_run_completes(place, hub, data):
    hub.failing = lambda method, path: 403 if place in path else None
    failed = publish(hub, data)
    assert failed.returncode == 2
    assert "publish again" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not hub.tags
    hub.failing = lambda method, path: None
    done = publish(hub, data)
    assert done.returncode == 0, done.stderr
    assert hub.at(f"v{data.manifest.version}").items() >= contents(data).items()


def test_a_release_that_did_not_arrive_whole_gets_no_tag(hub, data):
    hub.ignored = {"croissant.json"}  # by a .gitignore of the repository
    done = publish(hub, data)
    assert done.returncode == 2
    assert "croissant.json missing or other" in done.stderr
    assert not hub.tags


def test_publishing_again_sends_no_file_and_leaves_the_tag(hub, data):
    assert publish(hub, data).returncode == 0
    before = len(hub.commits), dict(hub.tags)
    hub.requests.clear()
    assert publish(hub, data).returncode == 0
    assert (len(hub.commits), hub.tags) == before
    assert not [path for _, path in hub.requests if "/store/" in path or "/commit/" in path or "/tag/" in path]


def test_a_new_card_arrives_and_the_tag_names_what_it_did(hub, data):
    assert publish(hub, data).returncode == 0
    tag = f"v{data.manifest.version}"
    before = hub.tags[tag]
    (data.path / "README.md").write_text("A better card.\n")
    done = publish(hub, data)
    assert done.returncode == 0, done.stderr
    assert hub.at("main")["README.md"] == b"A better card.\n"
    assert (hub.tags[tag], f"{tag} is {before}\n" in done.stdout) == (before, True)


def other(folder, version):
    """The toy with an event less."""
    multiply(folder / "sources", {"toy-01": "train", "toy-03": "test"})
    (folder / "sources" / "corpus.yaml").write_text((TOY / "corpus.yaml").read_text().replace("0.0.1", version))
    build(read_corpus(folder / "sources"), folder / "built")
    return DatasetFolder(folder / "built")


def test_a_published_version_does_not_change(hub, data, tmp_path):
    assert publish(hub, data).returncode == 0
    before = list(hub.commits)
    done = publish(hub, other(tmp_path / "other", data.manifest.version))
    assert done.returncode == 2
    assert "raise the version" in done.stderr
    assert "dataset.json" in done.stderr
    assert hub.commits == before


def test_the_next_version_stands_beside_the_first_without_its_files(hub, data, tmp_path):
    assert publish(hub, data).returncode == 0
    later = other(tmp_path / "later", "9.9.9")
    assert publish(hub, later).returncode == 0
    assert "data/stance/validation.parquet" in hub.at(f"v{data.manifest.version}")
    assert hub.at("v9.9.9").keys() - {".gitattributes"} == contents(later).keys()


def test_what_dataset_json_does_not_name_is_not_published(hub, data):
    path = data.path / "data" / "stance" / "test.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    (data.path / "README.md").unlink()
    done = publish(hub, data)
    assert done.returncode == 1
    assert "stance/test.parquet: expected SHA-256" in done.stderr
    assert "README.md: expected the card" in done.stderr
    assert not hub.requests


def test_without_a_token_nothing_is_sent(hub, data):
    done = publish(hub, data, token="")
    assert done.returncode == 2
    assert "HF_TOKEN" in done.stderr
    assert not hub.requests


@pytest.mark.parametrize("repo", ["name", "own/na me", "own/name/more", "--", ""])
def test_the_repository_has_an_owner_and_a_name(repo, capsys):
    assert main(["data", "publish", f"--repo={repo}", "--dry-run"]) == 2
    assert "OWNER/NAME" in capsys.readouterr().err


def test_the_release_holds_what_its_card_leads_to(capsys):
    assert main(["data", "publish", "--repo", "own/name", "--dry-run"]) == 0
    told = capsys.readouterr().out
    for name in ("README.md", "DATASHEET.md", "GUIDELINES.md", "croissant.json", *release().manifest.files):
        assert f"  {name}\n" in told
    assert "events/" not in told
    files = json.loads((release().path / "dataset.json").read_text())["files"]
    assert all(hashlib.sha256((release().path / name).read_bytes()).hexdigest() == one["sha256"] for name, one in files.items())
