"""system.yaml: who and what made the predictions."""

import math
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from unicodedata import category

import msgspec
import yaml

from counterclaim.errors import Fault, near_miss

LONGEST = 64 * 1024
"""Bytes of system.yaml at most; a description needs a few thousand."""


class SystemKind(StrEnum):
    """What sort of thing a system is."""

    BOUND = "bound"
    """Bounds the others: the gold itself, or one annotator."""
    ARTEFACT = "artefact"
    """Sees nothing of an item or only a part of it; what it scores is what the data gives away."""
    RULES = "rules"
    """Written by hand; at most a threshold is chosen on data."""
    LEARNED = "learned"
    """Its parameters were fitted."""
    LANGUAGE_MODEL = "language model"
    """Answers a prompt."""


class Cost(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What the predictions of all tasks took; training is not counted."""

    seconds: Annotated[float, msgspec.Meta(ge=0)] | None = None
    """On the hardware named."""
    tokens: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """Read and written by a language model."""
    price: Annotated[float, msgspec.Meta(ge=0)] | None = None
    """In US dollars."""
    hardware: str | None = None

    def __add__(self, other: "Cost") -> "Cost":
        """Return the cost of both; what one does not tell is left to the other."""
        both = {name: [getattr(one, name) for one in (self, other)] for name in ("seconds", "tokens", "price")}
        told = {name: sum(known) for name, values in both.items() if (known := [one for one in values if one is not None])}
        return Cost(**told, hardware=self.hardware or other.hardware)


class System(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The description of a system."""

    name: str
    authors: list[str]
    description: str
    licence: str
    training_data: str
    """What it was trained on, in words; "none" for nothing."""
    test_articles_seen: bool
    """Whether any test article was seen in training or in choosing the system."""
    link: str | None = None
    parameters: int | None = None
    """The number of trained parameters, where that means something."""
    open_weights: bool | None = None
    kind: SystemKind | None = None
    cost: Cost | None = None


class _NotPlainError(Exception):
    """The file uses what a description needs not, and what can make a small file take for ever to read."""


class _Loader(yaml.SafeLoader):
    """YAML without aliases, merge keys and tags: merge keys that name aliases double at each line, tags call constructors."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        found = None
        if isinstance(event, yaml.AliasEvent):
            found = "an alias"
        elif event.tag is not None:
            found = "a tag"
        elif isinstance(event, yaml.ScalarEvent) and event.value == "<<" and event.implicit[0]:
            found = "a merge key"
        if found is not None:
            raise _NotPlainError(f"{found} in line {event.start_mark.line + 1}")
        return super().compose_node(parent, index)


def read_system(path: Path, faults: list[Fault]) -> System | None:
    """Read system.yaml; on a fault note it and return None."""
    if not path.is_file():
        found = "a folder" if path.is_dir() else "no file"
        faults.append(
            Fault(
                str(path),
                "",
                "the description of the system",
                found,
                "write it as leaderboard/submissions/README.md shows",
            )
        )
        return None
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
        if len(content) > LONGEST:
            faults.append(Fault(str(path), "", f"at most {LONGEST} bytes", "more", "shorten the file"))
            return None
        raw = yaml.load(content.decode("utf-8"), Loader=_Loader)
        if isinstance(raw, dict):
            _unknown_keys(raw, path, faults)
            raw = {key: value for key, value in raw.items() if key in System.__struct_fields__}
        system = msgspec.convert(raw, System)
        _ = str(system.parameters)  # raises for a number of thousands of digits, which no page could show
        _unfit(msgspec.to_builtins(system), path, faults)
    except _NotPlainError as error:
        told = ("YAML without aliases, merge keys and tags", str(error), "write out what is meant")
        faults.append(Fault(str(path), "", *told))
    except msgspec.ValidationError as error:
        faults.append(Fault(str(path), "", "the keys of a system", str(error), "see leaderboard/submissions/README.md"))
    except (OSError, ValueError, OverflowError, yaml.YAMLError, RecursionError) as error:  # YAML's dates and numbers raise, too
        faults.append(Fault(str(path), "", "YAML in UTF-8", " ".join(str(error).split())[:200], "mend the file"))
    else:
        return system
    return None


def _unfit(fields: Mapping[str, object], path: Path, faults: list[Fault], within: str = "") -> None:
    """Note text that no page or table can hold, and numbers that are none."""
    for key, value in fields.items():
        where = f"{within}{key}"
        if isinstance(value, dict):
            _unfit(value, path, faults, f"{where}.")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and any(category(character) in ("Cc", "Cs") and character not in "\n\t" for character in one):
                faults.append(Fault(str(path), where, "text that can be shown", repr(one)[:100], "take the control characters out"))
            if isinstance(one, float) and not math.isfinite(one):
                faults.append(Fault(str(path), where, "a finite number", repr(one), "leave it out"))


def _unknown_keys(raw: dict[str, object], path: Path, faults: list[Fault]) -> None:
    for key in raw:
        if key not in System.__struct_fields__:
            faults.append(
                Fault(
                    str(path),
                    key[:100] if isinstance(key, str) and key.isprintable() else ascii(key)[:100],
                    "a known key",
                    repr(key)[:100],
                    near_miss(str(key), System.__struct_fields__),
                )
            )
