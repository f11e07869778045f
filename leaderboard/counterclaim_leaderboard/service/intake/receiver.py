"""Take an upload in: multipart/form-data, written to disk as it comes, with every limit kept while it comes."""

import asyncio
import errno
import hashlib
import os
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from counterclaim.errors import Fault, near_miss
from counterclaim.submission.folder import FORMS
from counterclaim.tasks import TASKS
from counterclaim_leaderboard.service.intake.store import Store
from counterclaim_leaderboard.service.problems import Problem, busy
from counterclaim_leaderboard.service.settings import Caps, Receiving
from counterclaim_leaderboard.service.texts import cleaned

SYSTEM = "system.yaml"
NAMES = (SYSTEM, *(f"{task}{form}" for task in TASKS for form in FORMS))
"""What the files of a submission may be called. No archive is among them."""

TOKEN = "token"
"""The field of the upload page that holds the token; it comes before any file."""


@dataclass(frozen=True)
class Arrived:
    """One file of an upload, flushed to disk."""

    path: Path
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Upload:
    """A whole upload, in a folder of its own."""

    folder: Path
    files: dict[str, Arrived]

    @property
    def digest(self) -> str:
        """The SHA-256 of the names and digests of the files."""
        told = "".join(f"{name} {one.sha256}\n" for name, one in sorted(self.files.items()))
        return hashlib.sha256(told.encode()).hexdigest()

    def discard(self) -> None:
        """Take away what is left of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Receiver:
    """Takes the bytes of a request, in pieces of any size.

    Args:
        content_type: of the request.
        folder: for the files; it is the caller's to take away.
        caps: the limits.
        admit: is called with the token of the form before any file is written, and refuses by raising Problem; None where the token
            came in a header.
    """

    def __init__(self, content_type: str, folder: Path, caps: Caps, admit: Callable[[str], None] | None = None) -> None:
        """Make ready; raises Problem where the request is no multipart/form-data."""
        from python_multipart import multipart  # noqa: PLC0415 - an extra

        kind, options = multipart.parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise Problem(415, "Wrong media type", "expected multipart/form-data with a boundary, found another; send a form")
        names = ("part_begin", "part_data", "part_end", "header_field", "header_value", "header_end", "headers_finished", "end")
        callbacks: Any = {f"on_{name}": getattr(self, f"_{name}") for name in names}
        self._broken = multipart.FormParserError
        self._options = multipart.parse_options_header
        try:
            self._parser = multipart.MultipartParser(options[b"boundary"], callbacks)
        except self._broken as error:
            raise _malformed(error) from None
        self._folder, self._caps, self._admit = folder, caps, admit
        self._files: dict[str, Arrived] = {}
        self._faults: list[Fault] = []
        self._file: IO[bytes] | None = None
        self._name = ""
        self._field = bytearray()
        self._in_file = False
        self._size = self._total = 0
        self._digest = hashlib.sha256()
        self._header = self._value = b""
        self._disposition = b""
        self._ended = False

    def feed(self, chunk: bytes) -> None:
        """Take a piece; raises Problem at the first limit that is passed."""
        self._total += len(chunk)
        if self._total > self._caps.upload:
            raise Problem(413, "Too large", f"expected at most {self._caps.upload} bytes in all, found more; compress the files")
        try:
            self._parser.write(chunk)
        except self._broken as error:
            raise _malformed(error) from None
        except OSError as error:
            raise no_room(error) from None

    def finish(self) -> Upload:
        """Return the whole; raises Problem with every fault of it."""
        if not self._ended:
            raise Problem(400, "Malformed upload", "expected a whole form, found one that is cut off; send it again")
        if SYSTEM not in self._files:
            self._faults.append(Fault(SYSTEM, "", "the description of the system", "no file", "add it"))
        if not self._faults and set(self._files) == {SYSTEM}:
            forms = ", ".join(f"{task}.jsonl" for task in TASKS)
            self._faults.append(Fault("", "", "predictions for at least one task", "none", f"add one of: {forms}"))
        if self._faults:
            raise Problem(422, "Faulty upload", "the upload has faults; nothing was kept", faults=self._faults)
        return Upload(self._folder, self._files)

    def close(self) -> None:
        """Close what is open."""
        if self._file is not None:
            self._file.close()

    def _part_begin(self) -> None:
        self._disposition = b""
        self._header = self._value = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _headers_finished(self) -> None:
        _, options = self._options(self._disposition)
        self._in_file = b"filename" in options
        self._field, self._size, self._file = bytearray(), 0, None
        if not self._in_file:
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            return
        self._name = options[b"filename"].decode("utf-8", "replace")
        if self._admit is not None:
            raise _unauthorised("expected the token before the files, found none")
        if self._name == "":
            return  # a field of the form in which no file was chosen
        if self._name not in NAMES:
            shown = repr(cleaned(self._name, 100))
            remedy = near_miss(self._name, NAMES) or f"use one of: {SYSTEM}, TASK{', TASK'.join(FORMS)}; no archives"
            self._fault(Fault(shown, "", "a file of a submission", shown, remedy))
        elif any(_task(self._name) == _task(other) for other in self._files):
            self._fault(Fault(self._name, "", "one file for each task, and one system.yaml", "a second", "take one out"))
        else:
            self._digest = hashlib.sha256()
            self._file = (self._folder / self._name).open("xb")

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if not self._in_file:
            if self._size > 1024:
                raise Problem(422, "Faulty upload", "expected a field of at most 1024 bytes, found more; send files as files")
            self._field += data[start:end]
        elif self._name == "" and self._size:
            raise Problem(422, "Faulty upload", "expected files with their names, found one without; name it")
        elif self._file is not None:
            if self._name == SYSTEM and self._size > self._caps.system:
                raise Problem(413, "Too large", f"expected at most {self._caps.system} bytes of {SYSTEM}, found more; shorten it")
            piece = data[start:end]
            self._digest.update(piece)
            self._file.write(piece)

    def _part_end(self) -> None:
        if not self._in_file:
            if self._name == TOKEN and self._admit is not None:
                self._admit(self._field.decode("latin-1").strip())
                self._admit = None
            return
        if self._file is not None:
            _flush(self._file)
            self._file.close()
            self._file = None
            self._files[self._name] = Arrived(self._folder / self._name, self._digest.hexdigest(), self._size)

    def _end(self) -> None:
        self._ended = True

    def _fault(self, fault: Fault) -> None:
        if len(self._faults) >= 100:
            raise Problem(422, "Faulty upload", "the upload has faults; nothing was kept", faults=self._faults)
        self._faults.append(fault)


async def receive(pieces: AsyncIterator[bytes], receiver: Receiver, limits: Receiving) -> Upload:
    """Feed a request to a receiver, off the loop that serves the others; raises Problem for one that is too slow.

    Only the waiting for bytes is cut short: a thread cannot be, and would take places and make files that nobody gives back.
    """
    clock = asyncio.get_running_loop().time
    whole = clock() + limits.whole_seconds
    try:
        while True:
            async with asyncio.timeout_at(min(whole, clock() + limits.idle_seconds)):
                piece = await anext(pieces, None)
            if piece is None:
                break
            if piece:
                await asyncio.to_thread(receiver.feed, piece)
        return await asyncio.to_thread(receiver.finish)
    except TimeoutError:
        told = f"expected bytes every {limits.idle_seconds:g} s and the whole within {limits.whole_seconds:g} s; send it again"
        raise Problem(408, "Too slow", told, headers={"Connection": "close"}) from None
    finally:
        receiver.close()


def take_in(upload: Upload, store: Store) -> None:
    """Move the files of an upload into the store; raises Problem where the disk has no room."""
    try:
        for one in upload.files.values():
            store.keep(one.path, one.sha256)
    except OSError as error:
        raise no_room(error) from None


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _task(name: str) -> str:
    return name.partition(".")[0]


def _malformed(error: Exception) -> Problem:
    return Problem(400, "Malformed upload", f"expected multipart/form-data, found another form ({error}); send it anew")


def _unauthorised(detail: str) -> Problem:
    return Problem(401, "No valid token", detail, headers={"WWW-Authenticate": "Bearer"})


def no_room(error: OSError) -> Problem:
    """Return the refusal where the store cannot be written to."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Problem(507, "No room", "the disk of the service is full; nothing was kept, and the operator has been told")
    return busy("the service cannot write to its store; nothing was kept")
