"""The replies that the language model's baseline keeps: a killed run goes on, and nothing is asked twice."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from asking import MARK, QUICK, asked_well, contents, lines, report, run
from stub_endpoint import StubEndpoint, question, well

from counterclaim.errors import Misuse
from counterclaim_baselines.llm.cache import Cache


@pytest.fixture(scope="module")
def undisturbed(toy_data, tmp_path_factory):
    """The submission of an endpoint that answers as asked, and what it was asked."""
    return asked_well(toy_data, tmp_path_factory.mktemp("undisturbed"))


class TestResuming:
    def test_killed_midway(self, undisturbed, toy_data, tmp_path):
        stop = 12
        stub = StubEndpoint()
        stub.behaviour = lambda body, time: well(body, time) if len(stub.bodies) <= stop or stub.released.is_set() else "hang"
        options = {**QUICK, "endpoint": stub.address, "concurrency": "3", "timeout": "60"}
        command = [sys.executable, "-m", "counterclaim", "baseline", "run", "llm", "--data", str(toy_data.path)]
        command += ["--out", str(tmp_path / "out"), "--state", str(tmp_path / "state")]
        command += [part for name, value in options.items() for part in ("--option", f"{name}={value}")]
        with stub:
            killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stub.wait_for(stop + 3)  # all three threads hang: what came before was kept
            os.kill(killed.pid, signal.SIGKILL)
            killed.wait()
            assert sum(stub.replied.values()) == stop
            stub.released.set()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        assert contents(tmp_path / "out" / "llm-org-stub-0shot") == contents(undisturbed[0])
        assert set(stub.replied.values()) == {1}
        assert len(stub.replied) == len(undisturbed[1])

    def test_a_whole_run_again_asks_nothing(self, toy_data, tmp_path):
        with StubEndpoint() as stub:
            first = contents(run(stub, tmp_path, toy_data, shots=2))
            asked = len(stub.bodies)
            assert contents(run(stub, tmp_path, toy_data, shots=2, concurrency=1)) == first
        assert len(stub.bodies) == asked

    def test_only_what_was_not_answered_is_asked_again(self, undisturbed, toy_data, tmp_path):
        broken = {"yes": True}

        def behaviour(body, time):
            return (500, {}) if broken["yes"] and MARK in question(body) else well(body, time)

        with StubEndpoint(behaviour) as stub:
            run(stub, tmp_path, toy_data, tasks="stance", retries=0)
            missing = report(tmp_path, "stance")["unanswered"]
            broken["yes"] = False
            stub.bodies.clear()
            folder = run(stub, tmp_path, toy_data, tasks="stance", retries=0)
        assert missing
        assert stub.bodies
        assert all(MARK in question(body) for body in stub.bodies)
        assert lines(folder, "stance") == lines(undisturbed[0], "stance")

    def test_threads_share_the_file(self, tmp_path):
        cache = Cache(tmp_path / "replies.sqlite")
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: cache.put(f"{number % 50:08x}", b"%d" % (number % 50)), range(400)))
            other = Cache(tmp_path / "replies.sqlite")  # as another process would
            assert list(pool.map(lambda number: other.get(f"{number:08x}"), range(51))) == [*(b"%d" % n for n in range(50)), None]
        other.close()
        cache.close()

    def test_a_file_that_is_no_cache(self, tmp_path):
        path = tmp_path / "replies.sqlite"
        path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
        with pytest.raises(Misuse, match="take the file away"):
            Cache(path)
