"""The three files of a hidden split: commitments (published before), the secret (kept), and the reveal (published after)."""

import os
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from counterclaim.errors import Misuse


class Of(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all three say first: of which split of which dataset they are."""

    scheme: str
    name: str
    version: str
    split: str

    @property
    def of(self) -> tuple[str, str, str]:
        """The name, version and split, as every commitment has them."""
        return self.name, self.version, self.split


class Commitments(Of, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is published beforehand."""

    questions: dict[str, str]
    """By config, the SHA-256 of the rows that are published (`rows_sha256` of their dataset.json): what was asked is bound, too."""
    commitments: dict[str, dict[str, str]]
    """By task and id."""
    digest: str
    """Over all the rest: the one line to publish where nobody can change it."""


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opens one commitment."""

    salt: str
    answer: dict[str, Any]
    """The columns of the gold, by name."""


class Reveal(Of, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is published afterwards."""

    date: str
    """ISO 8601, as the operator gave it."""
    openings: dict[str, dict[str, Opening]]


class Secret(Of, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the operator keeps. It holds the gold itself, so that a reveal does not hang on the dataset being kept as it was."""

    key: str
    """Of the opaque ids."""
    ids: dict[str, dict[str, str]]
    """By task, the opaque id of each item's own."""
    openings: dict[str, dict[str, Opening]]


_File = TypeVar("_File", Commitments, Reveal, Secret)


def read(path: Path, form: type[_File]) -> _File:
    """Read one of the files; raises Misuse where it has not the form."""
    return _read(path, form)  # type: ignore[return-value]


def read_openings(path: Path) -> Reveal | Secret:
    """Read a file that opens commitments, whichever of the two it is; raises Misuse where it is neither."""
    return _read(path, Reveal, Secret)  # type: ignore[return-value]


def _read(path: Path, *forms: type[Of]) -> Of:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Misuse(f"{path}: expected a file of `counterclaim gold`, found: {error.strerror}; mend the path") from None
    told = ""
    for form in forms:
        try:
            return msgspec.json.decode(raw, type=form)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            told = told or str(error)
    expected = " or ".join(form.__name__.lower() for form in forms)
    raise Misuse(f"{path}: expected {expected} as `counterclaim gold` writes them, found {told}; get the file anew")


def write_new(path: Path, thing: msgspec.Struct, mode: int = 0o644) -> None:
    """Write a file that was not there, readable as `mode` says from its first byte on.

    Raises:
        Misuse: there is one, or none can be written there.
    """
    if os.path.lexists(path):
        raise Misuse(f"{path}: expected no file, found one; nothing is overwritten: move it away or name another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        raise Misuse(f"{path}: expected a place for a file, found: {error.strerror}; mend the path") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(thing), indent=1) + b"\n")
            file.flush()
            os.fsync(file.fileno())  # what is published next cannot be opened without it
    except BaseException:
        path.unlink(missing_ok=True)
        raise
