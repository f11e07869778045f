"""A board is derived anew; what was tampered with is named."""

import json

import pytest

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.statistics.intervals import Resampling
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.board import rank
from counterclaim_leaderboard.site.writing import write_site
from counterclaim_leaderboard.verifying import verify


@pytest.fixture(scope="module")
def ranked(toy_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("submissions")
    run_baselines(["gold", "majority", "claim-only", "cue-lexicon"], folder, data=toy_data.path)
    return folder, rank(folder, data=toy_data.path, resampling=Resampling(50, 7, "bca"), draws=200, pages=True)


@pytest.fixture
def site(ranked, tmp_path):
    write_site(ranked[1], tmp_path)
    return tmp_path / "board.json"


def tamper(site, change):
    told = json.loads(site.read_text())
    change(told)
    site.write_text(json.dumps(told))


def differing(site, ranked, toy_data):
    return [fault.where for fault in verify(site, ranked[0], data=toy_data.path)[1]]


def test_a_board_is_what_its_predictions_give_with_what_its_signature_says(site, ranked, toy_data, capsys):
    compared, faults = verify(site, ranked[0], data=toy_data.path)
    assert faults == []
    assert compared > 50
    assert main(["verify", str(site), str(ranked[0]), "--data", str(toy_data.path)]) == 0
    assert f"all {compared} values" in capsys.readouterr().out


def test_a_number_a_rank_and_a_row_too_many_are_named(site, ranked, toy_data, capsys):
    def change(told):
        rows = told["tasks"]["stance"]["rows"]
        rows[1]["value"] += 1e-6
        rows[2]["rank"] = 9
        rows.append({"system": "ghost", "rank": 1, "value": 1.0, "low": 1.0, "high": 1.0})

    first, second = (row["system"] for row in json.loads(site.read_text())["tasks"]["stance"]["rows"][1:3])
    tamper(site, change)
    found = differing(site, ranked, toy_data)
    assert {f"tasks.stance.rows[{first}].value", f"tasks.stance.rows[{second}].rank"} <= set(found)
    assert sum("ghost" in where for where in found) == 5
    assert main(["verify", str(site), str(ranked[0]), "--data", str(toy_data.path)]) == 1
    assert "7 faults" in capsys.readouterr().err


def test_the_order_of_rows_is_no_difference_and_a_last_digit_neither(site, ranked, toy_data):
    def change(told):
        told["tasks"]["stance"]["rows"].reverse()
        told["tasks"]["stance"]["rows"][0]["value"] *= 1 + 1e-13

    tamper(site, change)
    assert differing(site, ranked, toy_data) == []


@pytest.mark.parametrize("more", [b"more", b"\xff"])
@pytest.mark.parametrize("name", ["index.html", "systems/majority.html", "assets/board.js", "board.csv"])
def test_another_page_is_told(site, ranked, toy_data, name, more):
    page = site.with_name("board.json").parent / name
    page.write_bytes(page.read_bytes() + more)
    (fault,) = verify(site, ranked[0], data=toy_data.path)[1]
    assert fault.file.endswith(name)


def test_a_page_too_few_and_one_too_many_are_told_of_a_whole_site(site, ranked, toy_data):
    (site.parent / "data.html").unlink()
    listed = site.with_name("site.json")
    listed.write_text(json.dumps({**json.loads(listed.read_text()), "systems/ghost.html": ""}))
    faults = verify(site, ranked[0], data=toy_data.path)[1]
    assert [fault.file.rpartition("/")[2] for fault in faults] == ["data.html", "ghost.html"]


def test_of_a_board_alone_no_page_is_asked(site, ranked, toy_data):
    for name in ("site.json", "compare.html", "board.csv"):
        site.with_name(name).unlink()
    assert verify(site, ranked[0], data=toy_data.path)[1] == []


def test_a_last_digit_of_the_table_is_no_difference(site, ranked, toy_data):
    table = site.with_name("board.csv")
    table.write_text(table.read_text().replace("1.0", "1.0000000000001"))
    assert verify(site, ranked[0], data=toy_data.path)[1] == []


@pytest.mark.parametrize(
    ("text", "told"), [("{", "no JSON"), ("[]", "a list"), ('{"signature": "x", "split": "test"}', "replicates")]
)
def test_what_is_no_board_is_refused(site, ranked, toy_data, text, told):
    site.write_text(text)
    with pytest.raises(Misuse, match=told):
        verify(site, ranked[0], data=toy_data.path)


def test_no_file_is_refused(tmp_path, ranked, toy_data):
    with pytest.raises(Misuse, match="mend the path"):
        verify(tmp_path / "board.json", ranked[0], data=toy_data.path)
