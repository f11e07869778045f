"""Properties that every metric of every task has, swept over the registry."""

import numpy as np
import pytest
from attributed import attributed

from counterclaim.graphs import Graph, HeldClaim, Holder, extent
from counterclaim.labels import Relation, Stance
from counterclaim.metrics import LinkedRecall
from counterclaim.metrics.base import GraphedEvents, LabelledItems
from counterclaim.tasks import TASKS

METRICS = [(task.name, metric) for task in TASKS.values() for metric in task.metrics.values()]
METRICS.append(("attribution", LinkedRecall()))
EVENTS = 4


def labelled(rng, classes, size=80):
    labels = rng.integers(0, classes, size)
    event = np.repeat(np.arange(EVENTS), size // EVENTS)
    return LabelledItems(event, EVENTS, labels, classes, np.eye(classes)[labels], rng.integers(0, 11, size), np.arange(size) // 2)


def attributions(rng, size=12):
    def one():
        return tuple(set(rng.integers(low, low + 12, 3).tolist()) for low in (0, 20, 40))

    found = [[one() for _ in range(rng.integers(1, 5))] for _ in range(size)]
    names = tuple((f"name {rng.integers(3)}",) for article in found for _ in article)
    return attributed(found, np.repeat(np.arange(EVENTS), size // EVENTS), names)


def graphed(rng):
    claims = {f"c{i}": extent([("wire-1", ((20 * i, 20 * i + 10),))]) for i in range(5)}
    holders = {name: Holder(name, frozenset()) for name in ("ministry", "analyst", "wire")}

    def one():
        stances = {(list(holders)[rng.integers(3)], f"c{rng.integers(5)}", list(Stance)[rng.integers(7)]) for _ in range(8)}
        pairs = {(f"c{i}", f"c{i + 1}"): Relation.CONTRADICTION for i in range(4) if rng.random() < 0.5}
        return Graph(claims, holders, frozenset(HeldClaim(*stance) for stance in stances), pairs)

    return GraphedEvents(np.arange(EVENTS), EVENTS, tuple(one() for _ in range(EVENTS)))


def sample(task, seed):
    rng = np.random.default_rng(seed)
    if task == "attribution":
        return attributions(rng), attributions(rng)
    if task == "graph":
        return graphed(rng), graphed(rng)
    classes = len(TASKS[task].labels)
    return labelled(rng, classes), labelled(rng, classes)


@pytest.mark.parametrize(("task", "metric"), METRICS, ids=lambda x: getattr(x, "name", x))
class TestEveryMetric:
    def test_perfect_is_one(self, task, metric):
        gold, _ = sample(task, 0)
        assert metric.value(metric.statistics(gold, gold).sum(0)) == pytest.approx(1.0, abs=1e-12)

    def test_wrong_is_less(self, task, metric):
        gold, given = sample(task, 0)
        assert metric.value(metric.statistics(gold, given).sum(0)) < 1.0

    def test_one_row_per_event(self, task, metric):
        gold, given = sample(task, 1)
        assert metric.statistics(gold, given).shape[0] == EVENTS

    def test_value_is_vectorised_over_leading_axes(self, task, metric):
        gold, given = sample(task, 2)
        rows = metric.statistics(gold, given)
        weights = np.random.default_rng(0).multinomial(EVENTS, np.full(EVENTS, 1 / EVENTS), (3, 5)).astype(float)
        together = metric.value(weights @ rows)
        assert together.shape == (3, 5)
        assert together[1, 2] == metric.value((weights @ rows)[1, 2])

    def test_counts_are_additive(self, task, metric):
        """Merging the counts of two halves of the events is adding them."""
        gold, given = sample(task, 3)
        rows = metric.statistics(gold, given)
        assert np.array_equal(rows[:2].sum(0) + rows[2:].sum(0), rows.sum(0)) or np.allclose(
            rows[:2].sum(0) + rows[2:].sum(0), rows.sum(0), atol=1e-12
        )

    def test_no_items_give_a_number(self, task, metric):
        gold, given = sample(task, 4)
        assert np.isfinite(metric.value(np.zeros_like(metric.statistics(gold, given)[0])))
