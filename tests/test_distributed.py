"""Work on a real dask scheduler with two workers on loopback: the same digits, though a worker is killed on the way."""

import gzip
import os
import re
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from dask.distributed import Client

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.metrics import MacroF1
from counterclaim.metrics.base import LabelledItems
from counterclaim.parallel import spread, workers
from counterclaim.scoring import score
from counterclaim.statistics.bootstrap import bootstrap
from counterclaim_baselines.cue_lexicon import CueLexicon
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.board import rank
from counterclaim_leaderboard.formats import as_json


class Cluster:
    """A scheduler and two workers, as processes of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self._address()
        self.workers = [self._worker() for _ in range(2)]

    def _start(self, *arguments):
        log = (self.folder / f"{arguments[0]}-{time.monotonic_ns()}.log").open("w")
        call = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
        process = subprocess.Popen(call, stdout=log, stderr=subprocess.STDOUT)
        process.log = self.folder / log.name
        return process

    def _worker(self):
        return self._start("worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")

    def _address(self):
        for _ in range(600):
            found = re.search(r"tcp://127\.0\.0\.1:\d+", self.scheduler.log.read_text())
            if found:
                return found[0]
            time.sleep(0.1)
        raise TimeoutError(self.scheduler.log.read_text())

    def stop(self):
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def running(folder):
    made = Cluster(folder)
    with Client(made.address) as client:
        client.wait_for_workers(2, timeout=60)
        yield made
    made.stop()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    yield from running(tmp_path_factory.mktemp("cluster"))


@pytest.fixture
def doomed(tmp_path):
    """A cluster that loses a worker."""
    yield from running(tmp_path)


@pytest.fixture(scope="module")
def shelf(toy_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    run_baselines(["majority", "stratified-random", "cue-lexicon", "cue-graph", "gold"], folder, data=toy_data.path)
    return folder


def kill_one_at_work(cluster, killed, over):
    """Kill the first worker that is seen to have a task, unless all is over before."""
    with Client(cluster.address) as client:
        pids = client.run(os.getpid)
        while not killed and not over.is_set():
            at_work = [address for address, tasks in client.processing().items() if tasks]
            if at_work:
                os.kill(pids[at_work[0]], signal.SIGKILL)
                killed.append(pids[at_work[0]])
            time.sleep(0.01)


def test_work_is_done_by_the_workers(cluster):
    with workers("dask", cluster.address):
        pids = set(spread(os.getpid, [()] * 20))
    assert pids <= {process.pid for process in cluster.workers}
    assert os.getpid() in spread(os.getpid, [(), ()])


def test_a_board_is_the_same_though_a_worker_is_killed(doomed, shelf, toy_data):
    here = rank(shelf, data=toy_data.path, pages=True)
    killed, over = [], threading.Event()
    killer = threading.Thread(target=kill_one_at_work, args=(doomed, killed, over))
    with workers("dask", doomed.address):
        killer.start()
        there = rank(shelf, data=toy_data.path, pages=True)
        over.set()
        killer.join()
    assert len(killed) == 1
    assert as_json(there) == as_json(here)
    assert {name: one.answers for name, one in there.seen.items()} == {name: one.answers for name, one in here.seen.items()}


def test_intervals_are_the_same(cluster, shelf, toy_data):
    rows = MacroF1().statistics(*[_items(seed) for seed in (0, 1)])
    here = bootstrap(rows, MacroF1().value, 730, 9)
    with workers("dask", cluster.address):
        there = bootstrap(rows, MacroF1().value, 730, 9)
    assert here.tolist() == there.tolist()


def test_a_submission_in_parts_is_the_same(cluster, shelf, toy_data, tmp_path, capsys):
    raw = score(shelf / "stratified-random", data=toy_data.path)
    folder = tmp_path / "stratified-random"
    (folder / "stance").mkdir(parents=True)
    (folder / "system.yaml").write_text((shelf / "stratified-random" / "system.yaml").read_text())
    lines = gzip.decompress((shelf / "stratified-random" / "stance.jsonl.gz").read_bytes()).splitlines(keepends=True)
    for number in range(4):
        (folder / "stance" / f"part-{number}.jsonl").write_bytes(b"".join(lines[number::4]))
    with workers("dask", cluster.address):
        parts = score(folder, data=toy_data.path)
    assert parts.tasks["stance"] == raw.tasks["stance"]
    arguments = ["score", str(folder), "--data", str(toy_data.path), "--backend", "dask", "--scheduler", cluster.address]
    assert main(arguments) == 0
    assert "stance" in capsys.readouterr().out


def test_predictions_of_a_baseline_are_the_same(cluster, shelf, toy_data, tmp_path, monkeypatch):
    monkeypatch.setattr(CueLexicon, "batch", 1)
    with workers("dask", cluster.address):
        (there,) = run_baselines(["cue-lexicon"], tmp_path, data=toy_data.path)
    name = "attribution.jsonl.gz"
    assert (there / name).read_bytes() == (shelf / "cue-lexicon" / name).read_bytes()


def test_faults_are_told_as_they_are_here(cluster, shelf, toy_data, tmp_path, capsys):
    (tmp_path / "shelf" / "bad").mkdir(parents=True)
    (tmp_path / "shelf" / "bad" / "stance.jsonl").write_text('{"id": "x", "label": "denies"}\n')
    (tmp_path / "shelf" / "worse").mkdir()
    told = []
    for options in ([], ["--backend", "dask", "--scheduler", cluster.address]):
        assert main(["rank", str(tmp_path / "shelf"), "--data", str(toy_data.path), *options]) == 1
        told.append(capsys.readouterr().err)
    assert told[0].splitlines()[-1] in told[1]


def test_no_scheduler(shelf, toy_data, capsys):
    arguments = ["rank", str(shelf), "--data", str(toy_data.path), "--backend", "dask"]
    assert main(arguments) == 2
    assert "expected --scheduler ADDRESS" in capsys.readouterr().err
    assert main([*arguments, "--scheduler", "nowhere"]) == 2
    assert "expected a dask scheduler at nowhere" in capsys.readouterr().err
    with pytest.raises(Misuse, match="found none"), workers("dask", "tcp://127.0.0.1:9"):
        pass


def _items(seed):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, 400)
    return LabelledItems(np.arange(400) // 20, 20, labels, 3, np.eye(3)[labels], np.full(400, -1))
