"""What the operator does: teams, tokens, backup and restore, sweeping, and what a monitor reads."""

import re
import shutil
from dataclasses import replace

import pytest
from sqlalchemy import inspect, update

from counterclaim.cli import main
from counterclaim.errors import FaultsFound, Misuse
from counterclaim_leaderboard.service.accounts.teams import Quota, add_team
from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.intake.store import ORPHANED, Store
from counterclaim_leaderboard.service.operating.backup import back_up, restore
from counterclaim_leaderboard.service.schema import VERSION, marks, releases

pytest_plugins = ["served"]


@pytest.fixture
def sqlite_served(served):
    if served.context.database.sqlite is None:
        pytest.skip("PostgreSQL is backed up by pg_dump")
    return served


class TestBackup:
    @pytest.fixture
    def backed_up(self, sqlite_served, submissions, tmp_path):
        """One scored, one still in the queue; six files and two, of which they share one."""
        ids = [sqlite_served.upload(submissions.gold()).json()["id"]]
        sqlite_served.work()
        ids.append(sqlite_served.upload(submissions.write("other", stance=submissions.lines("stance"))).json()["id"])
        assert (
            back_up(sqlite_served.context.database, sqlite_served.context.store, tmp_path / "backup") == 7
        )  # the two share a file
        return ids

    def test_what_is_restored_is_what_was_there(self, sqlite_served, backed_up, tmp_path):
        new = replace(
            sqlite_served.settings, database=f"sqlite:///{tmp_path / 'new' / 'b.sqlite3'}", store=tmp_path / "new" / "store"
        )
        restore(Database(new.database), Store(new.store), tmp_path / "backup")
        other = type(sqlite_served)(new, tokens=sqlite_served.tokens).start()
        assert other.board() == sqlite_served.board()
        assert [other.told(one) for one in backed_up] == [sqlite_served.told(one) for one in backed_up]
        assert other.work() == 1
        assert other.told(backed_up[1])["state"] == "scored"

    def test_nothing_is_written_over(self, sqlite_served, backed_up, tmp_path):
        context = sqlite_served.context
        with pytest.raises(Misuse, match="expected nothing there yet"):
            restore(context.database, context.store, tmp_path / "backup")
        with pytest.raises(Misuse, match="expected nothing there yet"):
            back_up(context.database, context.store, tmp_path / "backup")
        with pytest.raises(Misuse, match="expected no store yet"):
            restore(Database(f"sqlite:///{tmp_path / 'new.sqlite3'}"), context.store, tmp_path / "backup")

    @pytest.mark.parametrize("damage", ["lost", "changed"])
    def test_a_damaged_backup_is_not_restored(self, backed_up, tmp_path, damage):
        file = next((tmp_path / "backup" / "objects").glob("??/*"))
        file.unlink() if damage == "lost" else file.write_bytes(b"x")
        target = tmp_path / "new" / "b.sqlite3"
        with pytest.raises(FaultsFound, match=file.name):
            restore(Database(f"sqlite:///{target}"), Store(tmp_path / "new" / "store"), tmp_path / "backup")
        assert not target.exists()


class TestSweep:
    def test_orphans_go_when_they_are_old_and_named_files_stay(self, served, submissions):
        store, database = served.context.store, served.context.database
        served.upload(submissions.gold())
        named = set(store.objects.glob("??/*"))
        orphan = store.path("ab" + "0" * 62)
        orphan.parent.mkdir(exist_ok=True)
        orphan.write_bytes(b"x")
        (store.arrival() / "stance.jsonl").write_bytes(b"x")
        now = orphan.stat().st_mtime
        assert store.sweep(database, lambda: now) == 0
        assert orphan.exists()
        assert store.sweep(database, lambda: now + ORPHANED + 60) == 1
        assert set(store.objects.glob("??/*")) == named
        assert not any(store.incoming.iterdir())


class TestCommands:
    def test_from_team_to_token_to_none(self, database_url, tmp_path, capsys):
        at = ["--database", database_url, "--store", str(tmp_path / "store")]

        def told(*arguments, code=0):
            assert main(["service", *arguments, *at]) == code
            shown = capsys.readouterr()
            return shown.out or shown.err

        told("team", "add", "Team A", "--per-day", "7")
        assert "free" in told("team", "add", "Team A", code=2)
        told("team", "set", "Team A", "--in-all", "9")
        assert told("team", "list") == "Team A: 0 of 9 used, 7 a day, 20 a day unscored\n"
        token = told("token", "new", "Team A").strip()
        assert re.fullmatch(r"cct_[0-9a-f]{12}_[\w-]{43}", token)
        assert "Team A" in told("token", "list")
        assert token not in told("token", "list")
        told("token", "revoke", token)
        assert "revoked" in told("token", "list")
        told("token", "revoke", token, code=2)
        told("token", "new", "Team B", code=2)

    def test_tables_of_another_version_are_refused_and_nothing_is_changed(self, served):
        database = served.context.database
        with database.writing() as connection:
            connection.execute(update(marks).where(marks.c.name == "schema").values(value=VERSION + 1))
            releases.drop(connection)
        with pytest.raises(Misuse, match=f"found version {VERSION + 1}"):
            database.create()
        with database.reading() as connection:
            assert not inspect(connection).has_table(releases.name)

    @pytest.mark.parametrize("name", ["", " a", "x" * 101, "a\nb", "a\u202eb", "\x00"])
    def test_names_that_no_board_can_show(self, served, name):
        with pytest.raises(Misuse):
            add_team(served.context.database, name, Quota())


def test_figures_for_a_monitor(served, submissions):
    served.upload(submissions.gold())
    served.at += 90
    served.http.get("/api/v1/submissions/nothing", headers=served.headers())
    text = served.http.get("/metrics").text
    assert 'counterclaim_submissions{state="queued"} 1' in text
    assert "counterclaim_oldest_queued_seconds 90.000" in text
    assert 'counterclaim_requests_total{method="POST",route="/api/v1/submissions",status="201"} 1' in text
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) .+|[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? [0-9.]+', line), line


def test_the_board_is_sent_once(served, submissions):
    first = served.http.get("/api/v1/board")
    again = served.http.get("/api/v1/board", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    served.upload(submissions.gold())
    served.work()
    changed = served.http.get("/api/v1/board", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200


def test_the_description_of_the_api_holds(served):
    told = served.http.get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == {
        "/api/v1/submissions",
        "/api/v1/submissions/{submission}",
        "/api/v1/board",
        "/api/v1/ledger",
    }
    assert "multipart/form-data" in told["paths"]["/api/v1/submissions"]["post"]["requestBody"]["content"]
    references = set(re.findall(r'"#/components/schemas/(\w+)"', served.http.get("/api/v1/openapi.json").text))
    assert references <= set(told["components"]["schemas"])


def test_a_store_that_lost_a_file_is_told_as_a_crash(served, submissions):
    identity = served.upload(submissions.gold()).json()["id"]
    shutil.rmtree(served.context.store.objects)
    served.work()
    assert served.told(identity)["reason"] == "files of the submission are missing from the store: 6"


def test_a_method_that_is_none_is_told_those_that_are(served):
    answer = served.http.options("/api/v1/submissions/" + "x" * 22)
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET")
