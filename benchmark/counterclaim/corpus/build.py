"""Write the dataset: Parquet by config and split, dataset.json with the digests, Croissant metadata, and the card's YAML head.

The same sources give the same dataset.json. Everything is written into a temporary folder first and then moved, so that a
build that fails leaves the earlier dataset as it was.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from datasets import Dataset, Features, disable_progress_bars

from counterclaim.corpus import items
from counterclaim.corpus.croissant import croissant
from counterclaim.corpus.features import FEATURES
from counterclaim.corpus.sources import Corpus
from counterclaim.errors import Misuse
from counterclaim.labels import Split
from counterclaim.records import Event

CONFIGS: dict[str, Callable[[Event], Iterator[items.Row]]] = {
    "articles": items.articles,
    "attribution": items.attribution,
    "stance": items.stance,
    "contradiction": items.contradiction,
    "contrast": items.contrast,
    "graph": items.graph,
}
"""Each config of the dataset, and where its rows come from."""

Tables = dict[str, tuple[str, str, list[items.Row]]]
"""The config, split and rows of each file of a dataset."""

NAME = "counterclaim"
CANARY = "COUNTERCLAIM BENCHMARK DATA: KEEP OUT OF TRAINING CORPORA canary 7a1e64f0-93d5-4c6b-8d27-5be0c1f4a9d2"
"""In every record: a model that can recite it has seen the data."""


def build(corpus: Corpus, out: Path, card: str = "") -> dict[str, Any]:
    """Write the dataset of these events into the folder `out`; return what dataset.json holds.

    Args:
        corpus: its events, in any order. Those without their text are left out.
        out: README.md, dataset.json, croissant.json and data/ are written there; whatever else it holds stays.
        card: the text of the dataset card, without its YAML head.

    Raises:
        Misuse: there is no event.
    """
    tables = _tables(corpus)
    if not tables:
        raise Misuse(f"{out}: expected at least one event with its text, found none; nothing was written")
    return write_dataset(tables, manifest_of(corpus), out, card)


def write_dataset(tables: Tables, manifest: dict[str, Any], out: Path, card: str) -> dict[str, Any]:
    """Write tables as a dataset of the built form into the folder `out`; return the manifest with the digests of the files."""
    disable_progress_bars()
    sizes: dict[str, int] = {}
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".build-") as scratch:
        folder = Path(scratch)
        for name, (config, _, rows) in tables.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            dataset = _dataset(rows, FEATURES[config])
            dataset.to_parquet(path)
            sizes[name] = dataset.data.nbytes
            manifest["files"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        files = manifest["files"]
        (folder / "dataset.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        (folder / "croissant.json").write_text(croissant(manifest), encoding="utf-8")
        head = yaml.safe_dump(_card_head(files, manifest, sizes), sort_keys=False, allow_unicode=True, width=120)
        (folder / "README.md").write_text(f"---\n{head}---\n{card}", encoding="utf-8")
        _replace(folder, out)
    return manifest


def manifest_of(corpus: Corpus) -> dict[str, Any]:
    """Return what dataset.json will hold, but for the digests of the Parquet files."""
    events = _with_text(corpus)
    of_split = {split.value: [e.id for e in events if e.split == split] for split in _splits(events)}
    manifest = manifest_from(_tables(corpus), corpus.version, corpus.released, of_split)
    return manifest | ({"withheld": list(corpus.withheld)} if corpus.withheld else {})


def manifest_from(tables: Tables, version: str, released: str, events: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what dataset.json will hold of these tables, but for the digests of the Parquet files."""
    files = {
        name: {"config": config, "split": split, "rows": len(rows), "rows_sha256": rows_digest(rows)}
        for name, (config, split, rows) in tables.items()
    }
    return {
        "name": NAME,
        "version": version,
        "released": released,
        "canary": CANARY,
        "digest": _digest_of_all(files),
        "events": {split: list(ids) for split, ids in events.items()},
        "files": files,
    }


def rows_digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of rows as sorted JSON lines: the same whichever library wrote the file."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n")
    return digest.hexdigest()


def card_body(card: Path) -> str:
    """Return the text of a dataset card without its YAML head; empty where there is no card."""
    if not card.exists():
        return ""
    text = card.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        return text.split("\n---\n", 1)[-1]
    return text


def _with_text(corpus: Corpus) -> list[Event]:
    return sorted((e for e in corpus.events if all(a.text is not None for a in e.articles)), key=lambda event: event.id)


def _tables(corpus: Corpus) -> Tables:
    events = _with_text(corpus)
    tables = {}
    for config, rows_of in CONFIGS.items():
        for split in _splits(events):
            rows = [{**row, "canary": CANARY} for event in events if event.split == split for row in rows_of(event)]
            if rows:
                tables[f"data/{config}/{split.value}.parquet"] = (config, split.value, rows)
    return tables


def _dataset(rows: list[items.Row], features: Features) -> Dataset:
    columns = {name: [row[name] for row in rows] for name in features}
    return Dataset.from_dict(columns, features=features)


def _splits(events: list[Event]) -> list[Split]:
    return [split for split in Split if any(event.split == split for event in events)]


def _digest_of_all(files: dict[str, dict[str, Any]]) -> str:
    """Return one digest for the data: over the rows, not the files, so that it is the same for every Parquet writer."""
    together = "".join(f"{name} {entry['rows_sha256']}\n" for name, entry in sorted(files.items()))
    return hashlib.sha256(together.encode("utf-8")).hexdigest()


def _card_head(files: dict[str, dict[str, Any]], manifest: dict[str, Any], sizes: dict[str, int]) -> dict[str, Any]:
    """Return the YAML head of the card.

    The digest stands in dataset_info, because `load_dataset` keys its cache by the card and not by the files.
    """
    infos, configs = [], []
    for config in CONFIGS:
        mine = {name: entry for name, entry in files.items() if entry["config"] == config}
        if not mine:
            continue
        infos.append(
            {
                "config_name": config,
                "description": f"version {manifest['version']}, digest {manifest['digest']}",
                "features": FEATURES[config]._to_yaml_list(),
                "splits": [
                    {"name": entry["split"], "num_bytes": sizes[name], "num_examples": entry["rows"]}
                    for name, entry in mine.items()
                ],
            }
        )
        configs.append(
            {
                "config_name": config,
                "data_files": [{"split": entry["split"], "path": name} for name, entry in mine.items()],
                **({"default": True} if config == "contradiction" else {}),
            }
        )
    return {
        "pretty_name": "Counterclaim",
        "license": "cc-by-4.0",
        "language": ["en"],
        "task_categories": ["text-classification", "token-classification"],
        "tags": ["attribution", "stance", "contradiction", "news", "benchmark"],
        "annotations_creators": ["machine-generated"],
        "language_creators": ["machine-generated"],
        "size_categories": ["1K<n<10K" if sum(entry["rows"] for entry in files.values()) < 10_000 else "10K<n<100K"],
        "configs": configs,
        "dataset_info": infos,
    }


def _replace(scratch: Path, out: Path) -> None:
    """Move what was written into place; the old data folder goes only when the new one stands."""
    old = out / "data"
    aside = scratch / "replaced"
    if old.exists():
        old.rename(aside)
    (scratch / "data").rename(old)
    for name in ("dataset.json", "croissant.json", "README.md"):
        (scratch / name).replace(out / name)
    shutil.rmtree(aside, ignore_errors=True)
