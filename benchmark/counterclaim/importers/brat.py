"""Attributions in the brat standoff format, as PARC and PolNeAR have them (Pareti 2016; Newell, Margolin & Ruths 2018).

A document is a .txt with one or more .ann files, of the same name or with an annotator's after it, in the same folder or in a
folder beside it (`text/`, `attributions/`). An attribution is an event whose roles Source, Cue and Content are marks; those with
a number (`Content2`) are further pieces. A trigger that is itself a source, cue or content plays that role too, as in our export.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from counterclaim.importers.base import OF_CORPUS, Format, Intake, Row
from counterclaim.importers.files import SourceFile, source_files, text_of
from counterclaim.spans import Span, united

ROLES = ("source", "cue", "content")
_MARK = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


@dataclass(frozen=True)
class _Mark:
    where: str
    kind: str
    span: Span
    """In code points of the text as brat had it."""
    words: str


def _read(path: Path, intake: Intake) -> None:
    files = source_files(path, (".txt", ".ann"), intake)
    texts = {file.path: file for file in files if file.path.suffix == ".txt"}
    used: set[PurePosixPath] = set()
    for file in files:
        if file.path.suffix == ".ann":
            found = _text_for(file.path, texts)
            if found is None:
                intake.fault(file.name, "", f"a text {file.path.stem}.txt for these marks", "none", "put the text beside the marks")
            else:
                used.add(found)
                _document(file, texts[found], intake)
    for _ in texts.keys() - used:
        intake.left_out["text without a file of marks"] += 1


def _text_for(marks: PurePosixPath, texts: Iterable[PurePosixPath]) -> PurePosixPath | None:
    """Return the text of the nearest folder and the longest name with which the name of the marks begins."""
    fitting = [
        text
        for text in texts
        if (marks.stem == text.stem or marks.stem.startswith(f"{text.stem}_"))
        and (text.parent == marks.parent or text.parent.parent == marks.parent.parent)
    ]
    return max(fitting, key=lambda text: (text.parent == marks.parent, len(text.stem)), default=None)


def _document(file: SourceFile, source: SourceFile, intake: Intake) -> None:
    raw, lines = text_of(source, intake), text_of(file, intake)
    if raw is None or lines is None:
        return
    marks: dict[str, _Mark] = {}
    events: list[tuple[str, str, str]] = []
    for number, line in enumerate(lines.split("\n"), 1):
        name, _, rest = line.rstrip("\r").partition("\t")
        if name.startswith("T"):
            match = _MARK.fullmatch(rest)
            if match is None:
                intake.fault(file.name, f"line {number}", "T1<TAB>Kind 0 10;12 20<TAB>words", repr(rest), "mend the line")
            else:
                marks[name] = _Mark(f"line {number}", match[1].lower(), _pieces(match[2]), match[3])
        elif name.startswith("E"):
            events.append((f"line {number}", name, rest))
        elif name.strip():
            intake.left_out[f"line of brat that begins with {name[0]}"] += 1
    text, moved = _read_off(file, raw, marks, intake)
    found: list[Row] = []
    linked: set[str] = set()
    for where, name, rest in events:
        roles = _roles(file, where, rest, marks, intake)
        linked |= {mark for names in roles.values() for mark in names} | {rest.split(" ")[0].partition(":")[2]}
        spans: Row = {role: united(piece for mark in roles[role] for piece in moved[mark]) for role in ROLES}
        told = ", ".join(role for role in ROLES if spans[role])
        intake.attribution(found, spans, name, told)
    for name in marks.keys() - linked:
        intake.left_out[f"mark without a role: {marks[name].kind}"] += 1
    found.sort(key=lambda one: (one["content"], one["cue"], one["source"]))
    document, event = file.path.with_suffix("").as_posix(), source.path.with_suffix("").as_posix()
    intake.article(document, event, text, found, split=_split(source.path.parent), place=(file.name, ""))


def _roles(file: SourceFile, where: str, rest: str, marks: dict[str, _Mark], intake: Intake) -> dict[str, list[str]]:
    """Return the marks of each role of an event."""
    roles: dict[str, list[str]] = {role: [] for role in ROLES}
    trigger, *arguments = rest.split() or [""]
    mark = trigger.partition(":")[2]
    if mark not in marks:
        intake.fault(file.name, where, "a mark that the event stands on", repr(trigger), "mend the line")
    elif marks[mark].kind in ROLES:
        roles[marks[mark].kind].append(mark)
    for argument in arguments:
        role, _, mark = argument.partition(":")
        role = role.rstrip("0123456789").lower()
        if role not in ROLES:
            intake.left_out[f"role {role}"] += 1
        elif mark not in marks:
            intake.fault(file.name, where, "roles of marks that exist", repr(argument), "mend the line")
        elif mark not in roles[role]:
            roles[role].append(mark)
    return roles


def _read_off(file: SourceFile, raw: str, marks: dict[str, _Mark], intake: Intake) -> tuple[str, dict[str, Span]]:
    """Return the text with plain line ends, and the marks in it.

    Tools differ in whether a line end of two characters, or the mark of byte order, counts: the reading that agrees with the words
    of most marks is taken, and a mark that does not agree with it is a fault.
    """
    readings = list(dict.fromkeys(one for text in (raw, raw.replace("\r\n", "\n")) for one in (text, text.removeprefix("\ufeff"))))
    text = min(readings, key=lambda one: sum(not _agrees(mark, one) for mark in marks.values()))
    for mark in marks.values():
        if not _agrees(mark, text):
            there = " ".join(text[start:end] for start, end in mark.span)
            expected = f"the words at {_told(mark.span)}: {there[:60]!r}"
            intake.fault(file.name, mark.where, expected, repr(mark.words[:60]), "text or marks were changed: get both anew")
    bom = text.startswith("\ufeff")

    def moved(offset: int) -> int:
        return offset - bom - text.count("\r\n", 0, offset)

    spans = {name: tuple((moved(start), moved(end)) for start, end in mark.span) for name, mark in marks.items()}
    return text.removeprefix("\ufeff").replace("\r\n", "\n"), spans


def _agrees(mark: _Mark, text: str) -> bool:
    inside = all(0 <= start < end <= len(text) for start, end in mark.span)
    return inside and " ".join(text[start:end] for start, end in mark.span).split() == mark.words.split()


def _pieces(ranges: str) -> Span:
    return tuple((int(start), int(end)) for start, end in (piece.split() for piece in ranges.split(";")))


def _split(folder: PurePosixPath) -> str | None:
    """Return the split that a folder is called after; the names of texts are titles and tell nothing."""
    return next((OF_CORPUS[part.lower()].value for part in folder.parts if part.lower() in OF_CORPUS), None)


def _told(span: Span) -> str:
    return ";".join(f"{start} {end}" for start, end in span)


FORMAT = Format(
    "brat",
    "brat standoff with events of the roles Source, Cue and Content (PARC, PolNeAR), folders for splits",
    "attribution",
    "the text",
    {},
    ("Line ends become single, and offsets move with them.", "Type of cue, directness, nesting and who is named stay empty."),
    _read,
)
