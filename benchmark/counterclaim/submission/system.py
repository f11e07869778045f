"""system.yaml: who and what made the predictions."""

import math
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from unicodedata import category

import msgspec
import yaml

from counterclaim.errors import Fault, near_miss


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
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(raw, dict):
            _unknown_keys(raw, path, faults)
            raw = {key: value for key, value in raw.items() if key in System.__struct_fields__}
        system = msgspec.convert(raw, System)
        _unfit(msgspec.to_builtins(system), path, faults)
        return system
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        faults.append(Fault(str(path), "", "YAML in UTF-8", " ".join(str(error).split())[:200], "mend the file"))
    except msgspec.ValidationError as error:
        faults.append(Fault(str(path), "", "the keys of a system", str(error), "see leaderboard/submissions/README.md"))
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
                    str(key)[:100],
                    "a known key",
                    repr(key)[:100],
                    near_miss(str(key), System.__struct_fields__),
                )
            )
