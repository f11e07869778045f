"""Train the neural baselines over several seeds: `python -m counterclaim_baselines.neural cross-encoder`.

All runs of a baseline share one process, so that what the frozen lower part makes of the texts is made once. Seed 0 is the row of
the board; the other seeds go into `OTHERS/seed-N/`. What is kept in the folder of states is not learned again.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from counterclaim.dataset import release
from counterclaim_baselines.cross_encoder.baseline import TRAINED_ON, CrossEncoder
from counterclaim_baselines.registry import baseline_named
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one baseline with each seed, the cross-encoder in each variant that there is data for."""
    parser = argparse.ArgumentParser(prog="python -m counterclaim_baselines.neural", description=__doc__)
    parser.add_argument("name", choices=("cross-encoder", "token-classifier"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--vitaminc", metavar="DIR", help="the folder of VitaminC's archive; without it, in-domain alone")
    parser.add_argument("--out", type=Path, default=Path("leaderboard/submissions"), metavar="DIR", help="for seed 0")
    parser.add_argument("--others", type=Path, default=Path("baselines/seeds"), metavar="DIR", help="for the other seeds")
    parser.add_argument("--state", type=Path, default=Path(".baselines"), metavar="DIR")
    of = parser.parse_args(arguments)
    for seed in of.seeds:
        for options in _variants(of.name, of.vitaminc, of.state):
            started = time.process_time()
            out = of.out if seed == 0 else of.others / f"seed-{seed}"
            run = Run("test", States(of.state), seed, options)
            folder = run_baseline(baseline_named(of.name), out, release(), run)
            print(f"{folder}: {time.process_time() - started:.0f} CPU seconds in all", file=sys.stderr)


def _variants(name: str, vitaminc: str | None, state: Path) -> list[dict[str, str]]:
    """Return the options of each run: none but for the cross-encoder after VitaminC."""
    if name != CrossEncoder.name or not vitaminc:
        return [{}]
    borrowed = {"vitaminc": vitaminc, "bodies": str(state)}
    return [{} if one == "in-domain" else {"train": one, **borrowed} for one in TRAINED_ON]


if __name__ == "__main__":
    main()
