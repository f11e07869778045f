"""Send a submission to a service, and ask what has become of it. By the standard library alone."""

import hashlib
import http.client
import json
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from counterclaim.errors import Fault, FaultsFound, Misuse

PATIENCE = 6
"""Tries at a service that cannot be reached, or says that it cannot answer just now."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_AGAIN = frozenset({408, 502, 503, 504})


class Service:
    """A service at an address, as a team sees it."""

    def __init__(self, url: str, token: str) -> None:
        """Take address and token. Raises Misuse for an address that is none, or to which a token would travel in the open."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misuse(f"expected an address such as https://board.example.org, found {url!r}; mend --url")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise Misuse(f"expected https, found {url!r}: the token would travel in the open; mend --url")
        if not (token.isascii() and token.isprintable() and token):
            raise Misuse("expected a token, found none, or other characters than a token has; ask the operator for one")
        self._base = url.rstrip("/") + "/api/v1"
        self._token = token
        around = [urllib.request.ProxyHandler({})] if parts.scheme == "http" else []  # a proxy would read the token
        self._opener = urllib.request.build_opener(_NoRedirect(), *around)

    def board(self) -> dict[str, Any]:
        """Return the board."""
        told: dict[str, Any] = self._asked("GET", "/board")
        return told

    def status(self, submission: str) -> dict[str, Any]:
        """Return what has become of a submission."""
        told: dict[str, Any] = self._asked("GET", f"/submissions/{quote(submission, safe='')}")
        return told

    def submissions(self) -> list[dict[str, Any]]:
        """Return the team's submissions, newest first."""
        found: list[dict[str, Any]] = self._asked("GET", "/submissions")["submissions"]
        return found

    def submit(self, folder: Path, *, again: bool = False) -> dict[str, Any]:
        """Upload the files of a submission folder. The key is the digest of the files, so a retry makes no second submission.

        Args:
            folder: of the submission.
            again: make a new submission even where the service has these files.

        Raises:
            Misuse: the folder cannot be sent, or the service refuses.
            FaultsFound: the service names faults.
        """
        contents = files_of(folder)
        named = "".join(f"{name} {hashlib.sha256(content).hexdigest()}\n" for name, content in sorted(contents.items()))
        key = hashlib.sha256(named.encode()).hexdigest() + (secrets.token_hex(8) if again else "")
        boundary = secrets.token_hex(16)
        headers = {"Idempotency-Key": key, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        told: dict[str, Any] = self._asked("POST", "/submissions", _form(contents, boundary), headers)
        return told

    def wait(self, submission: str, poll: float = 1.0) -> dict[str, Any]:
        """Ask until a submission has come to its end."""
        while (told := self.status(submission))["state"] in ("queued", "running"):
            time.sleep(poll)
        return told

    def _asked(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Any:
        reason = ""
        for attempt in range(PATIENCE):
            if attempt:
                time.sleep(min(2.0**attempt, 30.0))
            given = {**(headers or {}), "Authorization": f"Bearer {self._token}", "Accept": "application/json"}
            request = urllib.request.Request(self._base + path, body, given, method=method)
            try:
                with self._opener.open(request, timeout=120) as answer:
                    return json.loads(answer.read())
            except urllib.error.HTTPError as error:
                problem = _problem(error)
                if error.code not in _AGAIN:
                    raise _refused(problem) from None
                reason = str(problem.get("detail"))
            except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
                reason = f"no answer that can be read ({type(error).__name__})"
        raise Misuse(f"{self._base}: expected an answer, found none after {PATIENCE} tries: {reason}; try again later")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the contents of a submission folder by file name; raises Misuse where it is none or has parts in folders."""
    if not (folder / "system.yaml").is_file():
        raise Misuse(f"{folder}: expected the folder of a submission, found no system.yaml; mend the path")
    found = sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.name != "README.md")
    folders = [path.name for path in found if path.is_dir()]
    if folders:
        raise Misuse(f"{folder / folders[0]}: expected a file for each task, found a folder of parts; join them into one file")
    return {path.name: path.read_bytes() for path in found}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token goes to the address that was given, and to no other."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the redirect is then an error like others."""


def _form(contents: Mapping[str, bytes], boundary: str) -> bytes:
    pieces = []
    for name, content in contents.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{quote(name)}"\r\n'
        pieces += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", content, b"\r\n"]
    return b"".join([*pieces, f"--{boundary}--\r\n".encode()])


def _problem(error: urllib.error.HTTPError) -> dict[str, Any]:
    try:
        told = json.loads(error.read(1_000_000))
    except (OSError, ValueError, http.client.HTTPException):
        told = None
    return told if isinstance(told, dict) else {"detail": f"status {error.code}", "faults": []}


def _refused(problem: Mapping[str, Any]) -> Misuse | FaultsFound:
    faults = problem.get("faults")
    if isinstance(faults, list) and faults:
        return FaultsFound(faults_told(faults))
    return Misuse(str(problem.get("detail")))


def faults_told(faults: list[dict[str, str]]) -> list[Fault]:
    """Return the faults that a service names."""
    return [
        Fault(**{name: str(fault.get(name, "")) for name in ("file", "where", "expected", "found", "remedy")}) for fault in faults
    ]
