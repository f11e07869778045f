"""An endpoint of the chat completions interface for tests: answers every question in its form, or misbehaves as it is told."""

import hashlib
import json
import socket
import struct
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

STANCES = ["asserts", "hedges", "reports", "unverified", "declines", "doubts", "denies"]
VERDICTS = ["contradiction", "corroboration", "neutral"]


def question(body):
    return body["messages"][-1]["content"]


def pick(labels, text):
    """A label that hangs on the text alone."""
    return labels[int(hashlib.sha256(text.encode()).hexdigest(), 16) % len(labels)]


def pair(text):
    label = pick(VERDICTS, text)
    return {"label": label, "type": "numeric" if label == "contradiction" else None}


def answer(body):
    """An answer of the form asked for, the same at each time."""
    task = body["messages"][0]["content"].split("\n")[0]
    asked = question(body)
    if "how firmly" in task:
        return {"label": pick(STANCES, asked)}
    if "compare two passages" in task:
        if "several pairs" not in body["messages"][0]["content"]:
            return pair(asked)
        blocks = asked.split("Pair ")[1:]
        return {"answers": [{"pair": number, **pair(block.partition("\n")[2].strip())} for number, block in enumerate(blocks, 1)]}
    lines = [line for line in asked.split("\n") if line.strip()]
    if "act of saying" in task:
        words = lines[1].split()
        return {"attributions": [{"source": words[:1], "cue": [], "content": [" ".join(words[1:4])], "by": [words[0]]}]}
    article = lines[0].removeprefix("Article ").partition(",")[0]
    return {
        "holders": [{"id": "h", "name": "Lim Wire"}],
        "claims": [{"id": str(n), "mentions": [{"article": article, "words": [" ".join(lines[n].split()[:4])]}]} for n in (1, 2)],
        "stances": [{"holder": "h", "claim": "1", "label": "denies", "article": article}],
        "relations": [{"first": "1", "second": "2", "label": "contradiction"}],
    }


def completion(content, **message):
    """The body of a reply."""
    finish = message.pop("finish_reason", "stop")
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    usage = {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": "stub", "choices": [choice], "usage": usage}


def well(body, time):
    """Answer as asked."""
    del time
    return 200, completion(json.dumps(answer(body)))


class StubEndpoint:
    """Serves on loopback while the context lasts.

    `behaviour(body, time)` is asked what to do with a request, `time` counting from 1 how often the same body came. It returns
    (status, body), (status, body, headers), or "reset", "hang" or "half"; a body is bytes or what becomes JSON.
    """

    def __init__(self, behaviour=well):
        self.behaviour = behaviour
        self.bodies, self.keys = [], set()
        self.replied = Counter()
        """How often each body was replied to."""
        self.released = Event()
        self._lock = Lock()
        self._came = Counter()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                stub.serve(self)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """A client that went away is what some tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"

    def serve(self, handler):
        raw = handler.rfile.read(int(handler.headers["Content-Length"]))
        assert handler.path == "/v1/chat/completions"
        body = json.loads(raw)
        with self._lock:
            self.bodies.append(body)
            self.keys.add(handler.headers.get("Authorization"))
            self._came[raw] += 1
            time_ = self._came[raw]
        done = self.behaviour(body, time_)
        if done == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            handler.close_connection = True
            return
        if done == "hang":
            self.released.wait(20)
            handler.close_connection = True
            return
        status, reply, *headers = done if done != "half" else (200, b'{"choices": [')
        content = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        handler.send_response(status)
        if not isinstance(reply, bytes):
            handler.send_header("Content-Type", "application/json")
        for name, value in (headers[0] if headers else {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content) + (10 if done == "half" else 0)))
        handler.end_headers()
        handler.wfile.write(content)
        handler.wfile.flush()
        handler.close_connection = done == "half"
        with self._lock:
            self.replied[raw] += 1

    def wait_for(self, count):
        """Wait until so many requests have come."""
        until = time.monotonic() + 60
        while len(self.bodies) < count:
            assert time.monotonic() < until, f"{len(self.bodies)} requests of {count}"
            time.sleep(0.01)

    def __enter__(self):
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
