"""CPU time of a call and of a command, and the memory of a command. Nothing but the standard library: rivals use it too."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")

_FREED = 30 << 20
"""Bytes. glibc keeps freed blocks of up to the size of the largest one freed (at most 32 MiB); else it may give back and fetch the
same pages in every call, which took up to half of the time."""

_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Timed(NamedTuple, Generic[T]):
    """What a call gave, and what it took."""

    answer: T
    seconds: float
    """CPU, user and system."""


def cpu(call: Callable[[], T], repeats: int = 1) -> Timed[T]:
    """Call so many times; return the last answer and the shortest time, which is the least disturbed one."""
    bytearray(_FREED)
    seconds = []
    for _ in range(repeats):
        before = time.process_time()
        answer = call()
        seconds.append(time.process_time() - before)
    return Timed(answer, min(seconds))


def command_cpu(command: Sequence[str], repeats: int) -> float:
    """Run a command so many times; return the median of its CPU seconds, user and system."""
    seconds = []
    for _ in range(repeats):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        seconds.append(used.ru_utime + used.ru_stime)
    return statistics.median(seconds)


def command_peak(command: Sequence[str]) -> int:
    """Run a command; return the bytes that it held at its peak.

    By way of a small process: a child's peak counts that of the process it was forked from.
    """
    told = subprocess.run([sys.executable, "-c", _PEAK, *command], check=True, stdout=subprocess.PIPE, text=True).stdout
    return int(told) * (1 if sys.platform == "darwin" else 1024)


def reply(check: Callable[[str], Any], measure: Callable[[str], Any]) -> None:
    """Serve `python -m bench.rivals.NAME check|measure FOLDER`: print what the function gives for the folder as a line of JSON."""
    verb, folder = sys.argv[1:]
    print(json.dumps({"check": check, "measure": measure}[verb](folder)))
