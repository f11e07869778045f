"""The public names, documented from their docstrings by Sphinx when it builds."""

import inspect

import counterclaim

RESULTS = (
    "counterclaim.scoring.Score",
    "counterclaim.scoring.TaskScore",
    "counterclaim.statistics.intervals.Estimate",
    "counterclaim.statistics.intervals.Resampling",
    "counterclaim.comparing.Compared",
    "counterclaim.comparing.ComparedTask",
    "counterclaim.comparing.Effect",
    "counterclaim.statistics.ranks.Comparison",
    "counterclaim.statistics.randomisation.PairedTest",
    "counterclaim.submission.Submission",
    "counterclaim_leaderboard.board.Board",
    "counterclaim_leaderboard.board.TaskBoard",
    "counterclaim_leaderboard.board.BoardRow",
)
"""What the public functions take and return."""

ERRORS = ("CounterclaimError", "Misuse", "FaultsFound", "Fault")


def page() -> str:
    """Return the page in Markdown with Sphinx's directives."""
    public = {name: getattr(counterclaim, name) for name in counterclaim.__all__}
    homes = {f"{one.__module__}.{one.__qualname__}" for one in public.values()}
    parts = ["# The Python API", "`from counterclaim import load, score` and so on; results are plain frozen records."]
    parts += [_directive(f"counterclaim.{name}", inspect.isclass(one)) for name, one in public.items()]
    parts += ["## What they take and return", *(_directive(name, True) for name in RESULTS if name not in homes)]
    parts += ["## Errors", *(_directive(f"counterclaim.errors.{name}", True) for name in ERRORS)]
    return "\n\n".join(parts) + "\n"


def _directive(name: str, of_class: bool) -> str:
    kind, members = ("autoclass", "\n   :members:") if of_class else ("autofunction", "")
    return f"```{{eval-rst}}\n.. {kind}:: {name}{members}\n```"
