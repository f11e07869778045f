"""The brat standoff format (Stenetorp et al. 2012): a .txt and an .ann for each document, and annotation.conf.

A content is the trigger of an event `Content` with the arguments Source, Cue and Within; labels are attributes; what has no fixed
values stands in the annotator's note, as `name: value` parted by ` ; `.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from counterclaim.errors import Fault
from counterclaim.exchange.documents import Document, Unit
from counterclaim.labels import ConflictType, CueType, Directness, Polarity, Relation, Stance, Strength
from counterclaim.spans import Span, text_of

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "cue_type": tuple(one.value for one in CueType),
    "directness": tuple(one.value for one in Directness),
    "polarity": tuple(one.value for one in Polarity),
    "label": tuple(dict.fromkeys((*(one.value for one in Stance), *(one.value for one in Relation)))),
    "conflict_type": tuple(one.value for one in ConflictType),
    "strength": tuple(one.value for one in Strength),
    "shifted": ("yes",),
    "rebuttal": ("yes",),
}
"""The features with a fixed set of values; the rest go into the note."""

FREE = ("name", "by", "claims", "mention", "claim", "evidence", "reason", "ambiguous")
"""The features whose values are free text."""
ROLES = ("source", "cue", "within")
_SEPARATOR = " ; "
_NEXT = re.compile(rf" ; (?=(?:{'|'.join(FREE)}): )")


def write(documents: Sequence[Document], folder: Path) -> dict[Path, str]:
    """Return the files of an export by their paths below `folder`."""
    files = {folder / "annotation.conf": configuration()}
    for document in documents:
        files[folder / f"{document.name}.txt"] = document.text
        files[folder / f"{document.name}.ann"] = _annotations(document)
    return files


def read(folder: Path, faults: list[Fault]) -> list[Document]:
    """Read the documents of a folder; what cannot be read is noted."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        document = Document(path.stem, path.read_text(encoding="utf-8"))
        marks = path.with_suffix(".ann")
        if marks.exists():
            document.units = _Marks(marks, document.text, faults).read()
        else:
            faults.append(Fault(str(marks), "", "the marks of this document", "no file", "export anew"))
        found.append(document)
    return found


def configuration() -> str:
    """Return annotation.conf: what may be marked, linked and chosen."""
    attributes = "\n".join(
        f"{name}\tArg:<{'ENTITY' if name == 'polarity' else 'ANY'}>, Value:{'|'.join(values)}"
        for name, values in ATTRIBUTES.items()
    )
    return (
        "[entities]\nSource\nCue\nMention\nStance\nPair\n\n[relations]\n\n"
        "[events]\nContent\tsource?:Source, cue?:Cue, within?:Content\n\n"
        f"[attributes]\n{attributes}\n"
    )


def _annotations(document: Document) -> str:
    lines: list[str] = []
    number = {unit.id: n for n, unit in enumerate(document.units, 1)}
    for unit in document.units:
        n = number[unit.id]
        ranges = ";".join(f"{start} {end}" for start, end in unit.span)
        words = text_of(document.text, unit.span).replace(" … ", " ")
        lines.append(f"T{n}\t{unit.kind} {ranges}\t{words}")
        target = f"T{n}"
        if unit.kind == "Content":
            target = f"E{n}"
            roles = "".join(
                f" {role}:{'E' if role == 'within' else 'T'}{number[other]}" for role, other in unit.links if other in number
            )
            lines.append(f"E{n}\tContent:T{n}{roles}")
        for k, (name, value) in enumerate((name, unit.features[name]) for name in ATTRIBUTES if name in unit.features):
            lines.append(f"A{n}{k}\t{name} {target} {value}")
        free = _SEPARATOR.join(f"{name}: {unit.features[name]}" for name in FREE if name in unit.features)
        if free:
            lines.append(f"#{n}\tAnnotatorNotes {target}\t{free}")
    return "".join(line + "\n" for line in lines)


class _Marks:
    """The lines of one .ann file, read by their first letter: T marks, E events, A attributes, # notes."""

    def __init__(self, path: Path, text: str, faults: list[Fault]) -> None:
        self.path, self.text, self.faults = path, text, faults
        self.units: dict[str, Unit] = {}
        self.triggers: dict[str, str] = {}
        """The mark of the content that an event stands for."""

    def read(self) -> list[Unit]:
        lines = [(n, line) for n, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1) if line.strip()]
        by_letter: dict[str, list[tuple[int, str, str]]] = {letter: [] for letter in "TEA#"}
        for n, line in lines:
            name, _, rest = line.partition("\t")
            if name[0] in by_letter:
                by_letter[name[0]].append((n, name, rest))
            else:
                self._fault(n, "lines that begin with T, E, A or #", line, "take it out")
        for n, name, rest in by_letter["T"]:
            self._mark(n, name, rest)
        for n, name, rest in by_letter["E"]:
            self._trigger(n, name, rest)
        for n, name, rest in by_letter["E"]:
            self._roles(n, name, rest)
        for n, name, rest in (*by_letter["A"], *by_letter["#"]):
            self._feature(n, name, rest)
        return list(self.units.values())

    def _mark(self, n: int, name: str, rest: str) -> None:
        match = re.fullmatch(r"(\w+) ([\d; ]+)\t(.*)", rest)
        span = _span(match.group(2)) if match else None
        if match is None or span is None:
            self._fault(n, "T1<TAB>Kind 0 10;12 20<TAB>words", rest, "mark it anew")
            return
        told, there = match.group(3), text_of(self.text, span).replace(" … ", " ")
        if told != there:
            expected = f"the words at {match.group(2)}: {there[:40]!r}"
            self._fault(n, expected, told, "offsets and words must agree: the text or the mark was changed")
        self.units[name] = Unit(name, match.group(1), span)

    def _trigger(self, n: int, name: str, rest: str) -> None:
        trigger = rest.split(" ", 1)[0].partition(":")[2]
        if trigger in self.units:
            self.triggers[name] = trigger
        else:
            self._fault(n, "the T of the content", trigger, "mark the content anew")

    def _roles(self, n: int, name: str, rest: str) -> None:
        for part in rest.split()[1:] if name in self.triggers else ():
            role, _, target = part.partition(":")
            role = role.rstrip("0123456789")
            linked = self.triggers.get(target, target)
            if role in ROLES and linked in self.units:
                self.units[self.triggers[name]].links.append((role, linked))
            else:
                self._fault(n, f"roles {', '.join(ROLES)} of marks that exist", part, "link it anew")

    def _feature(self, n: int, name: str, rest: str) -> None:
        head, _, note = rest.partition("\t")
        label, target, *value = [*head.split(), "", ""][: max(2, len(head.split()))]
        target = self.triggers.get(target, target)
        if target not in self.units:
            self._fault(n, "a mark that exists", target, "take the line out")
        elif name.startswith("#"):
            self.units[target].features |= self._note(n, note)
        elif label in ATTRIBUTES and (value or ATTRIBUTES[label] == ("yes",)):
            self.units[target].features[label] = value[0] if value else "yes"
        else:
            self._fault(n, f"an attribute of {', '.join(ATTRIBUTES)} with a value", rest, "choose it anew")

    def _note(self, n: int, note: str) -> dict[str, str]:
        found = {}
        for part in _NEXT.split(note):
            key, _, value = part.partition(": ")
            if key in FREE:
                found[key] = value
            elif part.strip():
                self._fault(n, f"a note of the form name: value, the name one of {', '.join(FREE)}", part, "mend the note")
        return found

    def _fault(self, n: int, expected: str, found: str, remedy: str) -> None:
        self.faults.append(Fault(str(self.path), f"line {n}", expected, repr(found[:60]), remedy))


def _span(ranges: str) -> Span | None:
    try:
        pieces = [tuple(int(number) for number in piece.split()) for piece in ranges.split(";")]
    except ValueError:
        return None
    if any(len(piece) != 2 for piece in pieces):
        return None
    return tuple((piece[0], piece[1]) for piece in pieces)
