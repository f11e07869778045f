"""`counterclaim serve`: one process that answers, some that score, and this one, which watches over them.

The socket belongs to this process, so that while the web process is started anew its callers wait and are not refused. A process
that ends unasked is started again, after longer and longer pauses. When this process is asked to stop it asks the others, and ends
those that do not stop in time; when it is killed, they notice and stop by themselves.
"""

import errno
import multiprocessing
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.logs import log, log_error, to_stderr
from counterclaim_leaderboard.service.settings import Settings

_LOOK = 0.2
"""Seconds between looks at the processes."""

_SWEEP = 3600.0
_LONGEST_PAUSE = 30.0
_CONNECTIONS = 1000
"""At once; those beyond it are told to come again."""

_LETS_GO = 10.0
"""Seconds within which a service that was killed lets go of its address."""

_WEB_GRACE = 20
"""Seconds for the requests that run when the service is stopped."""


@dataclass
class _Watched:
    """One process, and when it may be started again."""

    name: str
    start: Callable[[], Any]
    process: Any = None
    begun: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until asked to stop. Raises Misuse where the gold, the database, the store or the address cannot be used."""
    from counterclaim_leaderboard.service.web.context import Context  # noqa: PLC0415 - an extra

    to_stderr()
    stop = set_by(signal.SIGTERM, signal.SIGINT)
    listening = _listen(host, port, stop)
    context = Context(settings)
    try:
        context.store.create()
        context.database.create()
    except Misuse:
        raise
    except OSError as error:
        raise Misuse(f"{settings.store}: expected a folder that can be written, found: {error.strerror}; mend it") from None
    except Exception as error:
        raise Misuse(f"expected a database that answers, found {type(error).__name__}; mend the URL or start it") from None
    spawn = multiprocessing.get_context("spawn")

    def web() -> Any:
        return spawn.Process(target=_web, args=(settings, listening), name="web")

    def worker() -> Any:
        return spawn.Process(target=_work, args=(settings,), name="worker")

    watched = [_Watched("web", web), *(_Watched(f"worker-{number}", worker) for number in range(workers))]
    address = listening.getsockname()
    log("service.begins", host=address[0], port=address[1], workers=workers, gold=context.gold, hidden=settings.hidden)
    swept = float("-inf")
    while not stop.is_set():
        at = time.monotonic()
        for one in watched:
            _keep_alive(one, at)
        if at - swept > _SWEEP:
            swept = at
            threading.Thread(target=_sweep, args=(context,), daemon=True).start()
        stop.wait(_LOOK)
    _end(watched, _WEB_GRACE + settings.queueing.grace)
    listening.close()
    log("service.ends")


def set_by(*numbers: int) -> threading.Event:
    """Return an event that these signals set.

    A thread sets it and not the handler: that runs in the midst of the main thread, which may hold the event's lock just then, and
    would wait for it for ever.
    """
    stop, asked = threading.Event(), SimpleQueue[int]()

    def wait() -> None:
        asked.get()
        stop.set()

    threading.Thread(target=wait, daemon=True).start()
    for number in numbers:
        signal.signal(number, lambda number, _: asked.put(number))
    return stop


def _keep_alive(one: _Watched, at: float) -> None:
    if one.process is not None and one.process.is_alive():
        return
    if one.process is not None:
        one.failures = 1 if at - one.begun > _LONGEST_PAUSE else one.failures + 1
        one.not_before = at + min(2.0 ** (one.failures - 1) - 1, _LONGEST_PAUSE)
        log("process.lost", name=one.name, code=one.process.exitcode, restart_in=one.not_before - at)
        one.process.close()
        one.process = None
    if at >= one.not_before:
        process = one.start()
        try:
            process.start()
        except OSError as error:  # no memory, or no room for one more process: this one must live on
            one.not_before = at + _LONGEST_PAUSE
            log("process.waits", name=one.name, error=error.strerror)
            return
        one.process, one.begun = process, at
        log("process.begins", name=one.name, pid=one.process.pid)


def _end(watched: list[_Watched], grace: float) -> None:
    running = [one.process for one in watched if one.process is not None]
    for process in running:
        process.terminate()
    until = time.monotonic() + grace
    for process in running:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


def _listen(host: str, port: int, stop: threading.Event) -> socket.socket:
    """Listen. The web process of a supervisor that was killed lets go of the address when it has noticed: wait a while for it."""
    until = time.monotonic() + _LETS_GO
    while True:
        try:
            family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            return socket.create_server(address, family=family, backlog=2048)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or stop.is_set() or time.monotonic() > until:
                raise Misuse(f"{host}:{port}: expected an address to listen on, found: {error.strerror}; choose another") from None
            log("service.waits", error=error.strerror)
            stop.wait(1)


def _sweep(context: Any) -> None:
    try:
        log("store.swept", files=context.store.sweep(context.database))
    except Exception as error:  # the next sweep tries again, whatever it was
        log_error("store.not_swept", error)


def web_server(settings: Settings) -> Any:
    """Return the server that answers requests; its limits are kept before the application sees a request."""
    import uvicorn  # noqa: PLC0415 - an extra

    from counterclaim_leaderboard.service.web.app import create_app  # noqa: PLC0415
    from counterclaim_leaderboard.service.web.context import Context  # noqa: PLC0415
    from counterclaim_leaderboard.service.web.heads import impatient  # noqa: PLC0415

    config = uvicorn.Config(
        create_app(Context(settings)),
        http=impatient(settings.receiving.head_seconds),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_WEB_GRACE,
        ws="none",
    )
    return uvicorn.Server(config)


def _web(settings: Settings, listening: socket.socket) -> None:
    """Answer requests."""
    to_stderr()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = 2 * _CONNECTIONS if most == resource.RLIM_INFINITY else min(2 * _CONNECTIONS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))  # else connections alone could use them up
    server: Any = None

    def watch() -> None:
        while not _orphaned():
            time.sleep(1)
        if server is None:
            os._exit(1)  # it has begun nothing, and what it holds is the address
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    server = web_server(settings)
    server.run(sockets=[listening])


def _work(settings: Settings) -> None:
    """Score."""
    from counterclaim_leaderboard.service.scoring.worker import Worker  # noqa: PLC0415 - an extra

    to_stderr()
    stop = set_by(signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a terminal it reaches all; the supervisor asks in its own time
    Worker(settings, stop, _orphaned).run()


def _orphaned() -> bool:
    parent = multiprocessing.parent_process()
    return parent is not None and not parent.is_alive()
