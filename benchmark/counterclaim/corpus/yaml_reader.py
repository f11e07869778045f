"""Strict reading of the YAML sources: every scalar is text, a duplicate key is a fault, records are typed one by one."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from counterclaim.errors import Fault, near_miss

T = TypeVar("T")


class _Loader(yaml.CBaseLoader):
    """Scalars stay text (no `no` that turns false); duplicate keys are refused."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, "a key that is not text", key_node.start_mark)
        if key in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} a second time", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path, name: str, faults: list[Fault]) -> dict[str, Any] | None:
    """Read a file that holds one mapping; on a fault note it under `name` and return None."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        faults.append(Fault(name, "", "the file", "none", "write it, or see annotations/FORMATS.md for what it holds"))
    except UnicodeDecodeError as error:
        faults.append(Fault(name, f"byte {error.start}", "UTF-8", "other bytes", "save the file as UTF-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        faults.append(
            Fault(
                name,
                f"line {line}",
                "YAML",
                error.problem or "something else",
                "quote strings that hold a colon or quotation marks",
            )
        )
    else:
        if isinstance(content, dict):
            return content
        faults.append(Fault(name, "", "a mapping", type(content).__name__, "see annotations/FORMATS.md"))
    return None


def typed(raw: Any, form: type[T], name: str, where: str, faults: list[Fault]) -> T | None:
    """Convert one raw record to its form; on a fault note it and return None."""
    try:
        return msgspec.convert(raw, form, strict=False)
    except msgspec.ValidationError as error:
        message = str(error)
        found = re.search(r"[Uu]nknown field `(\w+)`|Invalid enum value '(.*)'", message)
        remedy = "see annotations/FORMATS.md"
        if found and found[1]:
            remedy = near_miss(found[1], [f.encode_name for f in msgspec.structs.fields(form)]) or remedy  # type: ignore[arg-type]
        elif found and found[2]:
            remedy = near_miss(found[2], _enum_values(form, message)) or remedy
        faults.append(Fault(name, where, "a record of the form", message, remedy))
        return None


def _enum_values(form: type, message: str) -> list[str]:
    """List what the field named at the end of msgspec's message may hold."""
    path = re.search(r"at `\$\.?(\w+)", message)
    for one in msgspec.structs.fields(form):
        if path and one.encode_name == path[1]:
            kind = getattr(one.type, "__args__", (one.type,))[0]
            return [str(member) for member in kind] if hasattr(kind, "__members__") else []
    return []


def typed_list(raw: Any, form: type[T], name: str, where: str, faults: list[Fault]) -> list[T]:
    """Convert a list of raw records, each on its own, so that one fault hides no other."""
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list):
        faults.append(Fault(name, where, "a list", type(raw).__name__, "see annotations/FORMATS.md"))
        return []
    records = []
    for number, one in enumerate(raw, 1):
        identity = one.get("id") or one.get("on") or one.get("pair") if isinstance(one, dict) else None
        if isinstance(one, dict) and identity is None and "holder" in one:
            identity = " ".join(str(one.get(key)) for key in ("holder", "claim", "article"))
        record = typed(one, form, name, f"{where} {identity or number}", faults)
        if record is not None:
            records.append(record)
    return records
