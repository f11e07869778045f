"""The Ladder rule: what a team learns of its score on hidden gold (Blum & Hardt 2015, The Ladder)."""


def release(best: float | None, score: float, step: float) -> float:
    """Return the score rounded to the step where it beats the team's best by the step, or where there is none; else the best."""
    if best is not None and score <= best + step:
        return best
    return round(round(score / step) * step, 12)
