"""Running baselines: what was learned is used again, a killed run goes on, workers change nothing, and misuse is told."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.scoring import score
from counterclaim_baselines import llm, registry
from counterclaim_baselines.claim_only import ClaimOnly
from counterclaim_baselines.cue_lexicon import CueLexicon
from counterclaim_baselines.journal import Journal
from counterclaim_baselines.llm.baseline import LanguageModel
from counterclaim_baselines.majority import Majority
from counterclaim_baselines.running import run_baseline, run_baselines
from counterclaim_baselines.states import States, _code
from counterclaim_baselines.teaching import Run, teach


def contents(folder):
    """The predictions, as they are on disk."""
    return {path.name: path.read_bytes() for path in folder.glob("*.jsonl.gz")}


@pytest.fixture
def states(tmp_path):
    return States(tmp_path / "states")


class TestStates:
    def test_a_stored_model_predicts_the_same_and_is_not_fitted_again(self, toy_data, tmp_path, states, monkeypatch):
        first = run_baseline(ClaimOnly, tmp_path / "one", toy_data, Run(states=states))

        def refuse(*_):
            raise AssertionError("fitted again")

        monkeypatch.setattr(ClaimOnly, "fit", refuse)
        again = run_baseline(ClaimOnly, tmp_path / "two", toy_data, Run(states=states))
        assert contents(first) == contents(again)

    def test_another_seed_or_other_data_is_another_state(self, toy_data, states):
        model, other = ClaimOnly(), ClaimOnly()
        other.seed = 5
        folders = {states.folder(model, "stance", "x"), states.folder(other, "stance", "x"), states.folder(model, "stance", "y")}
        assert len(folders) == 3
        assert states.folder(ClaimOnly(), "stance", "x") in folders

    def test_the_code_that_a_baseline_stands_on_decides(self):
        code = "".join(_code(ClaimOnly))
        assert "class ClaimOnly" in code
        assert "class LinearBaseline" in code  # its base
        assert "def nearest_sentences" not in code  # which it does not read

    def test_a_baseline_with_a_folder_of_its_own_stands_on_all_of_it(self):
        code = "".join(_code(LanguageModel))
        assert "class Client" in code  # loaded only when it asks
        assert (Path(llm.__file__).parent / "prompts" / "stance.md").read_text() in code

    def test_a_state_that_cannot_be_written_is_none(self, toy_data, states, monkeypatch):
        def fail(*_):
            raise OSError("disk full")

        monkeypatch.setattr(Majority, "save", fail)
        with pytest.raises(OSError, match="disk full"):
            teach(Majority(), "stance", toy_data, states)
        assert not [path for path in states.root.rglob("*") if "state" in path.name]


class Counting(CueLexicon):
    """Asks two articles at once, and counts them."""

    batch = 2
    asked = 0

    def predict(self, task, items):
        type(self).asked += len(items)
        return super().predict(task, items)


class TestJournal:
    def test_what_is_answered_is_not_asked_again(self, toy_data, tmp_path, states, monkeypatch):
        articles = len(toy_data.rows("attribution", "test"))
        whole = contents(run_baseline(CueLexicon, tmp_path / "whole", toy_data, Run()))
        monkeypatch.setattr(Counting, "asked", 0)
        for out in ("one", "two"):
            assert contents(run_baseline(Counting, tmp_path / out, toy_data, Run(states=states))) == whole
        assert Counting.asked == articles

    def test_a_run_that_ended_in_a_line_goes_on(self, toy_data, tmp_path, states, monkeypatch):
        whole = contents(run_baseline(Counting, tmp_path / "whole", toy_data, Run(states=states)))
        (path,) = states.root.rglob("*.jsonl")
        raw = path.read_bytes()
        cut = raw.index(b"\n") + 40
        path.write_bytes(raw[:cut])
        monkeypatch.setattr(Counting, "asked", 0)
        assert contents(run_baseline(Counting, tmp_path / "again", toy_data, Run(states=states))) == whole
        assert Counting.asked == len(toy_data.rows("attribution", "test")) - 1
        assert path.read_bytes() == raw

    def test_lines_are_on_disk_at_once(self, tmp_path):
        journal = Journal(tmp_path / "deep" / "answers.jsonl")
        journal.add([{"id": "a"}])
        assert Journal(tmp_path / "deep" / "answers.jsonl").lines == {"a": {"id": "a"}}


SLOW = """
import sys, time
from pathlib import Path
from counterclaim.dataset import DatasetFolder
from counterclaim_baselines.cue_lexicon import CueLexicon
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.teaching import Run
from counterclaim_baselines.states import States

class Slow(CueLexicon):
    batch = 1
    def predict(self, task, items):
        time.sleep(float(sys.argv[4]))
        return super().predict(task, items)

data, out, states = map(Path, sys.argv[1:4])
print(run_baseline(Slow, out, DatasetFolder(data), Run(states=States(states))))
"""


def test_a_killed_process_resumes_to_the_same_file(toy_data, tmp_path):
    script = tmp_path / "slow.py"
    script.write_text(SLOW)

    def start(out, pause):
        return subprocess.Popen([sys.executable, script, toy_data.path, tmp_path / out, tmp_path / "states", str(pause)])

    process = start("killed", 0.2)
    for _ in range(600):
        kept = [path for path in (tmp_path / "states").rglob("*.jsonl") if path.read_bytes().count(b"\n") >= 2]
        if kept:
            break
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    before = kept[0].read_bytes().count(b"\n")
    assert 2 <= before < len(toy_data.rows("attribution", "test"))
    assert not (tmp_path / "killed" / "cue-lexicon").exists()
    assert start("resumed", 0).wait() == 0
    whole = run_baseline(CueLexicon, tmp_path / "whole", toy_data, Run())
    assert contents(tmp_path / "resumed" / "cue-lexicon") == contents(whole)


def test_options_that_a_baseline_lacks_are_refused(toy_data, tmp_path, capsys):
    arguments = [
        "baseline",
        "run",
        "majority",
        "--out",
        str(tmp_path),
        "--data",
        str(toy_data.path),
        "--state",
        str(tmp_path / "s"),
    ]
    assert main([*arguments, "--option", "model=x"]) == 2
    assert "majority: expected no options, found model" in capsys.readouterr().err
    assert main([*arguments, "--option", "model"]) == 2
    assert "expected --option KEY=VALUE, found 'model'" in capsys.readouterr().err
    assert not (tmp_path / "majority").exists()


def test_what_is_not_installed_is_named(toy_data, tmp_path, monkeypatch):
    class Needy(Majority):
        extra = "neural"

        def fit(self, task, train, validation):
            import a_package_that_nobody_has  # noqa: F401

    with pytest.raises(Misuse, match=r"needs a_package_that_nobody_has: `pip install 'counterclaim\[neural\]'`"):
        run_baseline(Needy, tmp_path, toy_data, Run())
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_run_stands_and_is_named(toy_data, tmp_path, capsys, monkeypatch):
    class Heavy(Majority):
        """Costs too much."""

        name = "heavy"
        heavy = True

    monkeypatch.setattr(registry, "BASELINES", {"majority": Majority, "heavy": Heavy})
    monkeypatch.setattr(registry, "LIGHT", ("majority",))
    run_baselines(["heavy"], tmp_path, data=toy_data.path)
    before = contents(tmp_path / "heavy")
    arguments = ["baseline", "run", "--all", "--out", str(tmp_path), "--data", str(toy_data.path), "--state", str(tmp_path / ".s")]
    assert main(arguments) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == str(tmp_path / "majority")
    assert told[1].startswith(f"{tmp_path / 'heavy'}: stored predictions, not made anew (contradiction.jsonl.gz ")
    assert contents(tmp_path / "heavy") == before


def test_a_turned_pair_has_its_mentions_turned(toy_data, tmp_path):
    seen = []

    class Watching(Majority):
        def predict(self, task, items):
            seen.append((task, [(item["first_mention"], item["second_mention"]) for item in items if "first_mention" in item]))
            return super().predict(task, items)

    folder = run_baseline(Watching, tmp_path, toy_data, Run())
    there, back = (pairs for task, pairs in seen if task == "contradiction")
    assert back == [(second, first) for first, second in there]
    line = json.loads(gzip.decompress((folder / "contradiction.jsonl.gz").read_bytes()).splitlines()[0])
    assert line["reversed"] == line["label"] == "neutral"


def test_a_learning_curve_ends_at_the_whole(toy_data, tmp_path, capsys):
    assert main(["baseline", "curve", "claim-only", "stance", "--data", str(toy_data.path)]) == 0
    whole, signature = capsys.readouterr().out.splitlines()  # the toy has one training event
    (written,) = run_baselines(["claim-only"], tmp_path, data=toy_data.path)
    told = score(written, data=toy_data.path).tasks["stance"].metrics["macro_f1"].told()
    assert whole.split(maxsplit=4) == ["1", "events", str(len(toy_data.rows("stance", "train"))), "items", told]
    assert "curve:train-events,seed=0" in signature
    assert main(["baseline", "curve", "cue-lexicon", "attribution", "--data", str(toy_data.path)]) == 2
    assert "nothing that it learns" in capsys.readouterr().err
    assert main(["baseline", "curve", "llm", "stance", "--data", str(toy_data.path)]) == 2
    assert "expected --option endpoint" in capsys.readouterr().err
