"""The API, version 1: submissions of a team, the board, the ledger. What it tells stands in told.py."""

import asyncio
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Header, Path, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from counterclaim_leaderboard.service.accounts.tokens import Team
from counterclaim_leaderboard.service.board.ledger import Ledger, read_ledger
from counterclaim_leaderboard.service.board.standings import Standings
from counterclaim_leaderboard.service.intake.submissions import not_found, withdraw
from counterclaim_leaderboard.service.problems import MEDIA_TYPE
from counterclaim_leaderboard.service.web.context import Context
from counterclaim_leaderboard.service.web.told import (
    ProblemTold,
    SubmissionsTold,
    SubmissionTold,
    submission_told,
    submissions_told,
)
from counterclaim_leaderboard.service.web.uploading import upload

BASE = "/api/v1"

_KEY = "^[!-~]{1,128}$"
"""The form of an Idempotency-Key: printable ASCII without spaces."""

_LARGEST = 2**31 - 1

_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["files"],
                "properties": {
                    "files": {
                        "type": "array",
                        "description": "system.yaml and one .jsonl, .jsonl.gz or .parquet for each task; the file names say which",
                        "items": {"type": "string", "format": "binary"},
                    }
                },
            }
        }
    },
}

_TOLD = {
    401: "No valid token.",
    404: "No such submission.",
    409: "The key stands for another content.",
    400: "The form is malformed.",
    408: "Too slow.",
    413: "Too large.",
    415: "No multipart/form-data.",
    422: "Faults; all of them together.",
    429: "The quota is used up.",
    503: "Try again soon.",
    507: "The disk is full.",
}


def add_api(app: Any, context: Context) -> None:
    """Add the routes to an application."""
    bearer = HTTPBearer(auto_error=False, description="A team's token")

    def authorised(given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Team:
        return context.team("" if given is None else given.credentials)

    Whose = Annotated[Team, Depends(authorised)]  # noqa: N806 - a type
    Identity = Annotated[str, Path(description="The id of a submission", pattern=r"^[A-Za-z0-9_-]{22}$")]  # noqa: N806
    Before = Annotated[int | None, Query(ge=1, le=_LARGEST, description="Only numbers below this one")]  # noqa: N806
    hidden = context.settings.hidden

    async def submit(
        request: Request,
        team: Whose,
        idempotency_key: Annotated[
            str | None, Header(description="Under the same key, a retry finds the submission it made", pattern=_KEY)
        ] = None,
    ) -> Response:
        """Upload a submission. 201: made; 200: made before, under the same key."""
        admitted = await upload(context, request, idempotency_key, team)
        answer = await asyncio.to_thread(one, admitted.id, team)
        answer.status_code = 201 if admitted.new else 200
        answer.headers["Location"] = f"{BASE}/submissions/{admitted.id}"
        return answer

    def one(submission: Identity, team: Whose) -> Response:
        """Tell what has become of a submission."""
        with context.database.reading() as connection:
            found = submission_told(connection, submission, hidden, team.id)
        if found is None:
            raise not_found()
        return _json(found)

    def several(team: Whose, limit: Annotated[int, Query(ge=1, le=100)] = 20, before: Before = None) -> Response:
        """Tell of the team's submissions, newest first."""
        with context.database.reading() as connection:
            found = submissions_told(connection, team.id, hidden, limit, before)
        return _json(SubmissionsTold(found))

    def take_back(submission: Identity, team: Whose) -> Response:
        """Withdraw a submission: it leaves the board, its record stays. It may be called again."""
        withdraw(context.database, team, submission, context.clock)
        return one(submission, team)

    def board(request: Request) -> Response:
        """Tell the board; with an ETag, so that who has it already is told so."""
        shown = context.board.shown()
        return cached(request, shown.json, shown.etag, "application/json")

    def ledger(limit: Annotated[int, Query(ge=1, le=1000)] = 100, before: Before = None) -> Response:
        """Tell the questions that were put to the gold, newest first."""
        with context.database.reading() as connection:
            return _json(read_ledger(connection, limit, before))

    made = {**_problems(400, 401, 408, 409, 413, 415, 422, 429, 503, 507), 200: {"model": SubmissionTold}}
    app.add_api_route(
        f"{BASE}/submissions",
        submit,
        methods=["POST"],
        status_code=201,
        response_model=SubmissionTold,
        responses=made,
        openapi_extra={"requestBody": _BODY},
    )
    of_one = _problems(401, 404, 422, 503)
    app.add_api_route(f"{BASE}/submissions", several, response_model=SubmissionsTold, responses=_problems(401, 422, 503))
    app.add_api_route(BASE + "/submissions/{submission}", one, response_model=SubmissionTold, responses=of_one)
    app.add_api_route(
        BASE + "/submissions/{submission}", take_back, methods=["DELETE"], response_model=SubmissionTold, responses=of_one
    )
    unchanged: dict[int, Any] = {304: {"description": "Not changed since."}}
    app.add_api_route(f"{BASE}/board", board, response_model=Standings, responses={**_problems(503), **unchanged})
    app.add_api_route(f"{BASE}/ledger", ledger, response_model=Ledger, responses=_problems(422, 503))


def cached(request: Request, body: bytes, etag: str, media_type: str) -> Response:
    """Return a body with its ETag, or 304 where the client names it."""
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    named = request.headers.get("if-none-match", "")
    if named == "*" or etag in (one.strip().removeprefix("W/") for one in named.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _json(thing: Any) -> Response:
    return Response(msgspec.json.encode(thing), media_type="application/json")


def _problems(*statuses: int) -> dict[int, Any]:
    schema = {"$ref": f"#/components/schemas/{ProblemTold.__name__}"}
    return {status: {"description": _TOLD[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses}
