"""Hostile use, and the test that holds each item. `test_the_table_tells_of_tests_that_are_there` holds the table.

| item | test |
|---|---|
| script in every text field | test_receiving.test_no_script_runs_whatever_a_text_holds |
| the same, in a real browser | test_browser.test_from_the_form_to_the_board |
| texts that no board can show | test_scored.test_a_description_that_no_board_can_show |
| gzip bombs | test_scored.test_a_gzip_bomb |
| Parquet bombs | test_scored.test_a_parquet_bomb_whose_footer_is_small |
| too many rows | test_scored.test_too_many_lines, test_scored.test_a_parquet_file_with_too_many_rows |
| records nested too deep | test_scored.test_a_parquet_file_nested_too_deep |
| YAML that never ends | test_scored.test_a_description_that_would_never_end_is_a_fault |
| scoring that never ends | test_scored.test_a_scoring_that_takes_too_long_is_cut_off_at_once |
| paths, links and archives | test_receiving.test_plain_files_of_the_tasks_and_no_others |
| label probing | test_scored.test_a_label_more_right_is_not_told_on_hidden_gold |
| probing by withdrawing | test_queue.test_a_best_withdrawn_still_holds_for_the_ladder |
| forged tokens, and those of others | test_receiving.test_forged_replayed_and_foreign_ones |
| expired and revoked tokens | test_receiving.test_an_expired_one, test_receiving.test_a_revoked_one_and_its_sister |
| replayed uploads | test_receiving.test_the_same_key_finds_the_same_submission |
| another team's submissions | test_receiving.test_a_submission_of_another_team_is_not_there |
| SQL in every field | test_hostile.test_sql_in_every_field |
| too many bytes | test_receiving.test_too_many_bytes |
| uploads a byte at a time | test_slow.test_an_upload_a_byte_at_a_time |
| heads that never end | test_slow.test_a_head_that_never_ends |
| slow senders without a token | test_slow.test_slow_forms_without_a_token_keep_no_team_from_uploading |
| 10,000 submissions queued | test_hostile.test_ten_thousand_wait |
| quota races | test_receiving.test_a_race_for_the_last_ones |
| two workers on one row | test_queue.test_many_workers_take_each_row_once |
| a worker that comes back late | test_queue.test_a_worker_thought_dead_writes_nothing |
| a disk that is full | test_full_disk.test_an_upload_waits_for_room, test_full_disk.test_an_outcome_waits_for_room |
| the database's disk full | test_full_disk.test_a_database_waits_for_room |
| the database gone and back | test_receiving.test_the_database_gone_and_back, test_database_gone.test_stopped_and_started |
| kill -9 of any process at any moment | test_chaos.test_as_many_are_scored_as_came_in |
| any request | test_api_fuzzing.test_requests_from_the_description |
| any bytes as predictions | ../submission/test_fuzzing.test_damaged_predictions |
| any bytes as a description | ../submission/test_fuzzing.test_damaged_and_any_system |
"""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from conftest import SYSTEM
from many import queue_again
from sqlalchemy import func, select

from counterclaim_leaderboard.service.schema import metadata, teams
from counterclaim_leaderboard.service.scoring import queue

pytest_plugins = ["served"]

SQL = [
    "'; DROP TABLE submissions; --",
    "' OR '1'='1",
    '" UNION SELECT sha256 FROM tokens --',
    "%' OR 1=1 --",
    "1); DELETE FROM teams; --",
]


def test_the_table_tells_of_tests_that_are_there():
    named = re.findall(r"(\S*test_\w+)\.(test_\w+)", __doc__)
    assert len(named) > 30
    for file, test in named:
        assert re.search(rf"def {test}\(", (Path(__file__).parent / f"{file}.py").read_text()), (file, test)


def sizes(served):
    with served.context.database.reading() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in metadata.sorted_tables}


@pytest.mark.parametrize("sql", SQL)
def test_sql_in_every_field(served, submissions, sql):
    """As a name, in a description, in predictions it is text; as a key, a file name, an id, a number, a token it is refused."""
    served.add(sql)
    folder = submissions.write(stance=submissions.lines("stance"))
    texts = {field: [sql] if isinstance(value, list) else sql for field, value in SYSTEM.items() if not isinstance(value, bool)}
    (folder / "system.yaml").write_text(yaml.safe_dump({**SYSTEM, **texts}))
    good = served.upload(folder, sql).json()["id"]
    bad = served.upload(submissions.write("bad", stance=[{"id": sql, "label": sql}]), sql).json()["id"]
    before = sizes(served)
    ask, headers = served.http.get, served.headers(sql)
    assert ask("/api/v1/submissions", headers={"Authorization": f"Bearer {sql}"}).status_code == 401
    assert ask("/api/v1/submissions", headers={"Authorization": f"Bearer cct_{sql}_{'x' * 43}"}).status_code == 401
    assert ask(f"/api/v1/submissions/{quote(sql, safe='')}", headers=headers).status_code == 404
    assert served.http.delete(f"/api/v1/submissions/{quote(sql, safe='')}", headers=headers).status_code == 404
    for path in ("/api/v1/submissions", "/api/v1/ledger", "/ledger"):
        for name in ("before", "limit"):
            assert ask(path, params={name: sql}, headers=headers).status_code == (
                200 if (path, name) == ("/ledger", "limit") else 422
            )
    assert ask("/api/v1/board", headers={"If-None-Match": sql}).status_code == 200
    assert served.upload(folder, sql, key=sql).status_code == 422
    answer = served.http.post("/api/v1/submissions", headers=headers, files=[("files", (sql, b"x"))])
    assert answer.status_code == 422
    assert sizes(served) == before
    assert served.work() == 2
    told = served.told(good, sql)
    assert (told["state"], told["team"], told["system"]["name"]) == ("scored", sql, sql)
    assert served.told(bad, sql)["state"] == "invalid"
    assert [row["team"] for row in served.board()["tasks"]["stance"]["rows"]] == [sql]
    with served.context.database.reading() as connection:
        assert set(connection.scalars(select(teams.c.name))) == {"Team A", sql}


def test_ten_thousand_wait(served, submissions):
    """The oldest is taken first, the last is told how many are before it, and others may still come."""
    served.add("Team B", per_day=20_000, in_all=20_000)
    first = served.upload(submissions.gold(), "Team B").json()["id"]
    ids = queue_again(served.context.database, first, 9_999)
    assert served.told(ids[-1], "Team B")["ahead"] == 9_999
    assert served.upload(submissions.gold()).status_code == 201
    taken = [queue.claim(served.context.database, served.settings.queueing, lambda: served.at).id for _ in range(3)]
    assert taken == [first, *ids[:2]]
    assert served.told(ids[-1], "Team B")["ahead"] == 9_996
    assert 'counterclaim_submissions{state="queued"} 9998' in served.http.get("/metrics").text
    newest = served.http.get("/api/v1/submissions?limit=100", headers=served.headers("Team B")).json()["submissions"]
    assert [one["id"] for one in newest] == ids[:-101:-1]
