"""From a request to a submission: who sends it, how much of it, and into the queue."""

import asyncio
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from counterclaim_leaderboard.service.accounts.tokens import Team
from counterclaim_leaderboard.service.intake.receiver import Receiver, receive
from counterclaim_leaderboard.service.intake.submissions import Admitted, admit
from counterclaim_leaderboard.service.logs import log
from counterclaim_leaderboard.service.problems import Problem
from counterclaim_leaderboard.service.web.context import Context


async def upload(context: Context, request: Any, key: str | None, team: Team | None) -> Admitted:
    """Take an upload in and make a submission of it.

    Args:
        context: of the process.
        request: whose body is multipart/form-data.
        key: the Idempotency-Key, under which a retry finds the submission that it made.
        team: whose it is; None where the form holds the token.

    Raises:
        Problem: it is refused; nothing of it is kept.
    """
    settings = context.settings
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length[:20]) > settings.caps.upload:
        raise Problem(413, "Too large", f"expected at most {settings.caps.upload} bytes in all, found more; compress the files")
    with ExitStack() as held:
        whose: list[Team] = []

        def admit_team(team: Team) -> None:
            """Hold its places; who has not shown a token takes none away from others, however slow."""
            held.enter_context(context.slots.upload())
            held.enter_context(context.slots.of(team))
            whose.append(team)

        if team is not None:
            admit_team(team)
        folder = context.store.arrival()
        try:
            admit_form = None if team else lambda token: admit_team(context.team(token))
            receiver = Receiver(request.headers.get("content-type", ""), folder, settings.caps, admit_form)
            whole = await receive(request.stream(), receiver, settings.receiving)
            if not whose:
                raise Problem(401, "No valid token", "expected a token, found none", headers={"WWW-Authenticate": "Bearer"})
            admitted = await asyncio.to_thread(admit, context.database, context.store, whose[0], whole, key, context.clock)
        finally:
            await asyncio.to_thread(_discard, folder)
    log("submission.admitted", submission=admitted.id, team=whose[0].name, new=admitted.new)
    return admitted


def _discard(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
