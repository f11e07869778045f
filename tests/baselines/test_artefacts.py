"""The artefact battery: probes blind to what they should not see, and a planted cue that is found."""

import pytest

from counterclaim.cli import main
from counterclaim_baselines.artefacts.battery import BATTERY, probe
from counterclaim_baselines.artefacts.cue_only import CueOnly
from counterclaim_baselines.base import question


@pytest.fixture(scope="module")
def probed(toy_data):
    return probe(data=toy_data.path)


def test_every_probe_is_scored_on_its_tasks_beside_majority(probed):
    found, signature = probed
    assert {(one.task, one.probe) for one in found} == {
        (task, name) for name, one in BATTERY.items() for task in one.tasks if task in ("contradiction", "stance")
    }
    for one in found:
        assert one.score.low <= one.score.value <= one.score.high
        assert (one.above == 0.0) or one.probe != "majority"
    assert "data:counterclaim-0.0.1+" in signature


def features(name, task, row):
    return BATTERY[name]().features(task, question(task, row))


PARTS = {
    "claim-only": ("first_mention", "first_paragraph", "second_paragraph", "first_outlet", "second_outlet"),
    "outlet-only": ("first_mention", "second_mention", "first_paragraph", "second_paragraph"),
    "source-only": ("first_mention", "second_mention", "first_paragraph", "second_paragraph"),
    "position": ("first_mention", "second_mention", "first_paragraph", "second_paragraph", "first_outlet"),
    "length-overlap": ("first_paragraph", "second_paragraph", "first_outlet"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_probe_is_blind_to_the_rest(name, toy_data):
    for row in toy_data.rows("contradiction", "test")[:20]:
        blinded = {**row, **dict.fromkeys(PARTS[name], "other words that were not there")}
        assert features(name, "contradiction", row) == features(name, "contradiction", blinded)


def test_target_blind_does_not_see_the_claim(toy_data):
    for row in toy_data.rows("stance", "test")[:20]:
        assert features("target-blind", "stance", row) == features("target-blind", "stance", {**row, "claim_text": "another"})


def test_cues_within_the_mention_do_not_count():
    row = {
        "first_paragraph": "He denied that nobody came.",
        "first_mention": "nobody came",
        "second_paragraph": "",
        "second_mention": "",
    }
    found = CueOnly().features("contradiction", row)
    assert "first denied" in found
    assert "first nobody" not in found


def test_the_command_marks_what_is_above_the_margin(toy_data, capsys):
    assert main(["data", "artefacts", "--data", str(toy_data.path)]) == 0
    shown = capsys.readouterr().out
    lines = [line for line in shown.splitlines() if line.startswith("contradiction")]
    assert lines
    for line in lines:
        above = float(next(part for part in line.split() if part.startswith(("+", "-"))).rstrip("*"))
        assert ("*" in line.split("sees")[0]) == (above > 0.03 + 5e-4) or abs(above - 0.03) < 1e-3
