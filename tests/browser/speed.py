"""Time a site of 100 systems on 60 events: how long it is built, how large the board is, and when it can be used.

    python tests/browser/speed.py [--systems 100] [--keep DIR]

The events are those of the release, all splits together and the test split once more under other ids; each system is the gold with
a share of the answers drawn anew. All take part in stance, contradiction and contrast, every tenth in attribution and graph too.
Ranking and building are timed apart; to rank, few exchanges are drawn and no power is simulated, for it is the building that is
looked at.
"""

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from counterclaim.dataset import DatasetFolder, release
from counterclaim.labels import Stance, Verdict
from counterclaim.tasks import TASKS
from counterclaim_baselines.annotators import Gold
from counterclaim_baselines.answering import predict_lines
from counterclaim_leaderboard import board as ranking
from counterclaim_leaderboard.site.writing import write_site

LABELS = {"stance": list(Stance), "contradiction": list(Verdict), "contrast": list(Verdict)}


def main() -> None:
    """Make the data and the systems, rank, build, open."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--systems", type=int, default=100)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    scratch = asked.keep or Path(tempfile.mkdtemp(prefix="site-speed-"))
    data, shelf, site = (scratch / name for name in ("data", "submissions", "site"))
    if not data.exists():
        together(release(), data)
        for number in range(asked.systems):
            submission(shelf / f"system-{number:03d}", DatasetFolder(data), number, asked.systems)
    print(f"{asked.systems} systems, {len(DatasetFolder(data).manifest.events['test'])} events")
    ranking.power_of_rows = lambda *_: None
    board = timed("rank", lambda: ranking.rank(shelf, data=data, draws=200, pages=True))
    timed("build the site", lambda: write_site(board, site))
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB; index.html {(site / 'index.html').stat().st_size / 1e6:.2f} MB")
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")
    opened(site)
    if asked.keep is None:
        shutil.rmtree(scratch)


def timed(what, work):
    """Do some work, print how long it took."""
    start, used = time.perf_counter(), time.process_time()
    done = work()
    print(f"{what}: {time.perf_counter() - start:.1f} s, {time.process_time() - used:.1f} s of one core", flush=True)
    return done


def together(data: DatasetFolder, out: Path) -> None:
    """Write all splits of a dataset as one test split, and its test split once more under other ids."""
    manifest, files, events = json.loads((data.path / "dataset.json").read_text()), {}, set()
    for config in sorted({entry.config for entry in data.manifest.files.values()}):
        splits = [entry.split for entry in data.manifest.files.values() if entry.config == config]
        schema = data.table(config, splits[0]).schema
        rows = [row for split in splits for row in data.table(config, split).to_pylist()]
        rows += [again(row) for row in data.table(config, "test").to_pylist()]
        events |= {row["event"] for row in rows}
        name = f"data/{config}/test.parquet"
        (out / name).parent.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), out / name)
        from hashlib import sha256

        digest = sha256((out / name).read_bytes()).hexdigest()
        files[name] = {"config": config, "split": "test", "rows": len(rows), "rows_sha256": digest, "sha256": digest}
    told = {**manifest, "events": {"test": sorted(events)}, "files": files}
    (out / "dataset.json").write_text(json.dumps(told))


def again(row):
    """Give a row another event; its id begins with it, as do those of its set and its original."""
    event = row["event"]
    changed = {**row, "event": f"again-{event}"}
    for key in ("id", "set", "of"):
        if row.get(key) and row[key].startswith(event):
            changed[key] = f"again-{row[key]}"
    return changed


def submission(folder: Path, data: DatasetFolder, number: int, systems: int) -> None:
    """Write a system that has a share of its answers drawn anew: the more, the higher its number."""
    rng, share = np.random.default_rng(number), 0.1 + 0.8 * number / systems
    folder.mkdir(parents=True)
    card = {
        "name": folder.name,
        "authors": ["Nobody"],
        "description": f"The gold with {share:.0%} of the answers drawn anew.",
        "licence": "Apache-2.0",
        "training_data": "none",
        "test_articles_seen": False,
        "kind": "learned",
        "open_weights": bool(number % 2),
    }
    (folder / "system.yaml").write_text(yaml.safe_dump(card))
    for task in TASKS if number % 10 == 0 else LABELS:
        with (folder / f"{task}.jsonl").open("w") as file:
            file.writelines(line + "\n" for line in lines(task, data, share, rng))


_GOLD = {}


def lines(task, data: DatasetFolder, share: float, rng: np.random.Generator) -> Iterator[str]:
    """Give the lines of one task."""
    if task not in _GOLD:
        rows = data.rows(task, "test")
        if task in LABELS:
            _GOLD[task] = [(row["id"], LABELS[task].index(row["label"])) for row in rows]
        else:
            _GOLD[task] = predict_lines(Gold(), task, list(rows))
    gold = _GOLD[task]
    if task in LABELS:
        labels = LABELS[task]
        drawn = np.where(rng.random(len(gold)) < share, rng.integers(0, len(labels), len(gold)), [label for _, label in gold])
        sure = rng.uniform(0.5, 1, len(gold)).round(3)
        for (id_, _), label, score in zip(gold, drawn.tolist(), sure.tolist(), strict=True):
            other = labels[(label + 1) % len(labels)]
            yield f'{{"id":"{id_}","label":"{labels[label]}","scores":{{"{labels[label]}":{score},"{other}":{1 - score:.3f}}}}}'
        return
    for line in gold:
        kept = dict(line)
        for key in ("attributions", "stances", "relations"):
            if key in kept:
                kept[key] = [one for one, value in zip(kept[key], rng.random(len(kept[key])), strict=True) if value >= share]
        yield json.dumps(kept)


def opened(site: Path) -> None:
    """Open the board in headless Chromium, three times; print when it was there and when it could be used."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in ("index.html", "compare.html", "systems/system-000.html"):
            times = []
            for _ in range(3):
                page = browser.new_page()
                page.goto((site / path).as_uri())
                timing = "performance.getEntriesByType('navigation')[0]"
                times.append(page.evaluate(f"[{timing}.domInteractive, {timing}.loadEventEnd]"))
                page.close()
            told = "; ".join(f"{interactive:.0f} and {loaded:.0f}" for interactive, loaded in times)
            print(f"{path}: parsed and ready (scripts run) after milliseconds: {told}")
        browser.close()


if __name__ == "__main__":
    main()
