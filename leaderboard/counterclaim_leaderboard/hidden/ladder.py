"""The Ladder: a board tells a team a new score only when it is better than its best by more than a step."""

from decimal import ROUND_HALF_EVEN, Decimal


def release(best: float | None, score: float, step: float) -> float:
    """Return what the board tells of a score.

        released = [score]_step   where there is no best yet, or score > best + step
                   best           otherwise
        [x]_step = the multiple of the step nearest to x; a tie goes to the even one

    The Ladder of Blum & Hardt (2015), "The Ladder: a reliable leaderboard for machine learning competitions", algorithm 1, for a
    score that is to be high and not a loss. A score of exactly best + step is not better by more than a step, and tells nothing
    new. Sums are of decimals, so that 0.1 + 0.2 is 0.3 and what is told has no more digits than the step.

    Args:
        best: what the board last told this team on this task; None before its first score.
        score: the submission's own, from 0 to 1 (or down to -1 where a metric goes so far).
        step: by how much a score has to be better; more than 0.

    Returns:
        The team's best from now on: never below `best`, and the same when the same score comes again.
    """
    unit, found = _decimal(step), _decimal(score)
    if best is not None and found <= _decimal(best) + unit:
        return best
    return rounded(score, step)


def rounded(score: float, step: float) -> float:
    """Return the multiple of the step nearest to a score; a tie goes to the even one."""
    unit = _decimal(step)
    return float((_decimal(score) / unit).to_integral_value(ROUND_HALF_EVEN) * unit)


def _decimal(number: float) -> Decimal:
    return Decimal(str(float(number)))
