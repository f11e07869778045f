"""Import a corpus: read it whole, split it, write a dataset folder with a report; or tell every fault and write nothing."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from datasets import ClassLabel, Features, List

from counterclaim.corpus.build import manifest_from
from counterclaim.corpus.features import FEATURES
from counterclaim.errors import Misuse, near_miss
from counterclaim.files import whole_folder
from counterclaim.importers import FORMATS
from counterclaim.importers.base import STANDARD, Intake, Options, Row
from counterclaim.importers.splitting import OWN, Splitting
from counterclaim.labels import Split

REPORT = "report.yaml"
CARD = "# {name}, imported\n\n{summary}. To be passed on under the corpus's own licence alone.\n\n```text\n{told}\n```\n"


@dataclass(frozen=True)
class Report:
    """What became of a corpus."""

    format: str
    config: str
    source: str
    cluster: str
    """What stands for the event."""
    split: str
    """How it was split."""
    records: int
    kept: int
    mapped: dict[str, int]
    """By `theirs -> ours`."""
    dropped: dict[str, int]
    """By reason."""
    left_out: dict[str, int]
    """What is no record and was passed over."""
    splits: dict[str, dict[str, int]]
    """Items and clusters of each split."""
    in_two_splits: int
    """How many clusters stand in more than one split of the corpus: what a system learned of them it meets again."""
    empty: list[str]
    """The columns that the corpus does not fill."""
    remarks: list[str]
    digest: str
    """Of the dataset."""
    files: dict[str, str]
    """The SHA-256 of each file that was read."""

    def told(self) -> str:
        """Return the report for people, and for the card."""
        lines = [
            f"{self.format}: {self.records} records in, {self.kept} kept, {self.records - self.kept} dropped ({self.config})",
            *(f"  kept     {count:>7}  {mapping}" for mapping, count in self.mapped.items()),
            *(f"  dropped  {count:>7}  {reason}" for reason, count in self.dropped.items()),
            *(f"  passed   {count:>7}  {what}" for what, count in self.left_out.items()),
            f"split: {self.split}",
            *(f"  {name:<10} {one['items']:>7} items, {one['clusters']} clusters" for name, one in self.splits.items()),
            f"cluster: {self.cluster}",
            *([f"{self.in_two_splits} clusters stand in more than one split"] if self.in_two_splits else []),
            f"empty: {', '.join(self.empty)}; figures that rest on them (slices, votes, types, names) say nothing here",
            *self.remarks,
            f"digest {self.digest}",
        ]
        return "\n".join(lines)


def import_corpus(name: str, path: Path, out: Path, *, options: Options = STANDARD, splitting: Splitting = OWN) -> Report:
    """Read a corpus and write it as a dataset folder, whole or not at all.

    Args:
        name: of the format, one of FORMATS.
        path: a file, a folder or a zip.
        out: the folder to write; it must not exist.
        options: how the corpus is read.
        splitting: how its records are split.

    Raises:
        Misuse: there is no such format or path, `out` exists, an option does not fit, or nothing was kept.
        FaultsFound: with every fault of the files; then nothing is written.
    """
    if name not in FORMATS:
        raise Misuse(f"expected a format, found {name!r}; {near_miss(name, FORMATS)}")
    if out.exists():
        raise Misuse(f"{out}: expected a folder that does not exist yet, found one; name another or remove it")
    form = FORMATS[name]
    if form.config and (options.columns or options.labels or options.task):
        raise Misuse(f"{name}: expected no --column, --label or --task, which are for plain; leave them out")
    intake = Intake(form, options)
    form.read(path, intake)
    intake.sound()
    tables = _tables(intake, splitting)
    manifest = _manifest(intake, tables)
    report = _report(intake, splitting, str(path), manifest)
    _write(out, manifest, tables, report)
    return report


def _manifest(intake: Intake, tables: dict[str, list[Row]]) -> dict[str, Any]:
    """Return what dataset.json will hold, but for the digests of the Parquet files. There is no canary: the data is not ours."""
    files = {f"data/{intake.config}/{split}.parquet": (intake.config, split, rows) for split, rows in tables.items()}
    events = {split: sorted({row["event"] for row in rows}) for split, rows in tables.items()}
    return {**manifest_from(files, "imported", "", events), "name": intake.form.name, "canary": ""}


def _report(intake: Intake, splitting: Splitting, source: str, manifest: dict[str, Any]) -> Report:
    form, events = intake.form, manifest["events"]
    used = {name for item in intake.items for name, value in item.row.items() if value not in (None, "")}
    return Report(
        format=form.name,
        config=intake.config,
        source=source,
        cluster=form.cluster,
        split=splitting.told(),
        records=intake.records,
        kept=sum(intake.mapped.values()),
        mapped={f"{theirs} -> {ours}": count for (theirs, ours), count in sorted(intake.mapped.items())},
        dropped=dict(sorted(intake.dropped.items())),
        left_out=dict(sorted(intake.left_out.items())),
        splits={
            entry["split"]: {"items": entry["rows"], "clusters": len(events[entry["split"]])}
            for entry in manifest["files"].values()
        },
        in_two_splits=sum(map(len, events.values())) - len(set().union(*events.values())),
        empty=[column for column in FEATURES[intake.config] if column not in used],
        remarks=list(form.remarks),
        digest=manifest["digest"],
        files=dict(sorted(intake.files.items())),
    )


def _tables(intake: Intake, splitting: Splitting) -> dict[str, list[Row]]:
    """Return the rows of each split, with all columns."""
    features = FEATURES[intake.config]
    blank = _blank(features)
    inner = {name: _blank(feature.feature) for name, feature in features.items() if _is_records(feature)}
    tables: dict[str, list[Row]] = {}
    for item, split in zip(intake.items, splitting.splits(intake.items), strict=True):
        filled = {name: [{**inner[name], **one} for one in item.row[name]] for name in inner if name in item.row}
        tables.setdefault(split, []).append({**blank, **item.row, **filled})
    return {split.value: tables[split.value] for split in Split if split.value in tables}


def _blank(feature: Any) -> Any:
    """Return what stands where a corpus has nothing: "" for text, [] for lists, null for labels, flags and numbers."""
    if isinstance(feature, dict):
        return {name: _blank(one) for name, one in feature.items()}
    if isinstance(feature, List):
        return []
    return None if isinstance(feature, ClassLabel) or feature.dtype != "string" else ""


def _is_records(feature: Any) -> bool:
    return isinstance(feature, List) and isinstance(feature.feature, dict)


def _table(rows: list[Row], features: Features) -> pa.Table:
    """Return rows as an Arrow table, labels as their numbers: what `Dataset.from_dict` makes, which encodes cell by cell."""
    columns = {name: [row[name] for row in rows] for name in features}
    for name, feature in features.items():
        if isinstance(feature, ClassLabel):
            number = {None: None, **{label: i for i, label in enumerate(feature.names)}}
            columns[name] = [number[label] for label in columns[name]]
    return pa.Table.from_pydict(columns, schema=features.arrow_schema)


def _write(out: Path, manifest: dict[str, Any], tables: dict[str, list[Row]], report: Report) -> None:
    with whole_folder(out) as scratch:
        for name, entry in manifest["files"].items():
            path = scratch / name
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(_table(tables[entry["split"]], FEATURES[entry["config"]]), path)
            entry["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        (scratch / "dataset.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        told = yaml.safe_dump(asdict(report), sort_keys=False, allow_unicode=True, width=120)
        (scratch / REPORT).write_text(told, encoding="utf-8")
        (scratch / "README.md").write_text(
            CARD.format(name=report.format, summary=FORMATS[report.format].summary, told=report.told()), encoding="utf-8"
        )
