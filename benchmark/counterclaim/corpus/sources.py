"""The sources of the gold as a whole: which events there are, and what is missing."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from tqdm import tqdm

from counterclaim.corpus.check import check_event
from counterclaim.corpus.forms import DecisionForm
from counterclaim.corpus.ledger import Sheet, read_sheet
from counterclaim.corpus.merge import ROUNDS, merge
from counterclaim.corpus.read import HANDS, EventReader
from counterclaim.corpus.write import to_yaml
from counterclaim.corpus.yaml_reader import read_yaml, typed_list
from counterclaim.errors import Fault, FaultsFound, Misuse, near_miss
from counterclaim.labels import Split
from counterclaim.records import Event

REQUIRED = (
    "ledger.yaml",
    "event.yaml",
    "claims.yaml",
    "mentions.yaml",
    "a.yaml",
    "b.yaml",
    "adjudication.yaml",
    "double-entry.yaml",
    "gold.yaml",
)
"""What each event's folder holds, one pair of hands for each."""
REQUIRED_REAL = ("event.yaml", "claims.yaml", "mentions.yaml", "a.yaml", "b.yaml", "adjudication.yaml", "gold.yaml")
"""A real article has no ledger, and so no double entry."""
SECOND = "second"
"""In the folder of some events: the claims.yaml of a second editor and the graph.yaml of a second annotator."""
SECOND_HAND = "graph"


class Corpus(NamedTuple):
    """The events of a folder of sources, without faults."""

    events: list[Event]
    version: str
    released: str
    """The day of the release, YYYY-MM-DD."""
    withheld: tuple[str, ...] = ()
    """The splits whose gold is not public."""


def event_folders(sources: Path) -> list[Path]:
    """List the folders of events, invented and real, in a fixed order.

    Raises:
        Misuse: `sources` is no folder of sources.
    """
    if not (sources / "events").is_dir():
        raise Misuse(f"{sources}: expected the folder of the sources, with events/ in it, found none; name it with --sources")
    return sorted(
        path for kind in ("events", "real") if (sources / kind).is_dir() for path in (sources / kind).iterdir() if path.is_dir()
    )


def check_sources(sources: Path) -> tuple[list[Event], list[Fault]]:
    """Read every event and list all faults: of form, reference and logic; missing hands; gold that is not what the hands give."""
    events: list[Event] = []
    faults: list[Fault] = []
    for folder in tqdm(event_folders(sources), desc="events", disable=None):
        event, found = check_event(folder, root=sources)
        required = REQUIRED_REAL if folder.parent.name == "real" else REQUIRED
        prefix = folder.relative_to(sources).as_posix()
        told = {fault.file for fault in found}
        for file in required:
            if not (folder / file).exists() and f"{prefix}/{file}" not in told:
                found.append(
                    Fault(
                        f"{prefix}/{file}",
                        "",
                        "the work of this pair of hands",
                        "no file",
                        "see annotations/FORMATS.md",
                    )
                )
        if event is not None and (folder / "double-entry.yaml").exists():
            found += read_sheet(folder, event, prefix)[1]
        if (folder / SECOND).is_dir():
            found += [fault for fault in check_event(folder, (SECOND_HAND,), sources, within=SECOND)[1] if fault not in found]
        if event is not None and {"a", "b", "gold"} <= event.hands.keys():
            found += _stale_gold(folder, sources, told={str(fault) for fault in found})
        faults += found
        if event is not None:
            events.append(event)
    return events, faults


def _stale_gold(folder: Path, sources: Path, told: set[str]) -> list[Fault]:
    event, gold, faults = merge(folder, sources)
    fresh = [fault for fault in faults if str(fault) not in told]
    if event is None or gold is None or fresh:
        return fresh
    if to_yaml(event, gold) != (folder / "gold.yaml").read_text(encoding="utf-8"):
        name = f"{folder.relative_to(sources).as_posix()}/gold.yaml"
        return [
            Fault(
                name,
                "",
                "what the annotations and decisions give",
                "something else",
                f"run `counterclaim data merge {event.id}`",
            )
        ]
    return []


def read_corpus(sources: Path) -> Corpus:
    """Read all events; raises FaultsFound with every fault."""
    events, faults = check_sources(sources)
    raw = read_yaml(sources / "corpus.yaml", "corpus.yaml", faults)
    version = str((raw or {}).get("version", ""))
    if raw is not None and not version:
        faults.append(Fault("corpus.yaml", "version", "the version of the data", "none", "write version: 0.1.0"))
    released = str((raw or {}).get("released", ""))
    if raw is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", released):
        faults.append(Fault("corpus.yaml", "released", "the day of the release", repr(released), "write released: 2026-01-31"))
    withheld = (raw or {}).get("withheld", [])
    if not isinstance(withheld, list) or not all(one in list(Split) for one in withheld):
        told = ("a list of splits", repr(withheld)[:100], "write withheld: [test], or leave it out")
        faults.append(Fault("corpus.yaml", "withheld", *told))
    if faults:
        raise FaultsFound(faults)
    return Corpus(events, version, released, tuple(withheld))


def folder_of(sources: Path, event: str) -> Path:
    """Return the folder of one event; raises Misuse with the nearest id."""
    folders = {folder.name: folder for folder in event_folders(sources)}
    if event not in folders:
        raise Misuse(f"{sources}: expected an event, found {event!r}; {near_miss(event, folders)}")
    return folders[event]


def annotated_events(
    sources: Path, round_: str | None = None, events: Sequence[str] | None = None, hands: Sequence[str] = ("a", "b")
) -> list[Event]:
    """Read the events with the layers of two hands, of the present round or a superseded one.

    Without `events`, all that have both hands. Beside a, b and gold, a hand is a file in the folder `hands` of an event.

    Raises:
        Misuse: there is no such event or round.
        FaultsFound: what A or B wrote cannot be read.
    """
    folders = [folder_of(sources, event) for event in events] if events else event_folders(sources)
    found: list[Event] = []
    faults: list[Fault] = []
    for folder in folders:
        if round_ is not None and not (folder / "rounds" / round_).is_dir():
            continue
        files = {hand: hand if hand in HANDS else f"hands/{hand}" for hand in hands}
        if not events and not all((folder / f"{file}.yaml").exists() for file in files.values() if "/" in file):
            continue
        reader = EventReader(folder, sources, hands=f"rounds/{round_}" if round_ else ".")
        event = reader.read(files.values())
        faults += reader.faults
        if event is not None:
            named = {hand: event.hands[file] for hand, file in files.items() if file in event.hands}
            found.append(msgspec.structs.replace(event, hands=named))
    if faults:
        raise FaultsFound(faults)
    if not found:
        told = f" of round {round_}" if round_ else ""
        raise Misuse(f"{sources}: expected annotations by {' and '.join(hands)}{told}, found none")
    return found


def with_sheets(sources: Path, events: Sequence[str] | None = None, before: bool = False) -> list[tuple[Event, Sheet]]:
    """Read invented events with their gold and the author's side; with `before`, the gold as adjudicated, not yet read again.

    Raises:
        FaultsFound: a source cannot be read.
    """
    folders = [folder_of(sources, event) for event in events] if events else event_folders(sources)
    found: list[tuple[Event, Sheet]] = []
    faults: list[Fault] = []
    for folder in folders:
        if not (folder / "ledger.yaml").exists():
            continue
        event, gold, problems = merge(folder, sources, ROUNDS[:1] if before else ROUNDS)
        faults += problems
        if event is None or gold is None:
            continue
        sheet, problems = read_sheet(folder, event, folder.relative_to(sources).as_posix())
        faults += problems
        found.append((msgspec.structs.replace(event, hands={**event.hands, "gold": gold}), sheet))
    if faults:
        raise FaultsFound(faults)
    return found


def second_reading(sources: Path, event: str) -> dict[str, str]:
    """Return how the second adjudicator marked each cell of an event: clerk, text, ambiguous or error."""
    folder = folder_of(sources, event)
    faults: list[Fault] = []
    if not (folder / "rereading.yaml").exists():
        return {}
    raw = read_yaml(folder / "rereading.yaml", f"{event}/rereading.yaml", faults) or {}
    decisions = typed_list(raw.get("decisions"), DecisionForm, f"{event}/rereading.yaml", "decision", faults)
    if faults:
        raise FaultsFound(faults)
    return {decision.on: decision.mark for decision in decisions}
