"""Three attackers who never read an article, and have nothing but what the board answers.

They submit labels for all items; the board scores those of its half.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim_leaderboard.hidden.boards import Board, Half, Labels

CHUNK = 250
"""Vectors that are drawn at once, to bound memory."""


def average_random_vectors(board: Board, half: Half, fresh: Half, queries: Sequence[int], seed: int) -> Iterator[Labels]:
    """Submit random vectors, and take of each item the label that stood in the better ones; yield what each budget gives.

        votes[c, i] = sum over queries q of (w_q - mean w) [label of i in q is c];  guess = argmax over c

    w is the answer, or, where answers never fall, by how much this one rose. The boosting attack of Blum & Hardt (2015, section 4)
    with weights for its majority of the better half, and with any number of labels. Ties go to the first label; as long as no
    answer differs from another, the guess is the first vector.

    Args:
        board: answers.
        half: what it scores.
        fresh: what it does not; the vectors go on over its items.
        queries: ascending numbers of queries after which the attacker would stop.
        seed: of the vectors.

    Yields:
        (N + M,) the guess after each number of queries, over the items of both halves.
    """
    generator = np.random.default_rng(seed)
    items = len(half.labels) + len(fresh.labels)
    weighted: NDArray[np.float64] = np.zeros((half.classes, items))
    stood: NDArray[np.float64] = np.zeros((half.classes, items))
    first: Labels | None = None
    total, done, last, told = 0.0, 0, 0.0, False
    for stop in queries:
        while done < stop:
            count = min(CHUNK, stop - done)
            vectors = np.stack([generator.integers(0, half.classes, items, dtype=np.int8) for _ in range(count)])
            first = vectors[0] if first is None else first
            answers = np.array([board.answer(float(score)) for score in half.scores(vectors[:, : len(half.labels)])])
            weights = answers if board.falls else np.diff(answers, prepend=last if done else answers[0])
            told = told or bool(np.ptp(weights))
            for label in range(half.classes):
                there = vectors == label
                weighted[label] += weights @ there
                stood[label] += there.sum(0)
            total, done, last = total + float(weights.sum()), done + count, float(answers[-1])
        yield (weighted - total / done * stood).argmax(0).astype(np.int8) if told or first is None else first


def climb(board: Board, half: Half, fresh: Half, queries: int, seed: int) -> Labels:
    """Change a random share of the items of the best vector so far, and keep what is answered by more; return the last kept.

        share = step / (best answer - first answer + step)

    The attack that the Ladder leaves: it needs changes that gain a whole step at once. With a share f, a vector that is e better
    than chance loses f e in the mean, and the luck of the draw grows with the root of f, so that f = step / e has the best odds of
    a step.

    Returns:
        (N + M,) labels over the items of both halves.
    """
    generator = np.random.default_rng(seed)
    items = len(half.labels) + len(fresh.labels)
    kept = generator.integers(0, half.classes, items, dtype=np.int8)
    first = best = board.answer(float(half.scores(kept[: len(half.labels)])))
    for _ in range(queries - 1):
        drawn = generator.integers(0, half.classes, items, dtype=np.int8)
        changed = np.where(generator.random(items) < board.step / (best - first + board.step), drawn, kept)
        answer = board.answer(float(half.scores(changed[: len(half.labels)])))
        if answer > best:
            kept, best = changed, answer
    return kept


@dataclass(frozen=True, eq=False)
class Probed:
    """What one-item changes told."""

    said: int
    """Labels that the attacker takes for known."""
    right: int
    """Of those, labels that are the gold."""
    vector: Labels
    """(N,) the labels of the half, those known put in."""


def change_one_item_at_a_time(board: Board, half: Half, queries: int, seed: int) -> Probed:
    """Go to the edge of an answer, then change one item at a time: an answer that rises tells the label.

    Two vectors that are answered differently are brought together by halving the items in which they differ, until one item makes
    the difference. The one answered less then lies just below an edge, over which a right label lifts it. (At full precision every
    score is an edge.) From there each label is tried on each item in random order, until the queries are used up.
    """
    generator = np.random.default_rng(seed)
    asking = _Asking(board, half, queries)
    start = _below_an_edge(asking, generator)
    before = asking(start)
    known, said = start.copy(), []
    for item in generator.permutation(len(start)):
        for label in range(half.classes):
            if label == start[item] or not asking.left:
                continue
            changed = start.copy()
            changed[item] = label
            answer = asking(changed)
            if answer > before:
                said.append(int(item))
                known[item] = label
                before = before if board.falls else answer
                break
    right = int((known[said] == half.labels[said]).sum())
    return Probed(len(said), right, known)


class _Asking:
    """Asks a board for the answer to a vector, and counts."""

    def __init__(self, board: Board, half: Half, queries: int) -> None:
        self.board, self.half, self.left = board, half, queries

    def __call__(self, vector: Labels) -> float:
        self.left -= 1
        return self.board.answer(float(self.half.scores(vector)))


def _below_an_edge(asking: _Asking, generator: np.random.Generator) -> Labels:
    """Return a vector just below an edge; where no two vectors are answered differently, the first one. Keeps one query."""
    items, classes = len(asking.half.labels), asking.half.classes
    one = generator.integers(0, classes, items, dtype=np.int8)
    first = asking(one)
    for label in range(classes):
        other = np.full(items, label, np.int8)
        if asking.left > 1 and (last := asking(other)) != first:
            break
    else:
        return one
    order = generator.permutation(items)
    low, high = 0, items
    while high - low > 1 and asking.left > 1:
        middle = (low + high) // 2
        answer = asking(_between(one, other, order[:middle]))
        if answer == first:
            low = middle
        else:
            high, last = middle, answer
    return _between(one, other, order[: low if first < last else high])


def _between(one: Labels, other: Labels, items: NDArray[np.int64]) -> Labels:
    mixed = one.copy()
    mixed[items] = other[items]
    return mixed
