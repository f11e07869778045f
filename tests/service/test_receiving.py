"""What comes in over the network: tokens, quotas, forms, limits, and texts that want to be more than texts."""

import asyncio
import errno
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import yaml
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from counterclaim_leaderboard.service.accounts.teams import set_quota
from counterclaim_leaderboard.service.accounts.tokens import issue, revoke
from counterclaim_leaderboard.service.intake.receiver import Arrived, Receiver, Upload, receive
from counterclaim_leaderboard.service.intake.submissions import admit
from counterclaim_leaderboard.service.problems import Problem
from counterclaim_leaderboard.service.schema import submissions as table
from counterclaim_leaderboard.service.schema import tokens
from counterclaim_leaderboard.service.settings import Caps, Receiving
from counterclaim_leaderboard.service.web.app import create_app

pytest_plugins = ["served"]

HOSTILE = ["<script>alert(1)</script>", "'; DROP TABLE submissions; --", '"><img src=x onerror=alert(1)>', "{{7*7}}", "\u202e\x00"]


def problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told.keys() == {"type", "title", "status", "detail", "faults"}
    return told


def count(served):
    with served.context.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def is_empty(served):
    return count(served) == 0 and not any(served.context.store.incoming.iterdir())


class TestTokens:
    def test_forged_replayed_and_foreign_ones(self, served):
        token = served.tokens["Team A"]
        last = "A" if token[-1] != "A" else "B"
        for forged in ("", token[:-1] + last, token[:-1], token + "x", "cct_000000000000_" + "x" * 43, HOSTILE[1], "é" * 60):
            answer = served.http.get("/api/v1/submissions", headers={"Authorization": f"Bearer {forged}".encode()})
            assert problem(answer, 401)["title"] == "No valid token"
            assert answer.headers["www-authenticate"] == "Bearer"

    def test_an_expired_one(self, served):
        served.at += 30 * 86400 - 1
        assert served.http.get("/api/v1/submissions", headers=served.headers()).status_code == 200
        served.at += 1
        problem(served.http.get("/api/v1/submissions", headers=served.headers()), 401)

    def test_a_revoked_one_and_its_sister(self, served):
        sister = issue(served.context.database, "Team A", 30, lambda: served.at)
        revoke(served.context.database, served.tokens["Team A"].split("_")[1])
        problem(served.http.get("/api/v1/submissions", headers=served.headers()), 401)
        assert served.http.get("/api/v1/submissions", headers={"Authorization": f"Bearer {sister}"}).status_code == 200

    def test_the_database_holds_no_token(self, served):
        with served.context.database.reading() as connection:
            row = connection.execute(select(tokens)).one()
        assert served.tokens["Team A"].rpartition("_")[2] not in str(row)

    def test_the_log_holds_no_token(self, served, submissions, caplog):
        caplog.set_level("INFO")
        served.upload(submissions.gold())
        served.http.get(f"/api/v1/board?token={served.tokens['Team A']}")
        told = "".join(str(vars(record)) for record in caplog.records if record.name == "counterclaim.service")
        assert "submission.admitted" in told
        assert served.tokens["Team A"] not in told

    def test_a_submission_of_another_team_is_not_there(self, served, submissions):
        served.add("Team B")
        identity = served.upload(submissions.gold()).json()["id"]
        for ask in (served.http.get, served.http.delete):
            problem(ask(f"/api/v1/submissions/{identity}", headers=served.headers("Team B")), 404)
        assert served.told(identity)["withdrawn"] is None


class TestQuotas:
    def test_of_a_day_and_the_next_day(self, served, submissions):
        set_quota(served.context.database, "Team A", {"per_day": 2})
        folder = submissions.gold()
        assert [served.upload(folder).status_code for _ in range(3)] == [201, 201, 429]
        served.at += 86400
        assert served.upload(folder).status_code == 201

    def test_in_all(self, served, submissions):
        set_quota(served.context.database, "Team A", {"in_all": 1})
        folder = submissions.gold()
        assert served.upload(folder).status_code == 201
        served.at += 86400
        assert "1 submissions in all" in problem(served.upload(folder), 429)["detail"]

    def test_what_costs_none_is_capped(self, served, submissions):
        set_quota(served.context.database, "Team A", {"per_day": 1, "unscored_per_day": 2})
        folder = submissions.gold()
        for _ in range(2):
            identity = served.upload(folder).json()["id"]
            served.http.delete(f"/api/v1/submissions/{identity}", headers=served.headers())
        assert "not scored" in problem(served.upload(folder), 429)["detail"]

    def test_a_race_for_the_last_ones(self, served, submissions, tmp_path):
        """Sixteen uploads at once past the first look, three places: three submissions."""
        set_quota(served.context.database, "Team A", {"per_day": 3})
        team = served.context.team(served.tokens["Team A"])

        def upload(number):
            file = tmp_path / f"upload-{number}"
            file.write_bytes(b"x")
            arrived = Arrived(file, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", 1)
            try:
                return admit(served.context.database, served.context.store, team, Upload(tmp_path, {"system.yaml": arrived}), None)
            except Problem as refused:
                return refused.status

        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(upload, range(16)))
        assert found.count(429) == 13
        assert count(served) == 3

    def test_a_refused_upload_leaves_no_file(self, served, submissions):
        set_quota(served.context.database, "Team A", {"per_day": 0})
        problem(served.upload(submissions.gold()), 429)
        assert is_empty(served)
        assert not any(served.context.store.objects.iterdir())


class TestRetries:
    def test_the_same_key_finds_the_same_submission(self, served, submissions):
        set_quota(served.context.database, "Team A", {"per_day": 1})
        folder = submissions.gold()
        first, second = served.upload(folder, key="k1"), served.upload(folder, key="k1")
        assert (first.status_code, second.status_code) == (201, 200)
        assert first.json()["id"] == second.json()["id"]
        assert count(served) == 1

    def test_a_key_for_another_content(self, served, submissions):
        served.upload(submissions.gold(), key="k1")
        problem(served.upload(submissions.write("other", stance=submissions.lines("stance")), key="k1"), 409)

    def test_the_key_of_another_team_is_free(self, served, submissions):
        served.add("Team B")
        folder = submissions.gold()
        assert [served.upload(folder, team, key="k1").status_code for team in ("Team A", "Team B")] == [201, 201]

    @pytest.mark.parametrize("key", ["x" * 129, "a b", "é"])
    def test_a_malformed_key(self, served, submissions, key):
        answer = served.http.post(
            "/api/v1/submissions", headers={**served.headers(), "Idempotency-Key": key.encode()}, files=[("files", ("a", b""))]
        )
        problem(answer, 422)
        assert is_empty(served)


class TestForms:
    @pytest.mark.parametrize(
        "name", ["stance.zip", "stance.tar.gz", "../stance.jsonl", "/etc/passwd", "stance.jsonl/x", "stanse.jsonl", *HOSTILE[:4]]
    )
    def test_plain_files_of_the_tasks_and_no_others(self, served, submissions, name):
        folder = submissions.gold()
        parts = [("files", (path.name, path.read_bytes())) for path in folder.iterdir()] + [("files", (name, b"x"))]
        told = problem(served.http.post("/api/v1/submissions", headers=served.headers(), files=parts), 422)
        assert len(told["faults"]) == 1
        assert is_empty(served)

    def test_all_faults_together(self, served):
        told = problem(served.upload(None, a__zip=b"", b__zip=b"", stance__jsonl=b"", stance__parquet=b""), 422)
        assert [fault["found"] for fault in told["faults"]] == ["'a.zip'", "'b.zip'", "a second", "no file"]
        assert is_empty(served)

    def test_no_predictions(self, served, submissions):
        assert problem(served.upload(submissions.write()), 422)["faults"][0]["found"] == "none"

    @pytest.mark.parametrize(
        ("kind", "body", "status"),
        [
            ("application/json", b"{}", 415),
            ("multipart/form-data", b"", 415),
            ("multipart/form-data; boundary=x", b"", 400),
            ("multipart/form-data; boundary=x", b"garbage", 400),
            ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; filename="system.yaml"\r\n\r\nname', 400),
            ("multipart/form-data; boundary=" + "x" * 300, b"", 400),
            ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 100 + b"\r\n", 400),
        ],
    )
    def test_what_is_no_form(self, served, kind, body, status):
        headers = {**served.headers(), "Content-Type": kind}
        problem(served.http.post("/api/v1/submissions", headers=headers, content=body), status)
        assert is_empty(served)

    def test_too_many_bytes(self, served, submissions):
        served.settings = replace(served.settings, caps=Caps(upload=1000))
        served.start()
        folder = submissions.gold()
        problem(served.upload(folder), 413)

        def pieces():
            yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="stance.jsonl"\r\n\r\n'
            for _ in range(10):
                yield b"x" * 500

        headers = {**served.headers(), "Content-Type": "multipart/form-data; boundary=x"}
        problem(served.http.post("/api/v1/submissions", headers=headers, content=pieces()), 413)
        assert is_empty(served)

    def test_a_long_description_is_cut_off_while_it_comes(self, served):
        assert "system.yaml" in problem(served.upload(None, system__yaml=b"x" * 100_000), 413)["detail"]

    def test_a_slow_upload(self, tmp_path):
        async def stalls():
            yield b"--x\r\n"
            await asyncio.Event().wait()

        async def uploaded():
            receiver = Receiver("multipart/form-data; boundary=x", tmp_path, Caps())
            return await receive(stalls(), receiver, Receiving(idle_seconds=0.01))

        with pytest.raises(Problem) as caught:
            asyncio.run(uploaded())
        assert caught.value.status == 408

    def test_a_piece_is_taken_in_whole_before_a_slow_upload_ends(self, tmp_path):
        """Else it would take its team's place when all places had been given back."""
        order, late = [], threading.Event()

        class Slow(Receiver):
            def feed(self, chunk):
                late.wait()
                order.append("fed")

            def close(self):
                order.append("closed")

        async def stalls():
            yield b"--x"
            await asyncio.Event().wait()

        async def uploaded():
            asyncio.get_running_loop().call_later(0.1, late.set)
            receiver = Slow("multipart/form-data; boundary=x", tmp_path, Caps())
            return await receive(stalls(), receiver, Receiving(whole_seconds=0.01))

        with pytest.raises(Problem) as caught:
            asyncio.run(uploaded())
        assert caught.value.status == 408
        assert order == ["fed", "closed"]

    def test_a_form_in_pieces_of_any_size(self, tmp_path):
        body = (
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="system.yaml"\r\n\r\nname: a\r\n'
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="stance.jsonl"\r\n\r\n{}\n\r\n--x--\r\n'
        )
        for size in (1, 2, 3, 7, 1000):
            folder = tmp_path / str(size)
            folder.mkdir()
            receiver = Receiver("multipart/form-data; boundary=x", folder, Caps())
            for start in range(0, len(body), size):
                receiver.feed(body[start : start + size])
            found = receiver.finish()
            assert {name: one.path.read_bytes() for name, one in found.files.items()} == {
                "system.yaml": b"name: a",
                "stance.jsonl": b"{}\n",
            }

    def test_uploads_at_once(self, served):
        team = served.context.team(served.tokens["Team A"])
        with served.context.slots.of(team), served.context.slots.of(team):
            with pytest.raises(Problem) as caught, served.context.slots.of(team):
                pass
            assert caught.value.status == 429
        with served.context.slots.of(team):
            pass


class TestPage:
    def parts(self, folder):
        return [("files", (path.name, path.read_bytes())) for path in folder.iterdir()]

    def test_upload_and_follow(self, served, submissions):
        answer = served.http.post("/submit", data={"token": served.tokens["Team A"]}, files=self.parts(submissions.gold()))
        assert answer.status_code == 200
        assert "queued" in answer.text
        assert answer.url.path.startswith("/submissions/")
        assert "set-cookie" not in answer.headers

    @pytest.mark.parametrize("data", [{}, {"token": "forged"}, {"token": ""}])
    def test_without_a_token_no_file_is_written(self, served, submissions, data):
        answer = served.http.post("/submit", data=data, files=self.parts(submissions.gold()))
        assert answer.status_code == 401
        assert answer.headers["content-type"].startswith("text/html")
        assert is_empty(served)

    def test_no_script_runs_whatever_a_text_holds(self, served, submissions):
        for text in HOSTILE[:4]:
            served.add(text)
            folder = submissions.gold(f"evil-{HOSTILE.index(text)}")
            told = yaml.safe_load((folder / "system.yaml").read_text())
            (folder / "system.yaml").write_text(
                yaml.safe_dump(
                    {**told, "name": text, "authors": [text], "description": text, "licence": text, "training_data": text}
                )
            )
            assert served.upload(folder, text).status_code == 201
            faulty = submissions.write(f"bad-{HOSTILE.index(text)}", stance=[{"id": text, "label": text}])
            assert served.upload(faulty, text).status_code == 201
        served.work()
        pages = ["/", "/ledger", "/submit", "/nowhere"]
        pages += [f"/submissions/{one['id']}" for team in HOSTILE[:4] for one in self.listed(served, team)]
        shown = [served.http.get(page) for page in pages]
        assert "&lt;script&gt;" in shown[0].text
        for answer in shown:
            assert "<script" not in answer.text
            assert "<img" not in answer.text
            assert "49" not in answer.text.partition("<h1>")[2].partition("</h1>")[0]
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert count(served) == 8

    def listed(self, served, team):
        return served.http.get("/api/v1/submissions", headers=served.headers(team)).json()["submissions"]


class TestTrouble:
    def test_a_full_disk(self, served, submissions, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(served.context.store, "keep", full)
            problem(served.upload(submissions.gold()), 507)
        assert is_empty(served)
        assert served.upload(submissions.gold()).status_code == 201

    def test_the_database_gone_and_back(self, served, submissions, monkeypatch):
        def gone():
            raise OperationalError("SELECT", {}, Exception("gone"))

        with monkeypatch.context() as patched:
            patched.setattr(served.context.database, "reading", gone)
            for path in ("/api/v1/board", "/api/v1/submissions", "/readyz", "/metrics"):
                answer = served.http.get(path, headers=served.headers())
                problem(answer, 503)
                assert int(answer.headers["retry-after"]) > 0
            assert served.http.get("/healthz").status_code == 200
        assert served.upload(submissions.gold()).status_code == 201

    def test_files_swept_before_they_were_recorded_are_asked_for_again(self, served, submissions, monkeypatch):
        monkeypatch.setattr(served.context.store, "missing", lambda _: ["x"])
        problem(served.upload(submissions.gold()), 503)
        assert count(served) == 0

    @pytest.mark.parametrize("path", ["'; DROP TABLE teams; --", "%00", "x" * 5000, "..%2f..%2fetc", "é", "{{7*7}}"])
    def test_ids_that_are_none(self, served, path):
        problem(served.http.get(f"/api/v1/submissions/{path}", headers=served.headers()), 404)

    @pytest.mark.parametrize(
        "query", ["before=0", "before=x", "before=99999999999999999999", "limit=0", "limit=1001", "limit=1%00"]
    )
    def test_numbers_that_are_none(self, served, query):
        assert problem(served.http.get(f"/api/v1/submissions?{query}", headers=served.headers()), 422)["faults"]

    def test_a_fault_of_ours_is_told_without_its_trace(self, served, monkeypatch):
        monkeypatch.setattr(served.context.board, "shown", lambda: 1 / 0)
        http = TestClient(create_app(served.context), raise_server_exceptions=False)
        assert "division" not in str(problem(http.get("/api/v1/board"), 500))
