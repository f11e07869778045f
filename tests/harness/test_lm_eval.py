"""The tasks in lm-evaluation-harness itself, offline: `make test-harness`."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from canned import CLOSE, Canned, by_our_own, predictions, sent, values
from conftest import SYSTEM
from stub_endpoint import StubEndpoint

from counterclaim.cli import main
from counterclaim.tasks import TASKS
from counterclaim_baselines import harnesses
from counterclaim_baselines.llm.lines import FILLED

pytest.importorskip("lm_eval", reason="in an environment of its own: make test-harness")

FOLDER = Path(harnesses.__file__).parent / "lm_eval"
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}


def lm_eval(data, out, *arguments):
    """Run the command; return each task's metrics and the logs."""
    command = [Path(sys.executable).with_name("lm_eval"), "run", "--include_path", FOLDER, "--output_path", out, "--log_samples"]
    metadata = json.dumps({"data": str(data.path)})
    environment = {**os.environ, **OFFLINE, "HF_HOME": str(out / "cache")}
    subprocess.run([*command, "--metadata", metadata, *arguments], check=True, env=environment)
    (results,) = out.rglob("results_*.json")
    told = {
        task.removeprefix("counterclaim_"): {name.removesuffix(",none"): one for name, one in of.items() if name.endswith(",none")}
        for task, of in json.loads(results.read_text())["results"].items()
    }
    return {task: {name: one for name, one in of.items() if not name.endswith("_stderr")} for task, of in told.items()}, sorted(
        out.rglob("samples_*.jsonl")
    )


def same(told, expected):
    """Every metric of the harness is that of the scorer; NaN where the scorer tells none."""
    assert told
    for task, of in told.items():
        assert TASKS[task].headline in of
        for name, value in of.items():
            if name in expected[task]:
                assert value == pytest.approx(expected[task][name], abs=CLOSE, rel=0), (task, name)
            else:
                assert math.isnan(value), (task, name)


@pytest.fixture(scope="module")
def chat(toy_data, tmp_path_factory):
    """All tasks through a chat endpoint."""
    out = tmp_path_factory.mktemp("chat")
    canned = Canned(toy_data)
    with StubEndpoint(canned) as stub:
        model = f"model=stub,base_url={stub.address}/chat/completions,num_concurrent=2,max_retries=1"
        arguments = ("--model", "local-chat-completions", "--model_args", model, "--apply_chat_template", "--tasks", "counterclaim")
        told, logs = lm_eval(toy_data, out, *arguments)
    assert canned.kinds == set(range(6))
    return told, logs, sent(stub)


@pytest.fixture(scope="module")
def ours(toy_data, tmp_path_factory):
    return by_our_own(toy_data, tmp_path_factory.mktemp("ours"))


def test_scores_are_those_of_the_scorer_on_what_llm_makes_of_the_same_replies(chat, ours, toy_data):
    told, _, _ = chat
    assert set(told) == set(TASKS)
    same(told, values(ours[0], toy_data))


def test_the_prompts_are_those_of_llm(chat, ours):
    assert chat[2] == ours[1]


def test_logs_make_the_same_submission(chat, ours, toy_data, tmp_path):
    (tmp_path / "system.yaml").write_text(yaml.safe_dump(SYSTEM))
    out = tmp_path / "made"
    logs = [str(path) for path in chat[1]]
    assert main(["harness", "submission", *logs, "--system", str(tmp_path / "system.yaml"), "--out", str(out)]) == 0
    assert predictions(out, toy_data) == predictions(ours[0], toy_data)
    same(chat[0], values(out, toy_data))


def test_a_model_that_answers_nothing_of_the_form(toy_data, submissions, tmp_path):
    told, _ = lm_eval(toy_data, tmp_path, "--model", "dummy", "--tasks", "counterclaim")
    filled = {task: [{"id": row["id"], **FILLED[task]} for row in toy_data.rows(task, "test")] for task in TASKS}
    same(told, values(submissions.write(**filled), toy_data))


def test_a_limit_scores_what_was_asked_and_makes_no_submission(toy_data, tmp_path, capsys):
    told, logs = lm_eval(toy_data, tmp_path, "--model", "dummy", "--tasks", "counterclaim_contrast", "--limit", "5")
    first = sorted(toy_data.rows("contrast", "test"), key=lambda row: row["id"])[:5]
    assert told["contrast"]["accuracy"] == sum(row["label"] == "neutral" for row in first) / 5
    (tmp_path / "system.yaml").write_text(yaml.safe_dump(SYSTEM))
    out = str(tmp_path / "made")
    assert main(["harness", "submission", str(logs[0]), "--system", str(tmp_path / "system.yaml"), "--out", out]) == 0
    assert main(["validate", out, "--data", str(toy_data.path)]) == 1
    assert "expected a line for each item, found none" in capsys.readouterr().err
