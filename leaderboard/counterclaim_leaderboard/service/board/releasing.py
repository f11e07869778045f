"""What of a score is told: by the Ladder rule where gold is hidden, else all of it."""

from typing import Any

from sqlalchemy import func, insert, select

from counterclaim.scoring import Score
from counterclaim_leaderboard.hidden.ladder import release
from counterclaim_leaderboard.service.schema import releases
from counterclaim_leaderboard.service.settings import Settings


def release_score(connection: Any, submission: int, team: int, gold: str, score: Score, settings: Settings) -> None:
    """Record what is released of each task's headline. Call it while the row of the team is locked: the best must not move."""
    for name, task in score.tasks.items():
        one = task.metrics[task.headline]
        mine = (releases.c.team == team, releases.c.task == name, releases.c.gold == gold)
        best = connection.scalar(select(func.max(releases.c.value)).where(*mine))
        value = release(best, one.value, settings.step) if settings.hidden else one.value
        row = {
            "submission": submission,
            "task": name,
            "team": team,
            "gold": gold,
            "headline": task.headline,
            "value": value,
            "improved": best is None or value > best,
            "low": None if settings.hidden else one.low,
            "high": None if settings.hidden else one.high,
        }
        connection.execute(insert(releases).values(row))
