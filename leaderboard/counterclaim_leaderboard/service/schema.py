"""The tables. Times are seconds since 1970 in UTC; days are theirs."""

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 1
"""Of these tables; raised with each change of them."""


class State(StrEnum):
    """What has become of a submission."""

    QUEUED = "queued"
    RUNNING = "running"
    """A worker holds it."""
    SCORED = "scored"
    INVALID = "invalid"
    """It has faults; nothing was scored."""
    CRASHED = "crashed"
    """Scoring ended badly, again and again; the reason says how."""
    WITHDRAWN = "withdrawn"
    """Withdrawn before a worker took it; one withdrawn later keeps its state, and the time of withdrawal."""


metadata = MetaData()

marks = Table(
    "marks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)
"""Numbers of the whole: `schema`, the version of the tables; `board`, raised with each change of the board; `store`, a lock."""

teams = Table(
    "teams",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("per_day", Integer, nullable=False),
    Column("in_all", Integer, nullable=False),
    Column("unscored_per_day", Integer, nullable=False),
    Column("created", Float, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("prefix", String(16), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("team", ForeignKey("teams.id"), nullable=False, index=True),
    Column("created", Float, nullable=False),
    Column("expires", Float, nullable=False),
    Column("revoked", Float),
)

submissions = Table(
    "submissions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("team", ForeignKey("teams.id"), nullable=False),
    Column("key", String(128)),
    Column("digest", String(64), nullable=False),
    Column("received", Float, nullable=False),
    Column("day", String(10), nullable=False),
    Column("state", String(16), nullable=False),
    Column("charged", Boolean, nullable=False),
    Column("withdrawn", Float),
    Column("attempt", Integer, nullable=False),
    Column("crashes", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    Column("lease_until", Float),
    Column("finished", Float),
    Column("system", Text),
    Column("signature", Text),
    Column("gold", String(200)),
    Column("score", Text),
    Column("faults", Text),
    Column("fault_count", Integer),
    Column("reason", Text),
    UniqueConstraint("team", "key"),
    Index("submissions_by_state", "state", "number"),
    Index("submissions_by_day", "team", "day"),
)
"""`charged`: counts towards the quota. `attempt` is raised by each claim: who writes must name the one that it holds. `score` is
the whole score, for the operator; `releases` is what others are told."""

files = Table(
    "files",
    metadata,
    Column("submission", ForeignKey("submissions.number"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("bytes", Integer, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("submission", ForeignKey("submissions.number"), primary_key=True),
    Column("task", String(32), primary_key=True),
    Column("team", ForeignKey("teams.id"), nullable=False),
    Column("gold", String(200), nullable=False),
    Column("headline", String(64), nullable=False),
    Column("value", Float, nullable=False),
    Column("improved", Boolean, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Index("releases_by_task", "team", "task"),
)
"""The headline of a task as it was released; `low` and `high` are null where gold is hidden."""
