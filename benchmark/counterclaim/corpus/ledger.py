"""The author's side: the ledger's sheet of issues, and the clerk's reading of the claims in its terms."""

from pathlib import Path
from typing import NamedTuple

from counterclaim.corpus.forms import ActorForm, EntryForm, IssueForm
from counterclaim.corpus.yaml_reader import read_yaml, typed, typed_list
from counterclaim.errors import Fault, near_miss
from counterclaim.records import Event


class Sheet(NamedTuple):
    """What double entry needs of the author's side."""

    issues: dict[str, IssueForm]
    actors: dict[str, str]
    """The ledger's actor for each source that has one."""
    entries: dict[str, EntryForm]
    """By claim; those on no issue are left out."""
    cast: dict[str, ActorForm]
    """The ledger's actors."""


def read_sheet(folder: Path, event: Event, prefix: str) -> tuple[Sheet, list[Fault]]:
    """Read ledger.yaml and double-entry.yaml of one event; note dangling ids and claims that the clerk passed over."""
    faults: list[Fault] = []
    ledger = read_yaml(folder / "ledger.yaml", f"{prefix}/ledger.yaml", faults) or {}
    listed = typed_list(ledger.get("issues"), IssueForm, f"{prefix}/ledger.yaml", "issue", faults)
    issues = {issue.id: issue for issue in listed}
    actors = {a.id: a for a in typed_list(ledger.get("actors"), ActorForm, f"{prefix}/ledger.yaml", "actor", faults)}
    name = f"{prefix}/double-entry.yaml"
    raw = read_yaml(folder / "double-entry.yaml", name, faults) or {}
    sources, claims = raw.get("sources") or {}, raw.get("claims") or {}
    known = {source.id for source in event.sources} | {s.id for layers in event.hands.values() for s in layers.sources}
    for source, actor in sources.items():
        if source not in known:
            faults.append(Fault(name, f"sources {source}", "a source of the event", repr(source), near_miss(source, known)))
        if actor not in actors:
            faults.append(Fault(name, f"sources {source}", "an actor of the ledger", repr(actor), near_miss(str(actor), actors)))
    entries: dict[str, EntryForm] = {}
    for claim in event.claims:
        if claim.id not in claims:
            faults.append(
                Fault(name, f"claims {claim.id}", "an entry for every claim, {} where it is on no issue", "none", "add it")
            )
            continue
        entry = typed(claims[claim.id] or {}, EntryForm, name, f"claims {claim.id}", faults)
        if entry is None or entry.issue is None:
            continue
        if entry.issue not in issues or entry.value is None:
            found = f"issue {entry.issue!r}, value {entry.value!r}"
            faults.append(
                Fault(name, f"claims {claim.id}", "an issue of the sheet and a value", found, near_miss(entry.issue, issues))
            )
            continue
        entries[claim.id] = entry
    return Sheet(issues, sources, entries, actors), faults
