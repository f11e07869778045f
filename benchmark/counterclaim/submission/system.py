"""system.yaml: who and what made the predictions."""

from pathlib import Path

import msgspec
import yaml

from counterclaim.errors import Fault, near_miss


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
        return msgspec.convert(raw, System)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        faults.append(Fault(str(path), "", "YAML in UTF-8", " ".join(str(error).split())[:200], "mend the file"))
    except msgspec.ValidationError as error:
        faults.append(Fault(str(path), "", "the keys of a system", str(error), "see leaderboard/submissions/README.md"))
    return None


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
