"""What watches over the processes: it outlives what cannot be started, and waits for an address that is let go of."""

import socket
import threading

import pytest

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.operating.supervisor import _keep_alive, _listen, _Watched


class Unstartable:
    """A process for which there is no room."""

    def start(self):
        raise BlockingIOError(11, "Resource temporarily unavailable")


class Startable:
    pid = 1

    def start(self):
        self.started = True


def test_a_process_that_cannot_be_started_is_tried_again_later():
    found = iter([Unstartable(), Startable()])
    one = _Watched("worker-0", lambda: next(found))
    _keep_alive(one, 100.0)
    assert one.process is None
    assert one.not_before > 100.0
    _keep_alive(one, one.not_before - 1)
    assert one.process is None
    _keep_alive(one, one.not_before)
    assert one.process.started


def test_an_address_that_is_let_go_of_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        stop = threading.Event()
        threading.Timer(0.3, other.close).start()
        with _listen("127.0.0.1", port, stop) as listening:
            assert listening.getsockname()[1] == port


def test_an_address_that_is_taken_is_told_once_the_service_is_stopped():
    with socket.create_server(("127.0.0.1", 0)) as other:
        stop = threading.Event()
        stop.set()
        with pytest.raises(Misuse, match="expected an address to listen on, found: Address already in use"):
            _listen("127.0.0.1", other.getsockname()[1], stop)
