"""A disk that is really full: a small one in memory, which root alone may mount."""

import os
import subprocess
import sys

import pytest
from sqlalchemy.exc import DBAPIError

from counterclaim_leaderboard.service.intake.store import Store

pytest_plugins = ["served"]

pytestmark = pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="a disk can be mounted by root alone")


class Disk:
    def __init__(self, path):
        self.path = path

    def fill(self):
        """Leave no byte of room."""
        with (self.path / "ballast").open("wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def free(self):
        (self.path / "ballast").unlink()


@pytest.fixture
def disk(settings, request):
    """The disk of the store; of the database, too, where the test says so."""
    path = settings.store.parent if "database" in request.node.name else settings.store
    path.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(path)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield Disk(path)
    subprocess.run(["umount", "--lazy", str(path)], check=True)


def test_an_upload_waits_for_room(disk, served, submissions):
    disk.fill()
    answer = served.upload(submissions.gold())
    assert (answer.status_code, answer.json()["title"]) == (507, "No room")
    assert served.http.get("/api/v1/board").status_code == 200
    assert not any(served.context.store.incoming.iterdir())
    disk.free()
    assert served.upload(submissions.gold()).status_code == 201
    assert served.work() == 1


def test_a_scoring_waits_for_room(disk, served, submissions):
    identity = served.upload(submissions.gold()).json()["id"]
    disk.fill()
    with pytest.raises(OSError, match="No space"):
        served.work()
    assert served.told(identity)["state"] == "queued"
    disk.free()
    assert served.work() == 1
    assert served.told(identity)["state"] == "scored"


def test_an_outcome_waits_for_room(disk, served, submissions, monkeypatch):
    """The disk is full when the scoring has begun."""
    identity = served.upload(submissions.gold()).json()["id"]
    lay_out = Store.lay_out

    def lay_out_and_fill(*arguments):
        lay_out(*arguments)
        disk.fill()

    with monkeypatch.context() as patched:
        patched.setattr(Store, "lay_out", lay_out_and_fill)
        with pytest.raises(OSError, match="No space"):
            served.work()
    assert served.told(identity)["state"] == "queued"
    disk.free()
    assert served.work() == 1
    assert served.told(identity)["state"] == "scored"


def test_a_database_waits_for_room(disk, served, submissions):
    if served.context.database.sqlite is None:
        pytest.skip("the database has a server of its own")
    first = served.upload(submissions.gold()).json()["id"]
    disk.fill()
    assert served.upload(submissions.gold("second")).status_code in (503, 507)
    assert served.http.delete(f"/api/v1/submissions/{first}", headers=served.headers()).status_code in (200, 503)
    with pytest.raises((OSError, DBAPIError)):
        served.work()
    disk.free()
    second = served.upload(submissions.gold("second")).json()["id"]
    served.work()
    assert served.told(second)["state"] == "scored"
    assert served.told(first)["state"] in ("scored", "withdrawn")
