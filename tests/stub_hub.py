"""The parts of the Hub's HTTP interface that publishing a dataset calls, on loopback, with one repository in memory."""

import base64
import hashlib
import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

TOKEN = "hf_never_to_be_written"


def oid(content):
    """Git's name of a blob."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class StubHub:
    """Serves while the context lasts. `failing(method, path)` tells which requests are refused, with a status or None."""

    def __init__(self):
        self.commits = []
        """Each a mapping from names to contents."""
        self.tags = {}
        """Names to commits."""
        self.large = {}
        """What large files hold, by SHA-256, from the moment in which they arrived."""
        self.created = False
        self.ignored = set()
        self.failing = lambda method, path: None
        self.requests, self.keys = [], set()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path = unquote(urlsplit(self.path).path)
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                stub.requests.append((self.command, path))
                stub.keys.add(self.headers.get("Authorization"))
                status = stub.failing(self.command, path)
                status, reply = (status, {"error": "refused"}) if status else stub.answer(self.command, path, body)
                raw = json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def do_POST(self):
                self.do_GET()

            def do_PUT(self):
                self.do_GET()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, method, path, body):
        """Return status and reply."""
        repo = "/api/datasets/own/name"
        if path == "/api/repos/create":
            asked = json.loads(body)
            assert (asked["organization"], asked["name"], asked["type"]) == ("own", "name", "dataset")
            made, self.created = self.created, True
            self.commits = self.commits or [{".gitattributes": b"*.parquet filter=lfs\n"}]
            return (409 if made else 200), {"url": f"{self.address}/datasets/own/name"}
        if path == "/api/validate-yaml":
            return 200, {"errors": [], "warnings": []}
        if path == f"{repo}/refs":
            refs = [{"name": name, "ref": f"refs/tags/{name}", "targetCommit": commit} for name, commit in self.tags.items()]
            return 200, {"branches": [], "converts": [], "tags": refs}
        if match := re.fullmatch(rf"{repo}/tree/(.+)", path):
            return 200, [self.entry(name, content) for name, content in self.at(match[1]).items()]
        if path == f"{repo}/preupload/main":
            return 200, {"files": [self.mode(file["path"]) for file in json.loads(body)["files"]]}
        if path == "/datasets/own/name.git/info/lfs/objects/batch":
            return 200, {"transfer": "basic", "objects": [self.wanted(one) for one in json.loads(body)["objects"]]}
        if match := re.fullmatch(r"/store/(\w+)", path):
            assert method == "PUT"
            assert hashlib.sha256(body).hexdigest() == match[1]
            self.large[match[1]] = body
            return 200, {}
        if path == f"{repo}/commit/main":
            return 200, self.commit([json.loads(line) for line in body.splitlines()])
        if match := re.fullmatch(rf"{repo}/tag/(.+)", path):
            name = json.loads(body)["tag"]
            if name in self.tags:
                return 409, {"error": "it is there"}
            self.at(match[1])
            self.tags[name] = match[1]
            return 200, {}
        if path == f"{repo}/revision/main":
            return 200, {"id": "own/name", "sha": self.name(len(self.commits) - 1)}
        raise AssertionError(f"{method} {path}: not a request that publishing is known to make")

    def name(self, number):
        return f"{number:040x}"

    def at(self, revision):
        """The files of a revision."""
        revision = self.tags.get(revision, revision)
        return self.commits[-1] if revision == "main" else self.commits[int(revision, 16)]

    def entry(self, name, content):
        large = {"lfs": {"oid": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 130}}
        git = {"type": "file", "path": name, "size": len(content), "oid": oid(content)}
        return {**git, **large, "oid": "f" * 40} if name.endswith(".parquet") else git

    def mode(self, name):
        large = name.endswith(".parquet")
        there = self.commits[-1].get(name)
        known = None if there is None else hashlib.sha256(there).hexdigest() if large else oid(there)
        return {"path": name, "uploadMode": "lfs" if large else "regular", "shouldIgnore": name in self.ignored, "oid": known}

    def wanted(self, one):
        upload = {"actions": {"upload": {"href": f"{self.address}/store/{one['oid']}"}}}
        return {"oid": one["oid"], "size": one["size"], **({} if one["oid"] in self.large else upload)}

    def commit(self, lines):
        files = dict(self.commits[-1])
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                files[value["path"]] = self.large[value["oid"]]
            elif line["key"] == "deletedFile":
                del files[value["path"]]
            else:
                assert line["key"] == "header"
        self.commits.append(files)
        name = self.name(len(self.commits) - 1)
        return {"commitUrl": f"{self.address}/datasets/own/name/commit/{name}", "commitOid": name}

    def __enter__(self):
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
