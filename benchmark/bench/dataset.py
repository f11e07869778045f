"""Write workloads as dataset folders of the built form, all columns of the config there, those that no scorer reads among them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.submissions import article_id, event_ids, item_ids, roles
from bench.workload import Article, Classification
from counterclaim.corpus.build import CANARY
from counterclaim.corpus.features import FEATURES


def write_labelled(folder: Path, workload: Classification, paragraphs: Sequence[str]) -> Path:
    """Write the gold as a test split of the contradiction task; return the folder. Each item has two of the paragraphs."""
    rng = np.random.default_rng(len(workload.gold))
    texts, labels = pa.array(paragraphs), workload.gold.astype(np.int64)
    columns: dict[str, Any] = {"id": item_ids(workload), "event": event_ids(workload), "label": labels}
    columns |= dict.fromkeys(("vote_a", "vote_b"), labels)
    for side in ("first", "second"):
        columns[f"{side}_paragraph"] = texts.take(pa.array(rng.integers(0, len(texts), len(labels))))
    return _write(folder, "contradiction", columns)


def write_articles(folder: Path, articles: Sequence[Article]) -> Path:
    """Write the gold as a test split of the attribution task; return the folder."""
    ids = [article_id(number) for number in range(len(articles))]
    columns = {
        "id": ids,
        "event": [one.partition("/")[0] for one in ids],
        "text": [one.text for one in articles],
        "attributions": [[{**attribution, "by_names": []} for attribution in roles(one.gold)] for one in articles],
    }
    return _write(folder, "attribution", columns)


def _write(folder: Path, config: str, columns: Mapping[str, Any]) -> Path:
    """Write one Parquet file and the manifest; a column that is not given is null, but for the canary."""
    schema = FEATURES[config].arrow_schema
    size = len(columns["id"])
    given = {"canary": [CANARY] * size, **columns}
    arrays = [pa.array(given[one.name], one.type) if one.name in given else pa.nulls(size, one.type) for one in schema]
    name = f"data/{config}/test.parquet"
    (folder / name).parent.mkdir(parents=True)
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), folder / name)
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    entry = {"config": config, "split": "test", "rows": size, "rows_sha256": digest, "sha256": digest}
    manifest = {
        "name": "workload",
        "version": "0",
        "released": "",
        "canary": CANARY,
        "digest": digest,
        "events": {"test": sorted(set(columns["event"]))},
        "files": {name: entry},
    }
    (folder / "dataset.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
