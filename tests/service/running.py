"""A service in processes of its own, with two workers."""

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from processes import PATIENT, children


class Running:
    """A service; `start` starts it again where it was killed, at the same address."""

    def __init__(self, settings, log):
        self.settings, self.log = settings, log
        self.log.touch()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()
        self.until(self.ready)

    def start(self):
        """Start the process that watches over the others; those of one that was killed let go of the address within seconds."""
        begun = len(self.named("service.begins"))
        end = time.monotonic() + PATIENT
        while time.monotonic() < end:
            arguments = [self.settings.database, str(self.settings.store), str(self.settings.gold), str(self.port)]
            script = Path(__file__).with_name("serve_quickly.py")
            with self.log.open("ab") as file:
                self.process = subprocess.Popen([sys.executable, str(script), *arguments], stderr=file)
            while self.process.poll() is None:
                if len(self.named("service.begins")) > begun:
                    return
                time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def stop(self):
        self.process.terminate()
        return self.process.wait(PATIENT)

    def events(self):
        lines = self.log.read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def named(self, name):
        return [one for one in self.events() if one["event"] == name]

    def event(self, name):
        return self.until(lambda: next(iter(self.named(name)), None))

    def pids(self):
        """The processes that were started last, by name."""
        return {one["name"]: one["pid"] for one in self.named("process.begins")}

    def processes(self):
        """Every process of the service that lives, the first one first."""
        found = [self.process.pid]
        for pid in found:
            found += children(pid)
        return found

    def ready(self):
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False

    def until(self, asked):
        end = time.monotonic() + PATIENT
        while time.monotonic() < end:
            if found := asked():
                return found
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())


@pytest.fixture
def running(served, tmp_path):
    one = Running(served.settings, tmp_path / "log")
    yield one
    one.stop()
