"""Submissions come in while kill -9 hits every process of the service: as many are scored as came in, each once, none is lost.

Twelve and six kills; as many as the environment's CHAOS says, and a kill for every second one, with `make chaos`.
"""

import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from processes import PATIENT, kill
from sqlalchemy import func, select

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.client.service import Service
from counterclaim_leaderboard.service.schema import releases
from counterclaim_leaderboard.service.schema import submissions as table

pytest_plugins = ["served", "running"]

UPLOADS = int(os.environ.get("CHAOS", "12"))
SEED = int(os.environ.get("CHAOS_SEED", "5"))
UPLOADERS = 2
"""As many uploads as a team may have at once."""


def insisting(ask, killing):
    """Ask until there is an answer: the client gives up after six tries, and the key makes a further try safe."""
    end = time.monotonic() + PATIENT + 10 * UPLOADS
    while True:
        try:
            return ask()
        except Misuse:
            if killing.done():
                killing.result()  # raises what kept the service from being started again
            if time.monotonic() > end:
                raise


def kill_at_random(running, rng, kills, uploaded):
    """Kill a process that lives, after every second upload; start the service anew where it was the one that starts the others.

    Killing by the clock could outrun a service that takes its time to start.
    """
    hit = Counter()
    for _ in range(kills):
        time.sleep(rng.uniform(0.0, 2.0))
        supervisor, *others = running.processes()
        victim = rng.choice(others) if others and rng.random() < 0.75 else supervisor
        first = victim == supervisor
        kill(victim)
        hit["supervisor" if first else "others"] += 1
        if first:
            running.process.wait(PATIENT)
            running.start()
        for _ in range(2):
            uploaded.acquire()
    return hit


def test_as_many_are_scored_as_came_in(running, served, submissions, capsys):
    served.add("Team B", per_day=10 * UPLOADS, in_all=10 * UPLOADS)
    lines = submissions.lines("stance")
    folders = [submissions.write(f"s-{number:04}", stance=lines) for number in range(UPLOADS)]
    asked = Service(running.url, served.tokens["Team B"])
    uploaded = threading.Semaphore(0)

    def submit(folder):
        identity = insisting(lambda: asked.submit(folder), killing)["id"]
        uploaded.release()
        return identity

    with ThreadPoolExecutor(UPLOADERS + 1) as pool:
        killing = pool.submit(kill_at_random, running, random.Random(SEED), UPLOADS // 2, uploaded)
        try:
            made = list(pool.map(submit, folders))
        finally:
            uploaded.release(UPLOADS)  # so that the killing ends
        hit = killing.result()
    told = [insisting(lambda one=one: asked.wait(one, 0.2), killing) for one in made]
    states = Counter(one["state"] for one in told)
    with served.context.database.reading() as connection:
        rows = connection.scalar(select(func.count()).select_from(table))
        released = dict(connection.execute(select(releases.c.submission, func.count()).group_by(releases.c.submission)).all())
    with capsys.disabled():
        print(f"\nchaos, seed {SEED}: {len(made)} in, {dict(states)}, {rows} rows, {sum(hit.values())} kills: {dict(hit)}")
    assert len(set(made)) == rows == UPLOADS
    assert states == {"scored": UPLOADS}
    assert sorted(one["system"]["name"] for one in told) == [folder.name for folder in folders]
    assert released == {one["number"]: 1 for one in told}
    ends = [one["submission"] for one in running.named("scoring.ends") if one["held"]]
    assert len(ends) == len(set(ends))
