"""Reading the files of a corpus, also those within a zip: bytes to text, to records, to tables, each fault with its line."""

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import msgspec

from counterclaim.errors import Misuse, near_miss
from counterclaim.importers.base import Intake

MOST = 1 << 30
"""How many bytes the members of a zip may have together when unpacked: a small file can hold more than a disk."""

UNREADABLE = (msgspec.MsgspecError, RecursionError)
"""What a decoder of JSON raises: of what is no JSON or has another form, and of what is nested without end."""

_Record = TypeVar("_Record")
csv.field_size_limit(1 << 24)


@dataclass(frozen=True)
class SourceFile:
    """A file of a corpus, or a member of a zip."""

    name: str
    """As faults tell it."""
    path: PurePosixPath
    """Below the path that was given."""
    raw: bytes


def source_files(path: Path, endings: Sequence[str], intake: Intake) -> list[SourceFile]:
    """Read the file, or the files of a folder or a zip that end so and whose names match `only`, in the order of their names.

    Raises:
        Misuse: the path cannot be read, or no file of it is of that kind.
    """
    try:
        if path.is_dir():
            found = [
                SourceFile(str(one), PurePosixPath(one.relative_to(path).as_posix()), one.read_bytes())
                for one in sorted(path.rglob("*"))
                if one.is_file() and one.suffix in endings and _wanted(one.name, intake)
            ]
        elif path.suffix == ".zip":
            found = _members(path, endings, intake)
        else:
            found = [SourceFile(str(path), PurePosixPath(path.name), path.read_bytes())]
    except OSError as error:
        raise Misuse(f"{path}: expected a file, a folder or a zip, found: {error.strerror}; mend the path") from None
    if not found and not intake.faults:
        archives = ", ".join(str(one) for one in sorted(path.rglob("*.zip"))) if path.is_dir() else ""
        remedy = f"name one archive: {archives}" if archives else "mend the path"
        raise Misuse(f"{path}: expected files of {intake.form.name} ({', '.join(endings)}), found none; {remedy}")
    intake.files |= {one.name: hashlib.sha256(one.raw).hexdigest() for one in found}
    return found


def text_of(file: SourceFile, intake: Intake) -> str | None:
    """Decode a file; each line that is not in the encoding is a fault, and then there is no text."""
    encoding = intake.options.encoding
    try:
        return file.raw.decode(encoding)
    except LookupError:
        raise Misuse(f"expected the name of an encoding, found {encoding!r}; use utf-8, latin-1 or cp1252") from None
    except UnicodeDecodeError as whole:
        bad = [(number, error) for number, line in enumerate(file.raw.split(b"\n"), 1) if (error := _undecoded(line, encoding))]
        for number, error in bad or [(file.raw.count(b"\n", 0, whole.start) + 1, whole)]:
            found = f"byte 0x{error.object[error.start]:02x} at {error.start}"
            intake.fault(file.name, f"line {number}", f"text in {encoding}", found, "save it so, or name its --encoding")
        return None


def _undecoded(line: bytes, encoding: str) -> UnicodeDecodeError | None:
    try:
        line.decode(encoding)
    except UnicodeDecodeError as error:
        return error
    return None


def lines_of(file: SourceFile, form: type[_Record], intake: Intake) -> Iterator[tuple[str, _Record]]:
    """Give the records of JSON lines with their places; a line that does not have the form is a fault."""
    text = text_of(file, intake)
    decoder = msgspec.json.Decoder(form)
    for number, line in enumerate((text or "").removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", decoder.decode(line)
            except UNREADABLE as error:
                intake.fault(file.name, f"line {number}", "a record as a JSON object", str(error), "mend the line")


def list_of(file: SourceFile, form: type[_Record], intake: Intake) -> Iterator[tuple[str, _Record]]:
    """Give the records of a JSON list with their places; one that does not have the form is a fault."""
    text = text_of(file, intake)
    if text is None:
        return
    try:
        listed = msgspec.json.decode(text.removeprefix("\ufeff"), type=list[Any])
    except UNREADABLE as error:
        intake.fault(file.name, "", "a JSON list of records", str(error), "get the file anew")
        return
    for number, raw in enumerate(listed):
        try:
            yield f"record {number}", msgspec.convert(raw, form)
        except UNREADABLE as error:
            intake.fault(file.name, f"record {number}", "a record as a JSON object", str(error), "mend the record")


def table_of(
    file: SourceFile, columns: Sequence[str], intake: Intake, *, tabs: bool = False
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give the rows of a CSV or a tab-separated file with its header, with their places.

    Cells of a tab-separated file have no quoting. A column that is missing, and a row that is too short or too long, are faults.
    """
    text = text_of(file, intake)
    if text is None:
        return
    told: dict[str, Any] = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if tabs else {"strict": True}
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), **told)
    try:
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        for column in missing:
            intake.fault(file.name, "line 1", f"a column {column!r}", ", ".join(header), near_miss(column, header))
        if missing:
            return
        for cells in reader:
            if len(cells) == len(header):
                yield f"line {reader.line_num}", dict(zip(header, cells, strict=True))
            elif cells:
                where, found = f"line {reader.line_num}", f"{len(cells)}"
                intake.fault(file.name, where, f"{len(header)} cells", found, "mend the row: a separator too many or too few")
    except csv.Error as error:
        intake.fault(file.name, f"line {reader.line_num}", "a row of a table", str(error), "mend the quotation marks")


def _members(path: Path, endings: Sequence[str], intake: Intake) -> list[SourceFile]:
    found: list[SourceFile] = []
    left = MOST
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                inside = PurePosixPath(member.filename)
                if member.is_dir() or inside.suffix not in endings or not _wanted(inside.name, intake):
                    continue
                with archive.open(member) as stream:
                    raw = stream.read(left + 1)
                if len(raw) > left:
                    expected, remedy = f"members of at most {MOST} bytes together", "unpack it and import the folder"
                    intake.fault(str(path), member.filename, expected, "more", remedy)
                    return []
                left -= len(raw)
                found.append(SourceFile(f"{path}:{member.filename}", inside, raw))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        intake.fault(str(path), "", "a zip that can be read, without a password", str(error), "get the file anew")
    return found


def _wanted(name: str, intake: Intake) -> bool:
    if name.startswith("."):  # what macOS puts into zips beside each file
        return False
    if fnmatch(name, intake.options.only):
        return True
    intake.left_out[f"file not named {intake.options.only}"] += 1
    return False
