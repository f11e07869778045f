"""A split without its answers: their columns emptied, and ids that do not name or number records of the gold."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from datasets import Dataset, Features, List

from counterclaim.answers import ANSWERS
from counterclaim.corpus.build import Tables, manifest_from, write_dataset
from counterclaim.corpus.features import FEATURES
from counterclaim.corpus.items import Row
from counterclaim.dataset import DatasetFolder
from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim.hidden.files import Opening, Reveal, Secret

TELLING = frozenset({"stance", "contradiction", "contrast"})
"""Tasks whose ids name or number records of the gold, so that two ids tell whether two mentions are of one claim.

The ids of attribution and graph name the article and the event, which are the question.
"""

CARD = (
    "\nThe split {split} is hidden: it has the questions and empty answers. Commitments to the answers are published beside it.\n"
)


def questions(task: str, rows: Iterable[Row], ids: Mapping[str, str]) -> list[Row]:
    """Return the rows of a task under the ids that are published, in their order, with labels null and lists empty."""
    empty: dict[str, Any] = {name: [] if isinstance(FEATURES[task][name], List) else None for name in ANSWERS[task]}
    asked = ({**row, "id": shown_id(ids, row["id"]), **empty} for row in rows)
    return sorted(asked, key=lambda row: (row["event"], row["id"]))


def hide(data: DatasetFolder, secret: Secret, out: Path) -> dict[str, Any]:
    """Write the dataset with the questions alone of the split that the secret is of; return what dataset.json holds.

    Raises:
        Misuse: the dataset is not that of the secret, or is hidden itself.
        FaultsFound: an item has no id in the secret: the dataset was changed since.
    """
    tables = rows_by_file(data, secret.split)
    if secret.of != (data.manifest.name, data.manifest.version, secret.split):
        found = f"{data.manifest.name} {data.manifest.version}"
        raise Misuse(f"{data.path}: expected {secret.name} {secret.version}, of which the secret is, found {found}")
    for name, (config, split, rows) in tables.items():
        if split == secret.split and config in ANSWERS:
            known = secret.openings.get(config, {})
            shown = secret.ids.get(config, {})
            changed = [row["id"] for row in rows if _answer(config, row) != _opened(known, shown_id(shown, row["id"]))]
            if changed or len(rows) != len(known):
                told = f"{len(changed)} of {len(rows)} that are not among the {len(known)} committed to, {changed[:3]} first"
                raise FaultsFound([Fault(str(data.path / name), "", "the items committed to", told, "use the same dataset")])
            tables[name] = config, split, questions(config, rows, shown)
    return _write(data, tables, out, CARD.format(split=secret.split), secret.split, "hidden")


def join(data: DatasetFolder, opened: Secret | Reveal, out: Path) -> dict[str, Any]:
    """Write a dataset with the answers put back into its hidden split, under the ids that were published.

    Put back from a secret, the answers are not public yet: the split is withheld, no page shows anything of it, and the folder,
    where it is made, is its owner's alone. By a reveal the split is public.

    Raises:
        Misuse: the split is not hidden in this dataset.
        FaultsFound: items without an answer, answers without an item, or answers that are not of the columns of the gold.
    """
    if opened.split not in data.manifest.hidden:
        raise Misuse(f"{data.path}: expected a dataset whose split {opened.split!r} is hidden, found one where it is not")
    tables, faults = rows_by_file(data, opened.split, hidden=True), []
    for name, (config, split, rows) in tables.items():
        if split == opened.split and config in ANSWERS:
            known = opened.openings.get(config, {})
            for one in sorted({row["id"] for row in rows} ^ known.keys()):
                has = ("an answer", "none") if one not in known else ("an item of the split", "an answer alone")
                faults.append(Fault(str(data.path / name), f"id {one!r}", *has, "use the file of this dataset"))
            faults += _answer_faults(config, known, str(data.path / name))
            if not faults:
                tables[name] = config, split, [{**row, **known[row["id"]].answer} for row in rows]
    if faults:
        raise FaultsFound(faults)
    state = None
    if isinstance(opened, Secret):
        state = "withheld"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.mkdir(mode=0o700, exist_ok=True)
    return _write(data, tables, out, "\nA split that was hidden, with its answers put back.\n", opened.split, state)


def rows_by_file(data: DatasetFolder, split: str, *, hidden: bool = False) -> Tables:
    """Return all rows of a dataset; raises Misuse where it has no such split, or where that is hidden and was not to be."""
    if split not in data.manifest.events:
        raise Misuse(f"{data.path}: expected a split ({', '.join(data.manifest.events)}), found {split!r}")
    if not hidden:
        data.require_gold(split)
    entries = data.manifest.files.items()
    return {name: (one.config, one.split, list(map(dict, data.rows(one.config, one.split)))) for name, one in entries}


def _write(data: DatasetFolder, tables: Tables, out: Path, card: str, split: str, state: str | None) -> dict[str, Any]:
    """Write the tables, the split in a new state of the manifest: withheld, hidden or neither; others stay in theirs.

    Raises:
        Misuse: the folder is that of the dataset itself.
    """
    if out.resolve() == data.path.resolve():
        raise Misuse(f"{out}: expected another folder than the dataset's own; name one with --out")
    of = data.manifest
    manifest = manifest_from(tables, of.version, of.released, of.events) | {"name": of.name, "canary": of.canary}
    for name, before in (("withheld", of.withheld), ("hidden", of.hidden)):
        splits = sorted({*before} - {split} | ({split} if name == state else set()))
        manifest |= {name: splits} if splits else {}
    return write_dataset(tables, manifest, out, card)


def shown_id(ids: Mapping[str, str], item: str) -> str:
    """Return the id under which an item is published: its own where its task tells nothing by ids."""
    return ids.get(item, item)


def _answer_faults(task: str, known: Mapping[str, Opening], file: str) -> list[Fault]:
    """List answers that have other columns than the gold, or else other values."""
    remedy = "check the reveal with `counterclaim gold verify`"
    faults = [
        Fault(file, f"id {item!r}", f"an answer of {', '.join(sorted(ANSWERS[task]))}", ", ".join(sorted(one.answer)), remedy)
        for item, one in known.items()
        if one.answer.keys() != ANSWERS[task]
    ]
    if not faults:
        columns = {name: [one.answer[name] for one in known.values()] for name in sorted(ANSWERS[task])}
        try:
            Dataset.from_dict(columns, Features({name: FEATURES[task][name] for name in columns}))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            faults.append(Fault(file, "", f"answers of {task}", " ".join(str(error).split())[:200], remedy))
    return faults


def _answer(task: str, row: Row) -> dict[str, Any]:
    return {name: row[name] for name in sorted(ANSWERS[task])}


def _opened(known: Mapping[str, Opening], item: str) -> dict[str, Any] | None:
    return known[item].answer if item in known else None
