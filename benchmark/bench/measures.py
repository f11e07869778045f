"""What is timed, both sides of each comparison, and the goals."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bench import limit, ours
from bench.rival import ask
from bench.timing import command_cpu, command_peak, cpu
from bench.work import ARTICLES, KINDS, Work, make_large
from bench.workload import SYSTEMS
from counterclaim.statistics.intervals import REPLICATES

PAIRS = SYSTEMS * (SYSTEMS - 1) // 2
DRAWS = 1000
"""Exchanges in each test, on either side: ranx's own number, and as many as there are replicates in the bootstrap."""
REPEATS, RUNS = 9, 9
"""Of a call, and of a command."""
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Measure:
    """One comparison."""

    what: str
    workload: str
    against: str
    ours: float
    theirs: float
    at_most: float | None = None
    """The goal: so many times as long as theirs, or less."""
    at_least: float | None = None
    """The goal: so many times as fast as theirs, or more."""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times as long as theirs; where the goal is to be quicker, or there is none, how many times as fast."""
        return self.ours / self.theirs if self.at_most is not None else self.theirs / self.ours

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.at_most is not None:
            return self.ratio <= self.at_most
        return None if self.at_least is None else self.ratio >= self.at_least


def measures(work: Work, environments: Path) -> Iterator[Measure]:
    """Time everything."""
    yield from statistics(work, environments)
    yield from files(work)
    yield from spans(work, environments)
    yield from commands(work)
    yield large(work)


def statistics(work: Work, environments: Path) -> Iterator[Measure]:
    """Counts, intervals and tests on M."""
    gold, systems = ours.labelled(work.labelled["M"])
    counts = work.counts["M"]
    columns = len(np.unique(np.concatenate(counts, 1), axis=1).T)
    counting = cpu(lambda: ours.counts(gold, systems), REPEATS).seconds
    bootstrap = cpu(lambda: ours.replicates(counts), REPEATS).seconds
    intervals = cpu(lambda: ours.intervals(counts), REPEATS).seconds
    one = cpu(lambda: ours.intervals(counts[:1]), REPEATS).seconds
    tests = cpu(lambda: ours.p_values(counts, ours.METRIC.value, DRAWS), REPEATS).seconds
    peak = limit.sgemm_peak()
    floor = limit.bootstrap(REPLICATES, counts.shape[1], columns, peak)
    loop = ask(environments, "scikit_learn", "measure", work.folder)["replicate"]
    scipy = ask(environments, "scipy", "measure", work.folder)
    torch = ask(environments, "torchmetrics", "measure", work.folder)["replicate"]
    ranx = ask(environments, "ranx", "measure", work.folder)
    both, whole = counting + intervals, REPLICATES * SYSTEMS
    yield Measure(
        "bootstrap", "M", f"the limit: {columns} columns at {peak / 1e9:.0f} GFLOP/s, raw draws", bootstrap, floor, at_most=3.5
    )
    yield Measure("intervals of 20 systems", "M", "ours: of one system", intervals, one, at_most=8)
    yield Measure("counts and intervals", "M", "scikit-learn, a loop over clusters (1)", both, loop * whole, at_least=1000)
    yield Measure("counts and intervals", "M", "torchmetrics, BootStrapper by item (1)", both, torch * whole)
    yield Measure("intervals from counts", "M", "scipy.stats.bootstrap, by column", intervals, scipy["by column"], at_least=20)
    yield Measure("intervals from counts", "M", "scipy.stats.bootstrap, by number (2)", intervals, scipy["by number"])
    yield Measure("tests of 190 pairs", "M", "ours: bootstrap", tests, bootstrap, at_most=4)
    yield Measure("tests of 190 pairs", "M", "ranx, compare (3)", tests, ranx["compare"] * PAIRS, at_least=500)
    yield Measure("tests of 190 pairs", "M", "ranx, the Fisher test alone (3)", tests, ranx["test"] * PAIRS)


def files(work: Work) -> Iterator[Measure]:
    """Parsing and validation of the predictions of one system on M, both sides in one process of their own, as commands are."""
    done = subprocess.run([sys.executable, "-m", "bench.reading", work.folder], check=True, capture_output=True, text=True)
    seconds = json.loads(done.stdout)
    for name, what, goal in (
        ("M", "any order", 8.0),
        ("M-in-order", "in gold order", 2.5),
        ("M-scores", "any order, with scores", 8.0),
    ):
        mine, theirs = seconds[name]
        yield Measure(f"parse and validate, {what}", "M, one system", "msgspec's decoder alone", mine, theirs, at_most=goal)


def spans(work: Work, environments: Path) -> Iterator[Measure]:
    """Attributions, from the files to all metrics with intervals."""
    where = f"{ARTICLES:,} articles"
    mine = {}
    for name in KINDS:
        gold = ours.gold_of(work.folder / f"{name}-data")
        mine[name] = cpu(partial(ours.read_and_scored, work.folder / name, gold), 3).seconds
    whole = cpu(lambda: ours.scored(work.folder / "articles", work.folder / "articles-data"), 3).seconds
    nervaluate = ask(environments, "nervaluate", "measure", work.folder)
    seqeval = ask(environments, "seqeval", "measure", work.folder)["file to score"]
    what = "spans, from file to score"
    yield Measure(what, where, "nervaluate", mine["articles"], nervaluate["file to score"], at_least=10)
    yield Measure(f"{what}, with reading the gold (4)", where, "nervaluate", whole, nervaluate["files to score"])
    yield Measure(what, f"{where}, apart", "seqeval, the contents alone (5)", mine["apart"], seqeval)


def commands(work: Work) -> Iterator[Measure]:
    """The command line, as whole processes."""
    for words, workload, statement in (
        (["--help"], "", "pass"),
        (["score", str(work.folder / "S"), "--data", str(work.folder / "S-data")], "S", "import numpy"),
    ):
        mine = command_cpu([sys.executable, "-m", "counterclaim", *words], RUNS)
        theirs = command_cpu([sys.executable, "-c", statement], RUNS)
        yield Measure(f"counterclaim {words[0]}", workload, f'python -c "{statement}"', mine, theirs, at_most=4)


def large(work: Work) -> Measure:
    """The memory that 20 submissions of L take, scored one after the other."""
    make_large(work.folder)
    peak = command_peak([sys.executable, "-m", "bench.ours", str(work.folder / "L-data"), str(work.folder / "L")])
    return Measure("memory to score 20 submissions in turn", "L", "1 GB", peak / MEGABYTE, 1000, at_most=1, unit="MB")
