"""Read a file of predictions, plain or gzip, line by line with bounded memory; every fault of the file is noted, nothing raised."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import Fault

LONGEST = 16 * 1024 * 1024
"""Bytes in a line at most; the predictions for an article need a few thousand."""

_BOM = b"\xef\xbb\xbf"


def read_lines(path: Path, form: type[msgspec.Struct], faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """Yield (line number, record) for every line that has the form.

    A line may end in CRLF, as JSON Lines allows. Faults: a file that cannot be read, a byte-order mark, a blank, cut-off or
    overlong line, bytes that are not UTF-8, JSON that is not a record of the form.
    """
    name = str(path)
    decoder = msgspec.json.Decoder(form)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            for number, line, ended in _bounded(file):
                where = f"line {number}"
                if line is None:
                    faults.append(Fault(name, where, f"at most {LONGEST} bytes", "a longer line", "write one record a line"))
                    continue
                if number == 1 and line.startswith(_BOM):
                    faults.append(Fault(name, where, "JSON", "a byte-order mark", "save the file as UTF-8 without BOM"))
                    line = line[len(_BOM) :]  # noqa: PLW2901 - the rest of the line may have faults of its own
                if not line.strip():
                    faults.append(Fault(name, where, "a record", "a blank line", "take the line out"))
                    continue
                try:
                    yield number, decoder.decode(line)
                except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                    faults.append(Fault(name, where, *_told(error, line, ended)))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        faults.append(Fault(name, "", "a whole gzip file", str(error), "compress the file anew"))
    except OSError as error:
        faults.append(Fault(name, "", "a file that can be read", error.strerror or str(error), "mend the path or its permissions"))


def _bounded(file: Any) -> Iterator[tuple[int, bytes | None, bool]]:
    """Yield (number, line without its LF or None where it is too long, whether it ended in LF)."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield number, None, True
        else:
            yield number, line.rstrip(b"\n"), line.endswith(b"\n")


def _told(error: Exception, line: bytes, ended: bool) -> tuple[str, str, str]:
    """Say what was expected, what found, and the remedy."""
    if isinstance(error, RecursionError):
        return "a record", "JSON nested too deep", "see the form of the task's lines"
    if isinstance(error, msgspec.ValidationError):
        message = str(error)
        if line.lstrip()[:1] == b"[":
            return "one record a line", "an array", "write each record on a line of its own, without [ ] around them"
        return "a record of the task's form", message, "see the form of the task's lines"
    if isinstance(error, UnicodeDecodeError) or not _is_utf8(line):
        return "UTF-8", "other bytes", "save the file as UTF-8"
    if b"NaN" in line or b"Infinity" in line:
        return "JSON", "NaN or Infinity", "give finite numbers"
    if not ended:
        return "a whole line", "a last line that is cut off", "write the file anew"
    return "JSON", str(error), "mend the line"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
