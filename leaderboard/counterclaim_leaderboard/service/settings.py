"""What a running service is told: where things are, what is released, and the limits."""

from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.submission.system import LONGEST

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Caps:
    """The limits of one submission. Bytes, unless a name says otherwise."""

    upload: int = 64 * MEGABYTE
    """All files of a submission as they are sent."""
    system: int = LONGEST
    """system.yaml."""
    expanded: int = 512 * MEGABYTE
    """A file of predictions once it is decompressed."""
    rows: int = 1_000_000
    """Lines or rows of a file."""
    columns: int = 64
    """Columns of a Parquet file, those inside records counted."""
    depth: int = 16
    """How deep the records of a Parquet file may be nested."""
    memory: int = 3 * 1024 * MEGABYTE
    """The address space of the process that scores."""
    cpu_seconds: int = 120
    wall_seconds: float = 300.0
    faults: int = 1000
    """Faults that are kept and told; the rest are counted."""


@dataclass(frozen=True)
class Receiving:
    """The limits of what comes in over the network."""

    head_seconds: float = 10.0
    """For the head of a request, from its first byte to its last; a connection that sends none is closed as well."""
    idle_seconds: float = 30.0
    """Without a byte of an upload."""
    whole_seconds: float = 300.0
    """For an upload from its first byte to its last."""
    at_once: int = 16
    """Uploads of all teams."""
    at_once_of_a_team: int = 2


@dataclass(frozen=True)
class Queueing:
    """How workers share the queue. Seconds, unless a name says otherwise."""

    lease: float = 60.0
    """How long a submission belongs to a worker that gives no sign of life."""
    poll: float = 0.5
    """Between looks at an empty queue."""
    crashes: int = 3
    """Attempts whose scoring may end badly before the submission counts as crashed."""
    losses: int = 10
    """Workers that may vanish with a submission before it counts as crashed."""
    grace: float = 10.0
    """For a scoring that runs when the service is stopped; after it the submission goes back into the queue."""


@dataclass(frozen=True)
class Settings:
    """One service."""

    database: str
    """An SQLAlchemy URL: sqlite:///PATH or postgresql://USER@HOST/NAME."""
    store: Path
    """Where the uploaded files are kept."""
    gold: Path
    """A dataset folder of the built form."""
    split: str = "test"
    hidden: bool = True
    """Whether scores are released by the Ladder rule alone; else every score is told."""
    step: float = 0.01
    """By how much a score must beat the team's best to be released."""
    caps: Caps = field(default_factory=Caps)
    receiving: Receiving = field(default_factory=Receiving)
    queueing: Queueing = field(default_factory=Queueing)
