"""The overall score is the mean of four headlines, and its interval that of the mean of their replicates."""

import numpy as np
import pytest

from counterclaim.assessing import assess_all
from counterclaim.overall import MEAN, OF, overall_counts
from counterclaim.scoring import TaskCounts
from counterclaim.statistics.bootstrap import bootstrap
from counterclaim.statistics.intervals import Resampling, estimate
from counterclaim.tasks import TASKS

RESAMPLING = Resampling(200, 7)


@pytest.fixture
def assessed(submissions, toy_data):
    """A system that is right on three tasks and says one label on stance."""
    lines = {task: submissions.lines(task) for task in OF}
    lines["stance"] = submissions.lines("stance", label="asserts")
    folder = submissions.write("mixed", **lines)
    return assess_all([folder], toy_data, "test", RESAMPLING)["mixed"]


def test_value_and_interval_are_those_of_the_mean(assessed):
    counts, value = overall_counts(assessed.counts)
    told = estimate(counts.rows[MEAN], value, RESAMPLING)
    headlines = [assessed.score.tasks[task].metrics[TASKS[task].headline].value for task in OF]
    assert headlines[1] < 1 == headlines[0] == headlines[2] == headlines[3]
    assert told.value == pytest.approx(sum(headlines) / 4)
    replicates = [
        bootstrap(assessed.counts[task].rows[TASKS[task].headline], TASKS[task].metrics[TASKS[task].headline].value, 200, 7)
        for task in OF
    ]
    assert (told.low, told.high) == pytest.approx(tuple(np.quantile(np.mean(replicates, 0), [0.025, 0.975])))


def test_a_system_that_lacks_a_task_has_none(assessed):
    assert overall_counts({task: one for task, one in assessed.counts.items() if task != "graph"}) is None


def test_an_event_that_a_task_lacks_counts_there_as_nothing(assessed):
    graph = assessed.counts["graph"]
    fewer = TaskCounts(graph.items - 1, graph.events[1:], {name: rows[1:] for name, rows in graph.rows.items()})
    counts, value = overall_counts({**assessed.counts, "graph": fewer})
    assert counts.events == assessed.counts["stance"].events
    width = graph.rows["dispute_f1"].shape[1]
    assert not counts.rows[MEAN][0, -width:].any()
    assert value(counts.rows[MEAN].sum(0)) == pytest.approx(value(overall_counts(assessed.counts)[0].rows[MEAN].sum(0)))
