"""UIMA CAS JSON for INCEpTION (Klie et al. 2018), by dkpro-cassis: one .json for each document, its type system inside.

Marks are spans of the layer `webanno.custom.Mark`; links, and the further pieces of a discontinuous span (role `piece`), are
relations of the layer `webanno.custom.Role`, from the mark that owns them (Governor) to the other (Dependent).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterclaim.errors import Fault, Misuse
from counterclaim.exchange.brat import ATTRIBUTES, FREE
from counterclaim.exchange.documents import Document, Unit
from counterclaim.exchange.label_studio import LINKS

MARK = "webanno.custom.Mark"
ROLE = "webanno.custom.Role"
FEATURES = ("kind", *ATTRIBUTES, *FREE)


def _cassis() -> Any:
    try:
        import cassis  # noqa: PLC0415 - an extra
    except ImportError:
        raise Misuse("the CAS format needs dkpro-cassis: install it with `pip install 'counterclaim[exchange]'`") from None
    return cassis


def write(documents: Sequence[Document], folder: Path) -> dict[Path, str]:
    """Return the files of an export by their paths below `folder`; raises Misuse where dkpro-cassis is missing."""
    return {folder / f"{document.name}.json": _cas(document) for document in documents}


def _cas(document: Document) -> str:
    cassis = _cassis()
    types = cassis.TypeSystem()
    mark = types.create_type(MARK, "uima.tcas.Annotation")
    for name in FEATURES:
        types.create_feature(mark, name, "uima.cas.String")
    role = types.create_type(ROLE, "uima.tcas.Annotation")
    types.create_feature(role, "Governor", mark)
    types.create_feature(role, "Dependent", mark)
    types.create_feature(role, "role", "uima.cas.String")
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = document.text, "text/plain"
    marks: dict[str, Any] = {}
    relations: list[tuple[Any, Any, str]] = []
    for unit in document.units:
        first, *rest = [mark(begin=start, end=end) for start, end in unit.span]
        first.kind = unit.kind
        for name, value in unit.features.items():
            setattr(first, name, value)
        marks[unit.id] = first
        cas.add_all([first, *rest])
        relations += [(first, piece, "piece") for piece in rest]
    relations += [(marks[unit.id], marks[other], name) for unit in document.units for name, other in unit.links]
    for governor, dependent, name in relations:
        cas.add(role(begin=dependent.begin, end=dependent.end, Governor=governor, Dependent=dependent, role=name))
    return str(cas.to_json(pretty_print=True)) + "\n"


def read(folder: Path, faults: list[Fault]) -> list[Document]:
    """Read the documents of a folder; what cannot be read is noted."""
    return [document for path in sorted(folder.glob("*.json")) if (document := _document(path, faults)) is not None]


def _document(path: Path, faults: list[Fault]) -> Document | None:
    cassis = _cassis()
    try:
        cas = cassis.load_cas_from_json(path.read_text(encoding="utf-8"))
        marks, roles = list(cas.select(MARK)), list(cas.select(ROLE))
        text = str(cas.sofa_string)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        faults.append(
            Fault(str(path), "", f"a CAS in JSON with the layers {MARK} and {ROLE}", told[:120], "export as UIMA CAS JSON anew")
        )
        return None
    units: dict[int, Unit] = {}
    for n, one in enumerate(marks, 1):
        features = {name: value for name in FEATURES if name != "kind" and (value := getattr(one, name, None))}
        units[one.xmiID] = Unit(f"u{n}", getattr(one, "kind", None) or "", ((one.begin, one.end),), features)
    pieces: set[int] = set()
    for one in roles:
        name, ends = one.role, (one.Governor, one.Dependent)
        if name not in LINKS or any(end is None or end.xmiID not in units for end in ends):
            where = f"relation at {one.begin}"
            faults.append(Fault(str(path), where, f"a role of {', '.join(LINKS)} between marks", repr(name), "link them anew"))
            continue
        governor, dependent = (units[end.xmiID] for end in ends)
        if name == "piece":
            governor.span = tuple(sorted((*governor.span, *dependent.span)))
            pieces.add(one.Dependent.xmiID)
        else:
            governor.links.append((name, dependent.id))
    return Document(path.stem, text, [unit for number, unit in units.items() if number not in pieces])
