"""Read the dataset as built: from the release that comes with the package, or from any folder of the same form.

Reads the Parquet files directly, and not by `datasets.load_dataset`, whose cache is keyed by the card and can hand out the rows
of an earlier build.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from counterclaim.errors import Fault, FaultsFound, Misuse, near_miss
from counterclaim.rows import Rows

if TYPE_CHECKING:
    import pyarrow as pa
    from datasets import Dataset as HFDataset


class FileEntry(msgspec.Struct, frozen=True):
    """What dataset.json says of one file."""

    config: str
    split: str
    rows: int
    rows_sha256: str
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What dataset.json holds."""

    name: str
    version: str
    released: str
    canary: str
    digest: str
    events: dict[str, list[str]]
    files: dict[str, FileEntry]
    withheld: tuple[str, ...] = ()
    """The splits whose gold is here and is not public: nothing of it is to be shown item by item."""
    hidden: tuple[str, ...] = ()
    """Splits of which the folder has the questions and not the answers."""


@dataclass(frozen=True)
class DatasetFolder:
    """A dataset of the built form: dataset.json, README.md and data/<config>/<split>.parquet."""

    path: Path

    @cached_property
    def manifest(self) -> Manifest:
        """Read dataset.json. Raises Misuse where the folder is not a dataset of the built form."""
        file = self.path / "dataset.json"
        try:
            return msgspec.json.decode(file.read_bytes(), type=Manifest)
        except FileNotFoundError:
            raise Misuse(
                f"{self.path}: expected a dataset folder, found no dataset.json; build one with `counterclaim data build`"
            ) from None
        except (OSError, msgspec.MsgspecError) as error:
            raise Misuse(f"{file}: expected a manifest of the built form, found {error}; build the dataset anew") from None

    def require_gold(self, split: str) -> None:
        """Raise Misuse where the folder has the questions of a split and not its answers."""
        if split in self.manifest.hidden:
            remedy = (
                "`counterclaim validate` checks a submission without it, and `counterclaim gold join` puts it back once revealed"
            )
            raise Misuse(f"{self.path}: expected the gold of the split {split!r}, found its questions alone; {remedy}")

    def changed(self, name: str) -> Fault | None:
        """Return a fault where a file of dataset.json is missing or another than it says."""
        path, expected = self.path / name, self.manifest.files[name].sha256
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        if found == expected:
            return None
        return Fault(str(path), "", f"SHA-256 {expected}", found, "the data was changed or is incomplete: get it anew")

    def table(self, config: str, split: str, columns: Sequence[str] | None = None) -> "pa.Table":
        """Return a config and split as an Arrow table with the names of the labels in its schema; all its columns or some.

        Raises:
            Misuse: there is no such config or split.
            FaultsFound: the file is not the one that dataset.json names.
        """
        import pyarrow.parquet as pq  # noqa: PLC0415 - keeps `--help` quick

        name = self._file(config, split)
        fault = self.changed(name)
        if fault is not None:
            raise FaultsFound([fault])
        path = self.path / name
        with pq.ParquetFile(path) as file:  # read_table would import pandas
            return file.read(None if columns is None else list(columns))

    def rows(self, config: str, split: str, columns: Sequence[str] | None = None) -> Rows:
        """Return the rows with labels as their names (`table` and `load` give their numbers); of all columns or of some.

        Raises:
            Misuse: there is no such config or split.
            FaultsFound: the file is not the one that dataset.json names.
        """
        import json  # noqa: PLC0415

        table = self.table(config, split, columns)
        features = json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]
        columns_by_name = {}
        for column in table.schema.names:
            values, name = table[column].to_pylist(), _namer(features[column])
            columns_by_name[column] = values if name is None else list(map(name, values))
        return Rows(columns_by_name)

    def _file(self, config: str, split: str) -> str:
        entries = {(entry.config, entry.split): name for name, entry in self.manifest.files.items()}
        if (config, split) in entries:
            return entries[config, split]
        configs = sorted({config for config, _ in entries})
        if config not in configs:
            raise Misuse(f"{self.path}: expected a config, found {config!r}; {near_miss(config, configs)}")
        splits = sorted(split for one, split in entries if one == config)
        raise Misuse(f"{self.path}: expected a split of {config}, found {split!r}; {near_miss(split, splits)}")


def _namer(feature: Any) -> Callable[[Any], Any] | None:
    """Return what turns the numbers of labels into names, in lists and records too; None where a column holds no label."""
    kind = feature.get("_type") if isinstance(feature, dict) else None
    if kind == "ClassLabel":
        names: dict[int | None, str | None] = dict(enumerate(feature["names"]))
        names[None] = None
        return names.__getitem__
    if kind in ("List", "Sequence", "LargeList"):
        name = _namer(feature["feature"])
        return None if name is None else lambda values: None if values is None else list(map(name, values))
    if isinstance(feature, dict) and kind in (None, "Struct"):
        inside = {field: name for field, of in feature.items() if (name := _namer(of)) is not None}
        if inside:
            return lambda record: (
                None if record is None else {**record, **{field: name(record[field]) for field, name in inside.items()}}
            )
    return None


def release() -> DatasetFolder:
    """Return the dataset that comes with the package: inside it (a wheel) or beside it (a clone, an editable install)."""
    package = Path(__file__).resolve().parent
    for folder in (package / "release", package.parents[1] / "annotations"):
        if (folder / "dataset.json").exists():
            return DatasetFolder(folder)
    raise Misuse(f"{package}: expected the released dataset inside or beside the package, found none; name one with data=DIR")


def open_dataset(data: Path | str | None = None) -> DatasetFolder:
    """Return the dataset in the folder `data`, or the release."""
    return release() if data is None else DatasetFolder(Path(data))


def load(config: str, *, split: str, data: Path | str | None = None) -> "HFDataset":
    """Load one config and split as a Hugging Face dataset, with no network and no cache.

    Args:
        config: articles, attribution, stance, contradiction or graph.
        split: train, validation or test.
        data: another dataset folder of the built form; default the release.

    Raises:
        Misuse: no such folder, config or split.
        FaultsFound: a file is not the one that dataset.json names.

    >>> from counterclaim import load
    >>> items = load("contradiction", split="test")
    >>> items.features["label"].names
    ['contradiction', 'corroboration', 'neutral']
    """
    from datasets import Dataset  # noqa: PLC0415 - imports slowly
    from datasets.table import InMemoryTable  # noqa: PLC0415

    return Dataset(InMemoryTable(open_dataset(data).table(config, split)))
