"""Clients that send a byte now and then: the server ends them, and answers others meanwhile."""

import json
import socket
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from urllib.request import Request, urlopen

import pytest
from processes import PATIENT

from counterclaim_leaderboard.service.operating.supervisor import web_server
from counterclaim_leaderboard.service.settings import Receiving

pytest_plugins = ["served"]

FORM = b'--x\r\nContent-Disposition: form-data; name="files"; filename="system.yaml"\r\n\r\nname: '


@pytest.fixture
def port(served):
    """A server in a thread, with no patience."""
    limits = Receiving(head_seconds=0.5, idle_seconds=5.0, whole_seconds=1.0)
    server = web_server(replace(served.settings, receiving=limits))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(PATIENT)


def dribble(connection, drop=b"x"):
    """Send a drop now and then until the other side has had enough; return what it said."""
    connection.settimeout(0.05)
    told, end = b"", time.monotonic() + PATIENT
    while time.monotonic() < end:
        try:
            connection.sendall(drop)
            piece = connection.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            return told
        if not piece:
            return told
        told += piece
    raise AssertionError("still open")


def is_answered(port):
    with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENT) as answer:
        return answer.status == 200


@pytest.mark.parametrize("begun", [b"", b"GET /healthz HTTP/1.1\r\nHost: board\r\nX: "])
@pytest.mark.parametrize("before", [b"", b"GET /healthz HTTP/1.1\r\nHost: board\r\n\r\n"])
def test_a_head_that_never_ends(port, before, begun):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(before)
        if before:
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(begun)
        assert is_answered(port)
        told = dribble(connection, b"x" if begun else b"")
    assert b"HTTP/1.1" not in told


def head(path, length=10_000, **headers):
    fields = {"Host": "board", "Content-Type": "multipart/form-data; boundary=x", "Content-Length": length, **headers}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def test_an_upload_a_byte_at_a_time(served, port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(head("/api/v1/submissions", **served.headers()) + FORM)
        assert is_answered(port)
        told = dribble(connection)
    assert told.startswith(b"HTTP/1.1 408")
    assert json.loads(told.partition(b"\r\n\r\n")[2])["title"] == "Too slow"
    assert not any(served.context.store.incoming.iterdir())


def test_slow_forms_without_a_token_keep_no_team_from_uploading(served, port, submissions):
    """More of them than there are places for uploads."""
    body = b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\nx'
    whole = FORM + b"x\r\n--x--\r\n"
    with ExitStack() as held:
        for _ in range(Receiving().at_once + 1):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.sendall(head("/submit") + body)
        end = time.monotonic() + PATIENT
        while len(list(served.context.store.incoming.iterdir())) <= Receiving().at_once:
            assert time.monotonic() < end
        headers = {**served.headers(), "Content-Type": "multipart/form-data; boundary=x"}
        request = Request(f"http://127.0.0.1:{port}/api/v1/submissions", whole, headers)
        with pytest.raises(Exception, match="422"):  # it has no predictions; 503 is what no place is told as
            urlopen(request, timeout=PATIENT)
