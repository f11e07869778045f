"""A process that scores one submission: started ahead, so that it has read the gold when there is something to score."""

import errno
import os
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from counterclaim_leaderboard.service.scoring import scoring_process
from counterclaim_leaderboard.service.scoring.queue import Crash
from counterclaim_leaderboard.service.scoring.scoring_process import NO_ROOM, READY, Job, Outcome, Preparation
from counterclaim_leaderboard.service.settings import Settings

_INHERITED = ("PATH", "PYTHONPATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV")
"""What of the environment the process may know: where Python finds things, and nothing of the database."""


class Scorer:
    """The process, from the worker's side. It ends with the worker, however that ends: its end of the pipe is closed."""

    def __init__(self, settings: Settings) -> None:
        """Start it."""
        self._settings = settings
        self._ready = False
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        prepare = Preparation(str(settings.gold.resolve()), settings.split, settings.caps)
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", scoring_process.__name__, msgspec.json.encode(prepare).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env={**inherited, **single},
            start_new_session=True,  # a signal to the service's group is the worker's to answer
        )

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def ready(self, seconds: float) -> bool:
        """Wait so long at most for it to have read the gold."""
        assert self._process.stdout is not None
        if not self._ready and select.select([self._process.stdout], [], [], seconds)[0]:
            self._ready = bool(os.read(self._process.stdout.fileno(), len(READY)))
        return self._ready

    def begin(self, job: Job) -> None:
        """Have it score. Where it has ended already, `outcome` says so."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(msgspec.json.encode(job) + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return

    def ended(self, seconds: float) -> bool:
        """Wait so long at most; tell whether it has ended."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def outcome(self, path: Path) -> Outcome | Crash:
        """Return what it wrote, or how it ended without writing; raises OSError where the disk had no room for what it wrote."""
        code = self._process.returncode
        if code == NO_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if code == 0 and path.exists():
            return msgspec.json.decode(path.read_bytes(), type=Outcome)
        if code == -signal.SIGXCPU:
            return Crash(f"scoring took more than {self._settings.caps.cpu_seconds} s of processor time", final=True)
        if code is not None and code < 0:
            return Crash(f"the process that scored was ended by signal {-code}")
        return Crash(f"the process that scored ended with code {code}")

    def stderr(self) -> str:
        """Return the last of what it complained of: for the operator's log, and for nobody else."""
        self._stderr.seek(0)
        return self._stderr.read()[-4000:].decode("utf-8", "replace")

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._stderr.close()
