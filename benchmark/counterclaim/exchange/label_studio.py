"""Label Studio's JSON: one file of tasks, one task a document, and the configuration of the labelling page.

A region is one continuous piece: the further pieces of a span are regions of their own, tied to the first by a relation `piece`.
Labels are choices of a region, and what has no fixed values is text of it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from counterclaim.errors import Fault
from counterclaim.exchange.brat import ATTRIBUTES, FREE, ROLES
from counterclaim.exchange.documents import Document, Unit
from counterclaim.exchange.hands import KINDS

LINKS = (*ROLES, "piece")
TASKS_FILE = "tasks.json"


def write(documents: Sequence[Document], folder: Path) -> dict[Path, str]:
    """Return the files of an export by their paths below `folder`."""
    tasks = [_task(document) for document in documents]
    return {
        folder / TASKS_FILE: json.dumps(tasks, ensure_ascii=False, indent=1) + "\n",
        folder / "labelling.xml": configuration(),
    }


def configuration() -> str:
    """Return the configuration of the labelling page."""
    lines = ["<View>", '  <Labels name="label" toName="text">', *(f'    <Label value="{kind}"/>' for kind in KINDS), "  </Labels>"]
    lines += [
        "  <Relations>",
        *(f'    <Relation value="{role}"/>' for role in LINKS),
        "  </Relations>",
        '  <Text name="text" value="$text"/>',
    ]
    for name, values in ATTRIBUTES.items():
        lines += [
            f'  <Choices name="{name}" toName="text" perRegion="true">',
            *(f"    <Choice value={quoteattr(value)}/>" for value in values),
            "  </Choices>",
        ]
    lines += [f'  <TextArea name="{name}" toName="text" perRegion="true"/>' for name in FREE]
    return "\n".join((*lines, "</View>", ""))


def _task(document: Document) -> dict[str, Any]:
    result: list[dict[str, Any]] = []
    for unit in document.units:
        for k, (start, end) in enumerate(unit.span):
            region = unit.id if k == 0 else f"{unit.id}-{k}"
            value = {"start": start, "end": end, "text": document.text[start:end]}
            result.append({**_region(region), "from_name": "label", "type": "labels", "value": {**value, "labels": [unit.kind]}})
            if k:
                result.append({"type": "relation", "from_id": unit.id, "to_id": region, "direction": "right", "labels": ["piece"]})
                continue
            for name, told in unit.features.items():
                kind, content = ("choices", {"choices": [told]}) if name in ATTRIBUTES else ("textarea", {"text": [told]})
                shown = {"start": start, "end": end, **content}
                result.append({**_region(region), "from_name": name, "type": kind, "value": shown})
    for unit in document.units:
        for role, other in unit.links:
            result.append({"type": "relation", "from_id": unit.id, "to_id": other, "direction": "right", "labels": [role]})
    return {"data": {"document": document.name, "text": document.text}, "annotations": [{"result": result}]}


def _region(region: str) -> dict[str, Any]:
    return {"id": region, "to_name": "text"}


def read(folder: Path, faults: list[Fault]) -> list[Document]:
    """Read the tasks of a folder (Label Studio's JSON export); what cannot be read is noted."""
    path = folder / TASKS_FILE
    try:
        tasks = json.loads(path.read_bytes())
        return [_document(path, task, faults) for task in tasks]
    except FileNotFoundError:
        faults.append(Fault(str(path), "", "Label Studio's JSON export", "no file", f"save it as {TASKS_FILE}"))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        told = f"{type(error).__name__}: {error}"
        faults.append(
            Fault(str(path), "", "Label Studio's JSON: tasks with data and annotations", told[:120], "export as JSON anew")
        )
    return []


def _document(path: Path, task: dict[str, Any], faults: list[Fault]) -> Document:
    document = Document(str(task["data"]["document"]), str(task["data"]["text"]))
    kept = [one for one in task["annotations"] if not one.get("was_cancelled")]
    if len(kept) != 1:
        faults.append(
            Fault(str(path), document.name, "one annotation of each task", str(len(kept)), "export one annotator at a time")
        )
        return document
    units: dict[str, Unit] = {}
    for one in kept[0]["result"]:
        if one["type"] == "labels":
            value = one["value"]
            start, end = int(value["start"]), int(value["end"])
            told = value.get("text")
            if told is not None and told != document.text[start:end]:
                where = f"{document.name}, region {one['id']}"
                remedy = "offsets and words must agree: the text or the mark was changed"
                faults.append(Fault(str(path), where, f"the words {document.text[start:end][:40]!r}", repr(told[:40]), remedy))
            units[str(one["id"])] = Unit(str(one["id"]), str(value["labels"][0]), ((start, end),))
    for one in kept[0]["result"]:
        if one["type"] in ("choices", "textarea"):
            values = one["value"]["choices" if one["type"] == "choices" else "text"]
            told = values if isinstance(values, str) else "".join(values[:1])
            if str(one["id"]) in units and told:
                units[str(one["id"])].features[str(one["from_name"])] = told
        elif one["type"] == "relation":
            _relation(path, document, one, units, faults)
    return Document(document.name, document.text, [unit for unit in units.values() if unit.kind])


def _relation(path: Path, document: Document, one: dict[str, Any], units: dict[str, Unit], faults: list[Fault]) -> None:
    start, end = str(one["from_id"]), str(one["to_id"])
    role = str((one.get("labels") or [""])[0])
    if start not in units or end not in units or role not in LINKS:
        told = f"{role!r} from {start} to {end}"
        faults.append(Fault(str(path), document.name, f"a relation of {', '.join(LINKS)} between regions", told, "link them anew"))
    elif role == "piece":
        units[start].span = tuple(sorted((*units[start].span, *units[end].span)))
        units[end].kind = ""  # it is a part of the other
    else:
        units[start].links.append((role, end))
