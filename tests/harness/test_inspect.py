"""The tasks in Inspect itself, offline: `make test-harness`."""

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

pytest.importorskip("inspect_ai", reason="in an environment of its own: make test-harness")

FILE = Path(harnesses.__file__).parent / "inspect" / "tasks.py"
NAMED = [f"{FILE}@{task}" for task in TASKS]


def results(logs):
    """Each task's metrics, from the logs."""
    from inspect_ai.log import read_eval_log

    told = {}
    for path in logs:
        log = read_eval_log(str(path))
        assert log.status == "success", log.error
        (scored,) = log.results.scores
        told[log.eval.task.rpartition("/")[2]] = {name: one.value for name, one in scored.metrics.items()}
    return told


def same(told, expected):
    assert told
    for task, of in told.items():
        assert of == pytest.approx(expected[task], abs=CLOSE, rel=0), task


@pytest.fixture(scope="module")
def chat(toy_data, tmp_path_factory):
    """All tasks through a chat endpoint, by the command."""
    out = tmp_path_factory.mktemp("chat")
    canned = Canned(toy_data)
    with StubEndpoint(canned) as stub:
        command = [Path(sys.executable).with_name("inspect"), "eval", *NAMED, "--model", "openai-api/local/stub"]
        options = ["-T", f"data={toy_data.path}", "--log-dir", out, "--display", "plain", "--max-tasks", "1"]
        environment = {**os.environ, "LOCAL_BASE_URL": stub.address, "LOCAL_API_KEY": "none", "HOME": str(out)}
        subprocess.run([*command, *options], check=True, env=environment)
    assert canned.kinds == set(range(6))
    logs = sorted(out.glob("*.eval"))
    return results(logs), logs, sent(stub)


@pytest.fixture(scope="module")
def ours(toy_data, tmp_path_factory):
    return by_our_own(toy_data, tmp_path_factory.mktemp("ours"))


def test_scores_are_those_of_the_scorer_on_what_llm_makes_of_the_same_replies(chat, ours, toy_data):
    assert set(chat[0]) == set(TASKS)
    same(chat[0], values(ours[0], toy_data))


def test_the_prompts_are_those_of_llm(chat, ours):
    assert chat[2] == ours[1]


def test_logs_make_the_same_submission(chat, ours, toy_data, tmp_path):
    (tmp_path / "system.yaml").write_text(yaml.safe_dump(SYSTEM))
    out = tmp_path / "made"
    logs = [str(path) for path in chat[1]]
    assert main(["harness", "submission", *logs, "--system", str(tmp_path / "system.yaml"), "--out", str(out)]) == 0
    assert predictions(out, toy_data) == predictions(ours[0], toy_data)
    same(chat[0], values(out, toy_data))


def mocked(toy_data, out, **options):
    """All tasks by the mock model, which has the same replies in canned outputs."""
    from inspect_ai import eval as run
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    canned = Canned(toy_data)

    def output(messages, *_):
        told = canned.reply([{"role": one.role, "content": one.text} for one in messages])
        made = ModelOutput.from_content("mockllm/model", told or "")
        made.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)  # else it would fetch a tokenizer
        return made

    model = get_model("mockllm/model", custom_outputs=output, memoize=False)
    return run(NAMED, model=model, task_args={"data": str(toy_data.path)}, log_dir=str(out), display="none", **options)


def test_the_mock_model(toy_data, ours, tmp_path):
    mocked(toy_data, tmp_path)
    told = results(sorted(tmp_path.glob("*.eval")))
    assert set(told) == set(TASKS)
    same(told, values(ours[0], toy_data))


def test_items_answered_twice_give_no_score(toy_data, tmp_path):
    logs = mocked(toy_data, tmp_path, epochs=2)
    assert {log.status for log in logs} == {"error"}
    assert "each id once" in logs[0].error.message
