"""From upload to score: the digits of `counterclaim score`, what hidden gold lets out, faults, and scoring that goes wrong."""

import errno
import gzip
import json
import shutil
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import SYSTEM
from sqlalchemy import select

from counterclaim.scoring import score
from counterclaim.submission import System
from counterclaim_leaderboard.service.intake.store import Store
from counterclaim_leaderboard.service.schema import submissions as table
from counterclaim_leaderboard.service.scoring.described import faults_of_description

pytest_plugins = ["served"]


def kept_score(served, identity):
    with served.context.database.reading() as connection:
        return json.loads(connection.scalar(select(table.c.score).where(table.c.id == identity)))


@pytest.fixture
def half(submissions):
    """Stance lines of which every second is wrong."""
    return [
        {**line, "label": "asserts" if number % 2 and line["label"] != "asserts" else line["label"]}
        for number, line in enumerate(submissions.lines("stance"))
    ]


def test_the_score_is_that_of_the_command_to_the_digit(open_served, submissions, toy_data, half):
    folder = submissions.write(stance=half, attribution=submissions.lines("attribution"))
    identity = open_served.upload(folder).json()["id"]
    assert open_served.work() == 1
    told = open_served.told(identity)
    alone = score(folder, data=toy_data.path)
    assert told["state"] == "scored"
    assert told["signature"] == alone.signature
    for task, of_task in alone.tasks.items():
        for metric, one in of_task.metrics.items():
            assert told["score"]["tasks"][task]["metrics"][metric] == {"value": one.value, "low": one.low, "high": one.high}
        headline = of_task.metrics[of_task.headline]
        (row,) = open_served.board()["tasks"][task]["rows"]
        assert (row["value"], row["low"], row["high"]) == (headline.value, headline.low, headline.high)


def test_hidden_gold_lets_out_the_headline_to_the_step_and_nothing_else(served, submissions, toy_data, half):
    folder = submissions.write(stance=half)
    identity = served.upload(folder).json()["id"]
    served.work()
    told, alone = served.told(identity), score(folder, data=toy_data.path)
    exact = alone.tasks["stance"].metrics["macro_f1"].value
    assert 0 < exact < 1
    assert told["released"] == {
        "stance": {"headline": "macro_f1", "value": round(exact, 2), "improved": True, "low": None, "high": None}
    }
    assert told["score"] is None
    assert kept_score(served, identity)["tasks"]["stance"]["metrics"]["macro_f1"]["value"] == exact
    shown = served.http.get(f"/submissions/{identity}").text + served.http.get("/").text + json.dumps([told, served.board()])
    for metric in ("polarity", "mcc", "denies_f1", "calibration"):
        assert metric not in shown


def test_a_label_more_right_is_not_told_on_hidden_gold(served, submissions, half):
    """One label of 68 moves the headline by less than the step of a tenth: the answer to the probe is the answer before it."""
    served.settings = replace(served.settings, step=0.1)
    gold = submissions.lines("stance")
    first = served.upload(submissions.write("one", stance=half)).json()["id"]
    wrong = next(number for number, line in enumerate(half) if line != gold[number])
    probe = [*half[:wrong], gold[wrong], *half[wrong + 1 :]]
    second = served.upload(submissions.write("two", stance=probe)).json()["id"]
    assert served.work() == 2
    exact = [kept_score(served, one)["tasks"]["stance"]["metrics"]["macro_f1"]["value"] for one in (first, second)]
    assert exact[0] < exact[1]
    before, after = served.told(first)["released"]["stance"], served.told(second)["released"]["stance"]
    assert after == {**before, "improved": False}
    assert [row["system"] for row in served.board()["tasks"]["stance"]["rows"]] == ["one"]
    assert [row["released"] for row in served.ledger()["rows"]] == [{"stance": False}, {"stance": True}]


def test_faults_are_told_all_together_and_cost_no_quota(served, submissions, tmp_path):
    lines = submissions.lines("stance")
    folder = submissions.write(stance=[{**lines[0], "label": "denys"}, *lines[2:]])
    identity = served.upload(folder).json()["id"]
    served.work()
    told = served.told(identity)
    assert told["state"] == "invalid"
    assert told["costs_quota"] is False
    assert told["fault_count"] == 2
    assert {fault["file"] for fault in told["faults"]} == {"stance.jsonl"}
    assert told["faults"][0]["remedy"] == "did you mean 'denies'?"
    assert str(tmp_path) not in json.dumps(told)
    assert served.ledger()["queries"] == 0
    assert "did you mean" in served.http.get(f"/submissions/{identity}").text


def test_faults_too_many_to_tell_are_counted(served, submissions):
    lines = submissions.lines("stance")
    identity = served.upload(submissions.write(stance=lines[:1])).json()["id"]
    served.work(faults=5)
    told = served.told(identity)
    assert (len(told["faults"]), told["fault_count"]) == (5, len(lines) - 1)


def test_a_crash_is_told_as_such_after_three_attempts_and_costs_no_quota(served, submissions):
    identity = served.upload(submissions.gold()).json()["id"]
    assert served.work(wall_seconds=0.0) == 3
    told = served.told(identity)
    assert (told["state"], told["costs_quota"], told["score"]) == ("crashed", False, None)
    assert told["reason"] == "scoring took longer than 0 s"
    assert "crashed" in served.http.get(f"/submissions/{identity}").text
    assert served.ledger()["queries"] == 0


def test_a_scoring_that_takes_too_long_is_cut_off_at_once(served, submissions):
    """For each unknown label of scores the nearest known one is looked for: some megabytes of them take many seconds."""
    first, *others = submissions.lines("stance")
    lines = [{**first, "scores": {f"asserts{number:06}": 0.0 for number in range(700_000)}}, *others]
    identity = served.upload(submissions.write(stance=lines)).json()["id"]
    assert served.work(cpu_seconds=3) == 1
    told = served.told(identity)
    assert (told["state"], told["reason"]) == ("crashed", "scoring took more than 3 s of processor time")


def only_fault(served, folder, **caps):
    identity = served.upload(folder).json()["id"]
    assert served.work(**caps) == 1
    told = served.told(identity)
    assert told["state"] == "invalid", told
    (fault,) = told["faults"]
    return fault


def test_a_description_that_would_never_end_is_a_fault(served, submissions):
    """Merge keys that double at each line: a kilobyte of YAML, and years to read it."""
    folder = submissions.gold()
    doubled = "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 60))
    (folder / "system.yaml").write_text("a0: &a0 {x: 1}\n" + doubled)
    assert only_fault(served, folder)["found"] == "a merge key in line 2"


def test_a_gzip_bomb(served, submissions):
    folder = submissions.write()
    (folder / "stance.jsonl.gz").write_bytes(gzip.compress(b" " * 5_000_000))
    fault = only_fault(served, folder, expanded=1_000_000)
    assert (fault["file"], fault["expected"]) == ("stance.jsonl.gz", "at most 1000000 bytes, decompressed")


def test_too_many_lines(served, submissions):
    assert only_fault(served, submissions.write(stance=b"{}\n" * 1001), rows=1000)["expected"] == "at most 1000 lines"


def test_a_parquet_file_with_too_many_rows(served, submissions):
    folder = submissions.write()
    pq.write_table(pa.table({"id": ["x"] * 1001, "label": ["denies"] * 1001}), folder / "stance.parquet")
    assert only_fault(served, folder, rows=1000)["expected"] == "at most 1000 rows"


def test_a_parquet_file_nested_too_deep(served, submissions):
    folder = submissions.write()
    value = 1
    for _ in range(20):
        value = {"a": value}
    pq.write_table(pa.Table.from_pylist([{"id": "x", "label": value}]), folder / "stance.parquet")
    assert only_fault(served, folder)["expected"] == "at most 16 levels of records"


def test_a_parquet_bomb_whose_footer_is_small(served, submissions):
    """One long word, named by each row: a hundred kilobytes as sent, gigabytes as read."""
    folder = submissions.write()
    words = pa.DictionaryArray.from_arrays(pa.array([0] * 60_000, pa.int32()), pa.array(["x" * 100_000]))
    pq.write_table(pa.table({"id": words, "label": ["denies"] * 60_000}), folder / "stance.parquet")
    assert (folder / "stance.parquet").stat().st_size < 1_000_000
    fault = only_fault(served, folder, memory=1536 * 1024 * 1024)
    assert fault["expected"] == f"files that are read within {1536 * 1024 * 1024} bytes of memory"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 101},
        {"name": "a\u202eb"},
        {"name": " "},
        {"name": "two\nlines"},
        {"description": "\x07"},
        {"link": "javascript:alert(1)"},
        {"authors": []},
        {"parameters": -1},
    ],
    ids=repr,
)
def test_a_description_that_no_board_can_show(wrong):
    assert faults_of_description(System(**SYSTEM)) == []
    (fault,) = faults_of_description(System(**{**SYSTEM, **wrong}))
    assert fault.where == next(iter(wrong))


def test_gold_of_another_version_has_a_board_of_its_own(served, submissions, tmp_path, toy_data):

    served.upload(submissions.gold())
    served.work()
    assert served.board()["tasks"]
    manifest = json.loads((toy_data.path / "dataset.json").read_text())
    other = shutil.copytree(toy_data.path, tmp_path / "other")
    (other / "dataset.json").write_text(json.dumps({**manifest, "version": "0.0.2"}))
    served.settings = replace(served.settings, gold=other)
    served.start()
    assert served.board()["tasks"] == {}
    assert served.ledger()["queries"] == 1


def test_where_the_gold_cannot_be_read_submissions_wait(served, submissions, tmp_path):
    identity = served.upload(submissions.gold()).json()["id"]
    gold = served.settings.gold
    served.settings = replace(served.settings, gold=tmp_path / "nowhere")
    assert served.work() == 0
    assert served.told(identity)["state"] == "queued"
    served.settings = replace(served.settings, gold=gold)
    assert served.work() == 1
    assert served.told(identity)["state"] == "scored"


def test_a_disk_that_is_full_while_scoring_is_no_crash(served, submissions, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    identity = served.upload(submissions.gold()).json()["id"]
    with monkeypatch.context() as patched:
        patched.setattr(Store, "lay_out", full)
        with pytest.raises(OSError, match="No space"):
            served.work()
    assert served.told(identity)["state"] == "queued"
    assert not any(served.context.store.work.iterdir())
    assert served.work() == 1
