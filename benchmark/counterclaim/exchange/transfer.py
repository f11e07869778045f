"""Write an event for an annotation tool, and take a hand's annotation back into the sources."""

import re
from pathlib import Path

from counterclaim.corpus.build import CANARY
from counterclaim.corpus.forms import SourceForm
from counterclaim.corpus.read import EventReader, source_record
from counterclaim.corpus.sources import folder_of
from counterclaim.corpus.write import sources_yaml, to_yaml
from counterclaim.corpus.yaml_reader import read_yaml, typed_list
from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim.exchange import FORMATS
from counterclaim.exchange.documents import to_documents
from counterclaim.exchange.hands import from_documents
from counterclaim.files import atomically, whole_folder
from counterclaim.records import Event, Layers

BLANK = "blank"
"""The hand of an export without any label: what an annotator is given."""
SOURCES = "sources.yaml"
"""Beside the documents: the sources that a hand adds to the editor's."""
CANARY_FILE = "CANARY.md"
HANDS = "hands"
"""The folder of an event in which annotations beside a, b and gold stand."""


def export_event(sources: Path, event: str, form: str, hand: str, out: Path) -> list[Path]:
    """Write one event in the form of a tool into `out`, whole or not at all.

    Args:
        sources: the folder of the sources of the gold.
        event: its id.
        form: a name of FORMATS.
        hand: a, b, gold, the name of another hand, or "blank": texts, mentions and lines without a label.
        out: the folder to write; it must not exist, so that no marks are lost.

    Raises:
        Misuse: there is no such event or hand, or `out` exists.
        FaultsFound: the sources cannot be read.
    """
    if out.exists():
        raise Misuse(f"{out}: expected a folder that does not exist yet, found one; name another, marks in it would be lost")
    found = _read(sources, event)
    layers = None if hand == BLANK else _layers(found, hand, folder_of(sources, event))
    files = FORMATS[form].write(to_documents(found, layers), Path())
    files[Path(SOURCES)] = sources_yaml(layers.sources if layers else ())
    files[Path(CANARY_FILE)] = f"{CANARY}\n"
    with whole_folder(out) as scratch:
        for name, text in files.items():
            (scratch / name).write_text(text, encoding="utf-8", newline="\n")
    return [out / name for name in sorted(files)]


def import_hand(sources: Path, event: str, form: str, folder: Path, name: str) -> Path:
    """Take what an annotator made of an export into the sources, as `events/<event>/hands/<name>.yaml`.

    Raises:
        Misuse: there is no such event or folder, or the name will not do.
        FaultsFound: with every fault of the files; then nothing is written.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,30}", name) or name == "gold":
        raise Misuse(f"expected a name for the hand of two or more lower-case letters and digits, found {name!r}; choose another")
    if not folder.is_dir():
        raise Misuse(f"{folder}: expected the folder of an export, found none; mend the path")
    found = _read(sources, event)
    faults: list[Fault] = []
    documents = FORMATS[form].read(folder, faults)
    raw = (read_yaml(folder / SOURCES, str(folder / SOURCES), faults) or {}) if (folder / SOURCES).exists() else {}
    listed = typed_list(raw.get("sources"), SourceForm, str(folder / SOURCES), "sources", faults)
    added = tuple(source_record(source) for source in listed)
    known = {source.id for source in found.sources}
    for source in added:
        if source.id in known:
            faults.append(Fault(str(folder / SOURCES), source.id, "a new source", "one of the editor's", "take it out"))
    layers, more = from_documents(documents, found, added, str(folder))
    if faults or more:
        raise FaultsFound([*faults, *more])
    path = folder_of(sources, event) / HANDS / f"{name}.yaml"
    atomically(path, to_yaml(found, layers))
    return path


def _read(sources: Path, event: str) -> Event:
    reader = EventReader(folder_of(sources, event), sources)
    found = reader.read()
    if found is None or reader.faults:
        raise FaultsFound(reader.faults)
    if any(article.text is None for article in found.articles):
        raise Misuse(f"{event}: expected an event whose texts are here, found offsets alone; attach the texts first")
    return found


def _layers(event: Event, hand: str, folder: Path) -> Layers:
    if hand in event.hands:
        return event.hands[hand]
    reader = EventReader(folder)
    if not (folder / HANDS / f"{hand}.yaml").exists():
        raise Misuse(f"{event.id}: expected the annotation of a hand, found no {hand!r}; use a, b, gold or {BLANK}")
    found = reader.read((f"{HANDS}/{hand}",))
    if found is None or reader.faults:
        raise FaultsFound(reader.faults)
    return found.hands[f"{HANDS}/{hand}"]
