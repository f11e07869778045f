"""The web application: the API, the pages, and what monitors ask."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Annotated, Any

import msgspec
from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from counterclaim.dataset import open_dataset
from counterclaim.errors import CounterclaimError, Fault
from counterclaim.signature import package_version
from counterclaim.tasks import TASKS
from counterclaim_leaderboard.service import problems
from counterclaim_leaderboard.service.board.ledger import read_ledger
from counterclaim_leaderboard.service.intake.receiver import no_room
from counterclaim_leaderboard.service.logs import log, log_error
from counterclaim_leaderboard.service.problems import Problem, busy
from counterclaim_leaderboard.service.schema import marks
from counterclaim_leaderboard.service.settings import MEGABYTE
from counterclaim_leaderboard.service.texts import cleaned
from counterclaim_leaderboard.service.web import metrics, pages
from counterclaim_leaderboard.service.web.api import BASE, add_api, cached
from counterclaim_leaderboard.service.web.context import Context
from counterclaim_leaderboard.service.web.middleware import Observed
from counterclaim_leaderboard.service.web.told import ProblemTold, submission_told
from counterclaim_leaderboard.service.web.uploading import upload

_HTML = "text/html"
_PAGE_OF_LEDGER = 100


def create_app(context: Context) -> Any:
    """Return the ASGI application of one process."""

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        yield
        context.database.close()

    app = FastAPI(
        title="Counterclaim: the hosted leaderboard",
        version=package_version(),
        docs_url=None,  # its page would load scripts of others
        redoc_url=None,
        openapi_url=f"{BASE}/openapi.json",
        lifespan=lifespan,
        redirect_slashes=False,
    )
    add_api(app, context)
    _add_pages(app, context)
    _add_monitoring(app, context)
    app.openapi = cache(lambda: _described(app))
    for error in (Problem, RequestValidationError, HTTPException, DBAPIError, NoConnection, ClientDisconnect, OSError, Exception):
        app.add_exception_handler(error, _refuse)
    return Observed(app, context.requests)


def _add_pages(app: Any, context: Context) -> None:
    def board(request: Request) -> Response:
        shown = context.board.shown()
        return cached(request, shown.page, shown.etag, _HTML)

    def submit_page() -> Response:
        return _page("submit.html", tasks=list(TASKS), megabytes=context.settings.caps.upload // MEGABYTE)

    async def submit(request: Request) -> Response:
        admitted = await upload(context, request, None, None)
        return RedirectResponse(f"/submissions/{admitted.id}", status_code=303)

    def submission(submission: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{22}$")]) -> Response:
        with context.database.reading() as connection:
            found = submission_told(connection, submission, context.settings.hidden)
        if found is None:
            raise Problem(404, "No such submission", "expected the address of a submission, found another; mend it")
        return _page("submission.html", one=found)

    def ledger(before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None) -> Response:
        with context.database.reading() as connection:
            found = read_ledger(connection, _PAGE_OF_LEDGER, before)
        older = found.rows[-1].number if len(found.rows) == _PAGE_OF_LEDGER else None
        return _page("ledger.html", ledger=found, older=older)

    def style() -> Response:
        return Response(pages.style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    read = {"methods": ["GET", "HEAD"], "include_in_schema": False}
    app.add_api_route("/", board, **read)
    app.add_api_route("/submit", submit_page, **read)
    app.add_api_route("/submit", submit, methods=["POST"], include_in_schema=False)
    app.add_api_route("/submissions/{submission}", submission, **read)
    app.add_api_route("/ledger", ledger, **read)
    app.add_api_route("/style.css", style, **read)


def _add_monitoring(app: Any, context: Context) -> None:
    def healthz() -> Response:
        """Tell that the process lives."""
        return Response(b"ok\n", media_type="text/plain")

    def readyz() -> Response:
        """Tell that a submission could be taken in: the database answers, the store has room, the gold is there."""
        with context.database.reading() as connection:
            connection.scalar(select(marks.c.value).where(marks.c.name == "schema"))
        arrival = context.store.arrival()
        arrival.rmdir()
        try:
            _ = open_dataset(context.settings.gold).manifest
        except CounterclaimError:
            raise busy("the gold cannot be read") from None
        return Response(b"ready\n", media_type="text/plain")

    def figures() -> Response:
        """Tell figures for a monitor."""
        with context.database.reading() as connection:
            lines = metrics.queue_lines(connection, context.clock())
        lines += [*metrics.store_lines(context.store), *context.requests.lines()]
        return Response("\n".join(lines) + "\n", media_type=metrics.MEDIA_TYPE)

    read = {"methods": ["GET", "HEAD"], "include_in_schema": False}
    app.add_api_route("/healthz", healthz, **read)
    app.add_api_route("/readyz", readyz, **read)
    app.add_api_route("/metrics", figures, **read)


async def _refuse(request: Request, error: Exception) -> Response:
    """Answer with problem details, or a page where a browser asks for one."""
    problem = _problem(request, error)
    if problem.status >= 500:
        log_error("request.refused", error) if problem.status == 500 else log("request.refused", error=type(error).__name__)
    if request.url.path.startswith(("/api/", "/healthz", "/readyz", "/metrics")):
        return Response(problem.body(), problem.status, problem.headers, problems.MEDIA_TYPE)
    return Response(pages.render("refused.html", one=problem), problem.status, problem.headers, _HTML)


def _problem(request: Request, error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        faults = [_fault(one) for one in error.errors()[:100]]
        if all(fault.where.startswith("path") for fault in faults):
            return Problem(404, "No such submission", "expected the id of a submission, found another text; mend the id")
        return Problem(422, "Faulty request", "the request has faults", faults=faults)
    if isinstance(error, HTTPException):
        detail = str(error.detail)
        headers = {"Allow": _allowed(request)} if error.status_code == 405 else error.headers
        return Problem(error.status_code, detail, f"{detail}; see {BASE}/openapi.json", headers=headers)
    if isinstance(error, (DBAPIError, NoConnection)):
        return busy("the service cannot reach its database just now; nothing was kept")
    if isinstance(error, ClientDisconnect):
        return Problem(400, "Malformed upload", "the upload was cut off; nothing was kept")
    if isinstance(error, OSError):
        return no_room(error)
    return Problem(500, "Fault of the service", "the service has a fault, which was noted; nothing was kept")


def _allowed(request: Request) -> str:
    """Return every method that the path has, where the framework names those of one route."""
    routes = [route for route in request.app.routes if getattr(route, "methods", None)]
    methods = {method for route in routes if route.path_regex.match(request.url.path) for method in route.methods}
    return ", ".join(sorted(methods))


def _fault(one: Any) -> Fault:
    where = ".".join(map(str, one["loc"]))
    return Fault("", cleaned(where, 200), cleaned(one["msg"], 200), cleaned(repr(one.get("input")), 100))


def _page(name: str, **values: Any) -> Response:
    return Response(pages.render(name, **values), media_type=_HTML)


def _described(app: Any) -> dict[str, Any]:
    """Return the OpenAPI description, with problem details in place of the framework's own form of a refusal."""
    told: dict[str, Any] = get_openapi(title=app.title, version=app.version, routes=app.routes)
    reference = "#/components/schemas/{model}"
    schema = TypeAdapter(ProblemTold).json_schema(ref_template=reference)
    parts = told["components"]["schemas"]
    parts |= schema.pop("$defs", {})
    parts[ProblemTold.__name__] = schema
    for unused in ("HTTPValidationError", "ValidationError"):
        parts.pop(unused, None)
    return msgspec.json.decode(msgspec.json.encode(told), type=dict[str, Any])
