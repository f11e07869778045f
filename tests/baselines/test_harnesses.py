"""What the harnesses are given and what their answers become, without the harnesses; with them: tests/harness."""

import json
import random
from pathlib import Path

import pytest
import yaml
from conftest import SYSTEM
from sklearn.metrics import f1_score

from counterclaim.cli import main
from counterclaim.errors import FaultsFound, Misuse
from counterclaim.labels import Stance
from counterclaim.scoring import score
from counterclaim.tasks import TASKS
from counterclaim_baselines.harnesses.items import Asked, answered, items
from counterclaim_baselines.harnesses.lm_eval.functions import UNTOLD
from counterclaim_baselines.harnesses.logs import logged
from counterclaim_baselines.harnesses.scoring import scores


@pytest.fixture
def asked(toy_data):
    return Asked("stance", "test", str(toy_data.path))


@pytest.mark.parametrize("task", TASKS)
def test_the_gold_as_an_answer_scores_as_the_gold(task, toy_data, submissions):
    of = Asked(task, "test", str(toy_data.path))
    lines = [answered(of, item.id, item.target)[0] for item in items(of)]
    told = score(submissions.write(**{task: lines}), data=toy_data.path).tasks[task]
    assert scores(of, lines) == {name: one.value for name, one in told.metrics.items()}
    assert scores(of, lines)[told.headline] > 0.95  # words that occur twice are found in the wrong place


def test_of_some_items_the_score_is_over_those(asked):
    rng = random.Random(1)
    gold = {item.id: json.loads(item.target)["label"] for item in items(asked)}
    some = rng.sample(sorted(gold), 20)
    lines = [{"id": one, "label": rng.choice(list(Stance)).value} for one in some]
    truth, told = [gold[one] for one in some], [line["label"] for line in lines]
    expected = f1_score(truth, told, labels=sorted({*truth, *told}), average="macro", zero_division=0)
    assert scores(asked, lines)["macro_f1"] == pytest.approx(expected, abs=1e-12)


def test_an_item_answered_twice_is_a_fault(asked):
    line = {"id": items(asked)[0].id, "label": "denies"}
    with pytest.raises(FaultsFound, match="each id once"):
        scores(asked, [line, line])


@pytest.mark.parametrize("reply", ["", "denies", '{"label": "deny"}', '{"label": "denies"', "[" * 100_000, "\ud800"])
def test_no_answer_of_the_form_commits_to_nothing_and_says_why(reply, asked):
    one = items(asked)[0].id
    line, fault = answered(asked, one, reply)
    assert line == {"id": one, "label": "reports"}
    assert fault.startswith("no answer of the form")


def test_no_prompt_holds_its_gold(toy_data):
    for task in TASKS:
        for item in items(Asked(task, "test", str(toy_data.path))):
            assert item.target not in item.question + item.instructions
            assert "CANARY" not in (item.question + item.instructions).upper()


@pytest.fixture
def where(capsys):
    assert main(["harness", "where", "lm_eval"]) == 0
    return Path(capsys.readouterr().out.strip())


@pytest.mark.parametrize("task", TASKS)
def test_yaml_names_every_metric_that_an_answer_can_have(task, where):
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!function", lambda loader, node: node.value)
    told = yaml.load((where / f"{task}.yaml").read_text(), Loader)
    assert told["dataset_kwargs"] == {"task": task}
    assert [one["metric"] for one in told["metric_list"]] == [name for name in TASKS[task].metrics if name not in UNTOLD]


def sample(asked, **line):
    of = {"task": asked.task, "split": asked.split, "data": asked.data}
    return json.dumps({"metrics": ["macro_f1"], "macro_f1": {"of": of, "line": line}}) + "\n"


def test_a_submission_of_logs(asked, toy_data, tmp_path, capsys):
    log = tmp_path / "samples_stance.jsonl"
    log.write_text("".join(sample(asked, id=item.id, label="denies") for item in items(asked)))
    (tmp_path / "system.yaml").write_text(yaml.safe_dump(SYSTEM))
    made = ["harness", "submission", str(log), "--system", str(tmp_path / "system.yaml"), "--out", str(tmp_path / "made")]
    assert main(made) == 0
    assert main(["validate", str(tmp_path / "made"), "--data", str(toy_data.path)]) == 0
    assert f"stance ({len(items(asked))})" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "", "not JSON\n", '{"metrics": ["acc"], "acc": 1.0}\n', '{"metrics": []}\n', "[]\n"])
def test_what_is_no_log_of_ours_is_refused(content, tmp_path):
    log = tmp_path / "samples.jsonl"
    if content is not None:
        log.write_text(content)
    with pytest.raises(Misuse, match="expected"):
        logged([log])


def test_two_logs_of_one_task_or_of_two_splits_are_refused(asked, tmp_path):
    one, other, third = (tmp_path / f"{name}.jsonl" for name in "abc")
    one.write_text(sample(asked, id="x", label="denies"))
    other.write_text(one.read_text())
    third.write_text(sample(Asked("contrast", "validation", asked.data), id="x", label="neutral"))
    with pytest.raises(Misuse, match="one log for each task"):
        logged([one, other])
    with pytest.raises(Misuse, match="one split"):
        logged([one, third])
