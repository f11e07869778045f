"""A service on the toy gold: its own database, store, clock, team and token; workers run when a test says so."""

import os
import secrets
import threading
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from counterclaim_leaderboard.service.accounts.teams import Quota, add_team
from counterclaim_leaderboard.service.accounts.tokens import issue
from counterclaim_leaderboard.service.scoring.worker import Worker
from counterclaim_leaderboard.service.settings import Settings
from counterclaim_leaderboard.service.web.app import create_app
from counterclaim_leaderboard.service.web.context import Context

NOON = 1_800_000_000.0 - 1_800_000_000 % 86400 + 43200


@dataclass
class Served:
    """A service as a test sees it."""

    settings: Settings
    at: float = NOON
    context: Any = None
    http: Any = None
    tokens: dict[str, str] = field(default_factory=dict)

    def start(self):
        self.context = Context(self.settings, lambda: self.at)
        self.context.database.create()
        self.context.store.create()
        self.http = TestClient(create_app(self.context))
        return self

    def add(self, team, days=30.0, **quota):
        add_team(self.context.database, team, Quota(**quota), lambda: self.at)
        self.tokens[team] = issue(self.context.database, team, days, lambda: self.at)

    def headers(self, team="Team A", key=None):
        return {"Authorization": f"Bearer {self.tokens[team]}"} | ({"Idempotency-Key": key} if key else {})

    def upload(self, folder, team="Team A", key=None, **files):
        """Upload a folder; further files are (name with _ for ., content)."""
        parts = [("files", (path.name, path.read_bytes())) for path in sorted(folder.iterdir())] if folder else []
        parts += [("files", (name.replace("__", "."), content)) for name, content in files.items()]
        return self.http.post("/api/v1/submissions", headers=self.headers(team, key), files=parts)

    def told(self, identity, team="Team A"):
        answer = self.http.get(f"/api/v1/submissions/{identity}", headers=self.headers(team))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def work(self, **caps):
        """Have a worker score all that waits."""
        settings = replace(self.settings, caps=replace(self.settings.caps, **caps))
        worker = Worker(settings, threading.Event())
        done = 0
        while worker.step():
            done += 1
        worker.close()
        return done

    def board(self):
        return self.http.get("/api/v1/board").json()

    def ledger(self):
        return self.http.get("/api/v1/ledger").json()


@pytest.fixture
def database_url(tmp_path):
    """A database of its own for each test: SQLite, or on the PostgreSQL server that the environment names."""
    server = os.environ.get("COUNTERCLAIM_TEST_DATABASE")
    if server is None:
        yield f"sqlite:///{tmp_path / 'service' / 'board.sqlite3'}"
        return
    name = f"test_{secrets.token_hex(6)}"
    engine = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT", pool_pre_ping=True
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{server.rpartition('/')[0]}/{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def settings(database_url, tmp_path, toy_data):
    return Settings(database_url, tmp_path / "service" / "store", toy_data.path)


@pytest.fixture
def served(settings):
    """A service on hidden gold, with one team."""
    service = Served(settings).start()
    service.add("Team A")
    yield service
    service.context.database.close()


@pytest.fixture
def open_served(settings):
    """A service on public gold, with one team."""
    service = Served(replace(settings, hidden=False)).start()
    service.add("Team A")
    yield service
    service.context.database.close()
