"""What the cross-encoder is trained on: of a label too frequent to be read whole, another part in each epoch."""

from collections.abc import Iterator, Sequence

import numpy as np


def epochs(labels: Sequence[str], frequent: str | None, most: int, count: int, seed: int) -> Iterator[list[int]]:
    """Yield for each epoch the numbers of its items in random order: all of the other labels, `most` of the frequent one.

    Where fewer than `most` have the frequent label, all of them come in each epoch.
    The items of the frequent label come without repetition until all were seen; then they come anew.
    """
    random = np.random.default_rng(seed)
    always = [n for n, label in enumerate(labels) if label != frequent]
    pool = np.array([n for n, label in enumerate(labels) if label == frequent], dtype=int)
    most = min(most, len(pool))
    waiting: list[int] = []
    for _ in range(count):
        while len(waiting) < most:
            waiting += random.permutation(pool).tolist()
        drawn, waiting = waiting[:most], waiting[most:]
        yield random.permutation([*always, *drawn]).tolist()


def weights(labels: Sequence[str], classes: Sequence[str]) -> list[float]:
    """Weigh each label by (N / (classes * count)) ** 0.5, milder than scikit-learn's `balanced`; one without items weighs 1."""
    counts = [sum(label == one for label in labels) for one in classes]
    return [(len(labels) / (len(classes) * count)) ** 0.5 if count else 1.0 for count in counts]
