"""Properties that every metric of every task has, swept over the registry."""

from dataclasses import fields as dataclass_fields
from dataclasses import replace

import numpy as np
import pytest

from counterclaim.graphs import Graph, HeldClaim, Holder, extent
from counterclaim.labels import CONVERSE, Relation, Stance
from counterclaim.metrics import (
    MCC,
    Accuracy,
    AveragePrecision,
    Calibration,
    MacroF1,
    OrderConsistency,
    SetAccuracy,
    VoteSimilarity,
)
from counterclaim.metrics.base import AttributedArticles, GraphedEvents, LabelledItems, Roles
from counterclaim.statistics.exact import exactly
from counterclaim.tasks import TASKS

METRICS = [(task.name, metric) for task in TASKS.values() for metric in task.metrics.values()]
EVENTS = 4


def labelled(rng, classes, size=80):
    labels = rng.integers(0, classes, size)
    event = np.repeat(np.arange(EVENTS), size // EVENTS)
    types, sets = rng.integers(0, 11, size), np.arange(size) // 2
    return LabelledItems(event, EVENTS, labels, classes, np.eye(classes)[labels], types, sets, labels, scored=True)


def attributed(rng, size=12):
    def one():
        return Roles(*(frozenset(rng.integers(low, low + 12, 3).tolist()) for low in (0, 20, 40)))

    found = tuple(tuple(one() for _ in range(rng.integers(1, 5))) for _ in range(size))
    return AttributedArticles(np.repeat(np.arange(EVENTS), size // EVENTS), EVENTS, found)


def graphed(rng):
    claims = {f"c{i}": extent([("wire-1", ((20 * i, 20 * i + 10),))]) for i in range(5)}
    holders = {name: Holder(name, frozenset()) for name in ("ministry", "analyst", "wire")}

    def one():
        stances = {(list(holders)[rng.integers(3)], f"c{rng.integers(5)}", list(Stance)[rng.integers(7)]) for _ in range(8)}
        pairs = {(f"c{i}", f"c{i + 1}"): Relation.CONTRADICTION for i in range(4) if rng.random() < 0.5}
        return Graph(claims, holders, frozenset(HeldClaim(*stance) for stance in stances), pairs)

    return GraphedEvents(np.arange(EVENTS), EVENTS, tuple(one() for _ in range(EVENTS)))


OTHER_THAN_LABELS = {"calibration", "order_consistency", "average_precision"}
"""Metrics that a wrong label may raise, as their docstrings say: of confidence, of sameness, of the rank of one class."""


def sample(task, seed):
    rng = np.random.default_rng(seed)
    if task == "attribution":
        return attributed(rng), attributed(rng)
    if task == "graph":
        return graphed(rng), graphed(rng)
    classes = len(TASKS[task].labels)
    gold, given = labelled(rng, classes), labelled(rng, classes)
    turned = np.where(rng.random(len(given.labels)) < 0.2, (given.labels + 1) % classes, given.labels)
    return gold, replace(given, reversed=turned, scores=rng.dirichlet(np.ones(classes), len(turned)))


def in_another_order(items, order):
    """The same items, one after the other in another order."""
    fields = {field.name: getattr(items, field.name) for field in dataclass_fields(items)}
    moved = {
        name: value[order]
        if isinstance(value, np.ndarray)
        else tuple(value[i] for i in order)
        if isinstance(value, tuple)
        else value
        for name, value in fields.items()
    }
    return type(items)(**moved)


def worse(task, given, gold, seed):
    """Predictions with one more thing wrong: a right answer changed, or something added that is not in the gold."""
    rng = np.random.default_rng(seed)
    if task == "attribution":
        nowhere = Roles(*(frozenset({900 + i}) for i in range(3)))
        at = int(rng.integers(len(given.attributions)))
        return replace(given, attributions=tuple((*one, nowhere) if i == at else one for i, one in enumerate(given.attributions)))
    if task == "graph":
        at = int(rng.integers(EVENTS))
        graph = given.graphs[at]
        name = Holder("somebody else", frozenset())
        stances = graph.stances | {HeldClaim("new", f"c{rng.integers(5)}", Stance.DENIES)}
        added = graph._replace(holders={**graph.holders, "new": name}, stances=stances)
        return replace(given, graphs=tuple(added if i == at else one for i, one in enumerate(given.graphs)))
    right = np.flatnonzero(given.labels == gold.labels)
    labels, scores = given.labels.copy(), given.scores.copy()
    at = rng.choice(right)
    labels[at] = (labels[at] + 1 + rng.integers(given.classes - 1)) % given.classes
    scores[at] = np.eye(given.classes)[labels[at]]
    return replace(given, labels=labels, scores=scores)


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

    def test_order_of_items_changes_no_digit(self, task, metric):
        gold, given = sample(task, 5)
        order = np.random.default_rng(0).permutation(len(gold.event))
        moved = metric.statistics(in_another_order(gold, order), in_another_order(given, order))
        assert np.array_equal(exactly(moved), exactly(metric.statistics(gold, given)))

    def test_names_of_events_change_no_digit(self, task, metric):
        gold, given = sample(task, 6)
        number = np.random.default_rng(1).permutation(EVENTS)
        renamed = metric.statistics(replace(gold, event=number[gold.event]), replace(given, event=number[given.event]))
        assert np.array_equal(exactly(renamed[number]), exactly(metric.statistics(gold, given)))

    def test_no_items_give_a_number(self, task, metric):
        gold, given = sample(task, 4)
        assert np.isfinite(metric.value(np.zeros_like(metric.statistics(gold, given)[0])))


@pytest.mark.parametrize(
    ("task", "metric"), [one for one in METRICS if one[1].name not in OTHER_THAN_LABELS], ids=lambda x: getattr(x, "name", x)
)
@pytest.mark.parametrize("seed", range(10))
def test_one_more_wrong_answer_never_helps(task, metric, seed):
    gold, given = sample(task, seed)
    one, other = (metric.value(exactly(metric.statistics(gold, of)).sum(0)) for of in (given, worse(task, given, gold, seed)))
    assert other <= one + 1e-12


@pytest.mark.parametrize("seed", range(10))
def test_one_more_item_of_another_class_ranked_higher_never_helps(seed):
    gold, given = sample("contradiction", seed)
    scores = given.scores.copy()
    at = np.random.default_rng(seed).choice(np.flatnonzero(gold.labels != 0))
    scores[at, 0] += 0.5
    metric = AveragePrecision("average_precision", 0)
    one, other = (metric.value(metric.statistics(gold, of).sum(0)) for of in (given, replace(given, scores=scores)))
    assert other <= one


@pytest.mark.parametrize("seed", range(5))
def test_names_of_classes_change_no_digit(seed):
    """Of the metrics that treat all classes alike."""
    gold, given = sample("contradiction", seed)
    number = np.random.default_rng(seed).permutation(gold.classes)
    back = np.argsort(number)
    renamed = [
        replace(of, labels=number[of.labels], reversed=number[of.reversed], scores=of.scores[:, back]) for of in (gold, given)
    ]
    for metric in (MacroF1(), MCC(), Accuracy(), SetAccuracy(), OrderConsistency(), VoteSimilarity(), Calibration()):
        one, other = metric.statistics(gold, given), metric.statistics(*renamed)
        assert metric.value(exactly(other).sum(0)) == pytest.approx(metric.value(exactly(one).sum(0)), abs=1e-12)


@pytest.mark.parametrize("metric", TASKS["graph"].metrics.values(), ids=lambda metric: metric.name)
def test_a_relation_may_be_written_from_either_side(metric):
    gold, given = sample("graph", 7)
    turned = [
        one._replace(relations={(second, first): CONVERSE[label] for (first, second), label in one.relations.items()})
        for one in given.graphs
    ]
    assert np.array_equal(metric.statistics(gold, given), metric.statistics(gold, replace(given, graphs=tuple(turned))))


@pytest.mark.parametrize("task", ["attribution", "graph"])
def test_nothing_predicted_is_nothing_right(task):
    gold, _ = sample(task, 8)
    empty = Graph({}, {}, frozenset(), {})
    for metric in TASKS[task].metrics.values():
        if task == "attribution":
            nothing, expected = replace(gold, attributions=((),) * len(gold.attributions)), 0.0
        else:  # an event with nothing to find counts 1
            nothing = replace(gold, graphs=(empty,) * EVENTS)
            expected = np.mean([metric.count(graph, empty)[1] == 0 for graph in gold.graphs])
        assert metric.value(metric.statistics(gold, nothing).sum(0)) == expected, metric.name
