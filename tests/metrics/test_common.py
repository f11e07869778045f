"""Properties that every metric of every task has, swept over the registry."""

from dataclasses import fields as dataclass_fields
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from attributed import attributed, plain

from counterclaim.graphs import Alignment, Graph, HeldClaim, Holder, extent
from counterclaim.labels import CONVERSE, Relation, Stance
from counterclaim.metrics import (
    MCC,
    Accuracy,
    AveragePrecision,
    Calibration,
    LinkedRecall,
    MacroF1,
    OrderConsistency,
    RungDisputeF1,
    SetAccuracy,
    VoteSimilarity,
)
from counterclaim.metrics.base import AttributedArticles, GraphedEvents, LabelledItems
from counterclaim.statistics.exact import exactly
from counterclaim.tasks import TASKS

METRICS = [(task.name, metric) for task in TASKS.values() for metric in task.metrics.values()]
METRICS.append(("attribution", LinkedRecall()))
EVENTS = 4


def labelled(rng, classes, size=80):
    labels = rng.integers(0, classes, size)
    event = np.repeat(np.arange(EVENTS), size // EVENTS)
    types, sets = rng.integers(0, 11, size), np.arange(size) // 2
    return LabelledItems(event, EVENTS, labels, classes, np.eye(classes)[labels], types, sets, labels, scored=True)


def attributions(rng, size=12):
    def one():
        return tuple(set(rng.integers(low, low + 12, 3).tolist()) for low in (0, 20, 40))

    found = [[one() for _ in range(rng.integers(1, 5))] for _ in range(size)]
    names = tuple((f"name {rng.integers(3)}",) for article in found for _ in article)
    return attributed(found, np.repeat(np.arange(EVENTS), size // EVENTS), names)


def graphed(rng):
    claims = {f"c{i}": (extent("wire-1", ((20 * i, 20 * i + 10),)),) for i in range(5)}
    holders = {name: Holder(name, ()) for name in ("ministry", "analyst", "wire")}

    def stance():
        return HeldClaim(
            list(holders)[rng.integers(3)], f"c{rng.integers(5)}", list(Stance)[rng.integers(7)], f"wire-{rng.integers(3)}"
        )

    def one():
        stances = frozenset(stance() for _ in range(16))
        pairs = {(f"c{i}", f"c{i + 1}"): Relation.CONTRADICTION for i in range(4) if rng.random() < 0.5}
        return Graph(claims, holders, stances, pairs)

    return GraphedEvents(np.arange(EVENTS), EVENTS, tuple(one() for _ in range(EVENTS)))


OTHER_THAN_LABELS = {"calibration", "order_consistency", "average_precision"}
"""Metrics that a wrong label may raise, as their docstrings say: of confidence, of sameness, of the rank of one class."""


def sample(task, seed):
    rng = np.random.default_rng(seed)
    if task == "attribution":
        return attributions(rng), attributions(rng)
    if task == "graph":
        return graphed(rng), graphed(rng)
    classes = len(TASKS[task].labels)
    gold, given = labelled(rng, classes), labelled(rng, classes)
    turned = np.where(rng.random(len(given.labels)) < 0.2, (given.labels + 1) % classes, given.labels)
    return gold, replace(given, reversed=turned, scores=rng.dirichlet(np.ones(classes), len(turned)))


def in_another_order(items, order):
    """The same items, one after the other in another order."""
    if isinstance(items, AttributedArticles):
        found, names = plain(items)
        return attributed([found[i] for i in order], items.event[order], tuple(chain.from_iterable(names[i] for i in order)))
    fields = {field.name: getattr(items, field.name) for field in dataclass_fields(items)}
    arrays = {name: value[order] for name, value in fields.items() if isinstance(value, np.ndarray)}
    lists = {name: tuple(value[i] for i in order) for name, value in fields.items() if isinstance(value, tuple)}
    return replace(items, **arrays, **lists)


def worse(task, given, gold, seed):
    """Predictions with one more thing wrong: a right answer changed, or something added that is not in the gold."""
    rng = np.random.default_rng(seed)
    if task == "attribution":
        found, names = plain(given)
        at = int(rng.integers(len(found)))
        found[at].append(({900}, {901}, {902}))
        names[at].append(("somebody else",))
        return attributed(found, given.event, tuple(chain.from_iterable(names)))
    if task == "graph":
        at = int(rng.integers(EVENTS))
        graph = given.graphs[at]
        name = Holder("somebody else", ())
        stances = graph.stances | {HeldClaim("new", f"c{rng.integers(5)}", Stance.DENIES, "wire-2")}
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
        if isinstance(metric, RungDisputeF1):  # there a part is the gold's, and may be right by itself
            continue
        if task == "attribution":
            nothing, expected = attributed([[] for _ in gold.event], gold.event, ()), 0.0
        else:  # an event with nothing to find counts 1
            nothing = replace(gold, graphs=(empty,) * EVENTS)
            expected = np.mean([metric.count(Alignment(graph, empty))[1] == 0 for graph in gold.graphs])
        assert metric.value(metric.statistics(gold, nothing).sum(0)) == expected, metric.name
