"""A JSON Schema (2020-12) of every file that people write or read, from the types by which the project does."""

import ast
import dataclasses
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

from counterclaim.dataset import Manifest
from counterclaim.hidden.files import Commitments, Reveal, Secret
from counterclaim.powering import TaskPower
from counterclaim.records import Event
from counterclaim.scoring import Score
from counterclaim.statistics.randomisation import PairedTest
from counterclaim.submission import System
from counterclaim.tasks import TASKS

_tested = get_type_hints(PairedTest)
BoardComparison = msgspec.defstruct(
    "BoardComparison",
    [("first", str), ("second", str), *_tested.items(), ("adjusted_p", float)],
    forbid_unknown_fields=True,
    namespace={"__doc__": "Two systems of the board, tested against each other on the headline: see `PairedTest`."},
)

_told = [one for one in msgspec.structs.fields(System) if one.name != "name"]
BoardSystem = msgspec.defstruct(
    "BoardSystem",
    [*((one.name, one.type) if one.required else (one.name, one.type, one.default) for one in _told), ("signature", str)],
    forbid_unknown_fields=True,
    kw_only=True,
    namespace={"__doc__": "A system of the board: its system.yaml, and the signature of its scores."},
)


class BoardRow(msgspec.Struct):
    """One system on one task."""

    system: str
    rank: int | None
    """1 + the number of systems significantly better; None for the rows that bound the others."""
    value: float
    low: float
    high: float


class BoardTask(msgspec.Struct, forbid_unknown_fields=True):
    """The board of one task, best value first."""

    headline: str
    items: int
    events: int
    power: TaskPower | None
    smallest_p: float
    """The smallest p-value that a pair can get on so many events, corrected for the number of pairs; 0 where there is no pair."""
    rows: list[BoardRow]
    comparisons: list[BoardComparison]  # type: ignore[valid-type]


class BoardFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole ranking, at full precision."""

    signature: str
    split: str
    tasks: dict[str, BoardTask]
    systems: dict[str, BoardSystem]  # type: ignore[valid-type]
    overall: BoardTask | None = None
    """Over the tasks that make the overall headline; null where no system has predictions for all of them."""


class Form(NamedTuple):
    """A file or a line of one, and the type that reads or writes it."""

    title: str
    type: Any
    where: str
    described: type | None = None
    """The class whose words describe it, where that is another."""


FORMS: dict[str, Form] = {
    "system": Form("system.yaml", System, "The description of a system, beside its predictions."),
    **{
        f"{name}-line": Form(f"A line of {name}.jsonl", task.sound_line, f"Predictions of the task {name}.", task.line)
        for name, task in TASKS.items()
    },
    "score": Form("Scores", Score, "What `counterclaim score --format json` prints."),
    "board": Form("board.json", BoardFile, "What `counterclaim rank --out` writes and `--format json` prints."),
    "dataset": Form("dataset.json", Manifest, "What a dataset folder of the built form holds."),
    "real": Form("real.json", list[Event], "The standoff annotation of the real articles, without their texts."),
    "commitments": Form("Commitments", Commitments, "What `counterclaim gold commit` writes to be published beforehand."),
    "secret": Form("Secret", Secret, "What `counterclaim gold commit` writes to be kept."),
    "reveal": Form("Reveal", Reveal, "What `counterclaim gold reveal` writes to be published afterwards."),
}
"""By name: every schema of the site."""


def schema(name: str) -> dict[str, Any]:
    """Return a schema, with the words of classes and fields as its descriptions."""
    form = FORMS[name]
    made = msgspec.json.schema(form.type)
    definitions = made.get("$defs", {})
    for one in _classes(form.type, set()):
        if one.__name__ in definitions:
            _describe(definitions[one.__name__], one if form.described is None or one is not form.type else form.described)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": form.title, **made}


def written(name: str) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def page() -> str:
    """Return the page in Markdown. The files themselves stand in the folder `schemas` of the site."""
    parts = [
        "# The JSON schemas",
        "Each is made from the type by which the project itself reads or writes the file (JSON Schema 2020-12). What a schema"
        " cannot say, such as that spans lie within a text, `counterclaim validate` checks.",
    ]
    for name, form in FORMS.items():
        link = f'<a href="../schemas/{name}.schema.json">{name}.schema.json</a>'
        parts += [f"## {form.title}", f"{form.where} {link}", f"```json\n{written(name)}```"]
    return "\n\n".join(parts) + "\n"


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FORMS:
        (folder / f"{name}.schema.json").write_text(written(name), encoding="utf-8")


def _classes(of: Any, seen: set[Any]) -> Iterator[type]:
    """Yield the classes with fields that a type is made of."""
    if of in seen:
        return
    seen.add(of)
    if isinstance(of, type) and (issubclass(of, msgspec.Struct) or dataclasses.is_dataclass(of)):
        yield of
        for inner in get_type_hints(of).values():
            yield from _classes(inner, seen)
    for inner in get_args(of):
        yield from _classes(inner, seen)


def _describe(definition: dict[str, Any], of: type) -> None:
    """Put the words of a class and of its fields into its definition."""
    words = inspect.cleandoc(of.__doc__ or "")
    if words and not words.startswith(f"{of.__name__}("):
        definition["description"] = words
    for name, told in _field_words(of).items():
        if name in definition.get("properties", {}):
            definition["properties"][name]["description"] = told


def _field_words(of: type) -> dict[str, str]:
    """Return the string that stands below each field in the source of a class and its bases."""
    found: dict[str, str] = {}
    for one in reversed(of.__mro__):
        try:
            body = ast.parse(dedent(inspect.getsource(one))).body[0]
        except (OSError, TypeError):  # made by defstruct, or built in
            continue
        statements = body.body if isinstance(body, ast.ClassDef) else []
        for field, below in pairwise(statements):
            if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                found[ast.unparse(field.target)] = inspect.cleandoc(str(below.value.value))
    return found
