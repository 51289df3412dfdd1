"""The application: routes, errors as answers, the guard around it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Collection, Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError, LimitError, QueryError, StoreError, UsageError
from kg.query.worker import MEMORY
from kg.serve import pages
from kg.serve.browse import Browse
from kg.serve.graphs import Graphs
from kg.serve.guard import LOOPBACK, Guard
from kg.serve.judging import Judging
from kg.serve.kept import Kept
from kg.serve.leave import Leave
from kg.serve.negotiate import HTML, accepted
from kg.serve.networks import Networks
from kg.serve.pool import WorkerPool
from kg.serve.protocol import Protocol
from kg.serve.resources import Resources
from kg.serve.search import Search

logger = logging.getLogger(__name__)

_STATUS = {
    LimitError: 503,
    QueryError: 400,
    UsageError: 406,
    StoreError: 503,
}  # the first that fits
ROWS = 10_000
SECONDS = 10.0
DRAWING = 6  # times as long as a query may take the drawing of a network


class _Lines(PathConvertor):
    """The rest of a path, though a line of it may have ended: names of articles may have breaks."""

    regex = "(?s:.*)"


register_url_convertor("lines", _Lines())


def create_app(
    path: Path,
    *,
    hosts: Collection[str] = LOOPBACK,
    workers: int = 2,
    seconds: float = SECONDS,
    rows: int = ROWS,
    memory: int = MEMORY,
    leave: Leave | None = None,
) -> Starlette:
    """The server of a store, an ASGI application.

    Args:
        path: folder of the store; what was published last is served, also while a build runs.
        hosts: names under which it may be addressed.
        workers: queries that are answered at once.
        seconds: how long a query may take.
        rows: rows or triples of an answer.
        memory: bytes that a query may take.
        leave: who may record judgements; None for nobody: there is no route that changes
            anything then.

    Raises:
        StoreError: there is no such store.
    """
    pool = WorkerPool(path, size=workers, seconds=seconds, memory=memory)

    # Pages have workers of their own, so that costly queries of others do not stop a reader.
    shown = WorkerPool(path, size=2, seconds=seconds, memory=memory)
    # What reads all claims has one as well: it holds them in memory, and takes its time.
    drawing = WorkerPool(
        path, size=1, seconds=seconds * DRAWING, memory=memory, program="kg.serve.draw"
    )
    kept, drawn = Kept(shown), Kept(drawing)
    browse = Browse(kept, drawn, shown, pool, rows=rows)
    networks = Networks(drawn, kept)
    sparql = Protocol(pool, shown, rows=rows)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        for each in (pool, shown, drawing):
            each.close()

    return Starlette(
        routes=[
            Route("/sparql", sparql.endpoint, methods=["GET", "POST", "OPTIONS"]),
            Route("/graphs", Graphs(pool).graph, methods=["GET"]),
            Route("/", browse.start, methods=["GET"]),
            Route("/search", Search(shown).search, methods=["GET"]),
            Route("/disagreements", browse.disagreements, methods=["GET"]),
            Route("/network", networks.choose, methods=["GET"]),
            Route("/network/{kind}", networks.network, methods=["GET"]),
            Route("/queries/{name}", browse.named, methods=["GET"]),
            Route("/id/{path:lines}", Resources(shown, kept, leave).resource, methods=["GET"]),
            *([] if leave is None else _editing(path, shown, leave)),
            Mount("/static", StaticFiles(packages=[("kg.serve", "static")])),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={KgError: _failed, HTTPException: _refused},
        lifespan=lifespan,
    )


def _editing(path: Path, pool: WorkerPool, leave: Leave) -> list[Route]:
    """The routes that change something."""
    judging = Judging(path, pool, leave)
    return [
        Route("/edit", leave.enter, methods=["GET"]),
        Route("/judge", judging.judge, methods=["GET", "POST"]),
    ]


async def _failed(request: Request, error: Exception) -> Response:
    """An error of ours as an answer."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    said = str(error)
    if isinstance(error, StoreError):  # whose text names folders of this machine
        logger.error("%s", error)
        said = "the graph cannot be read at the moment"
    return _told(request, said, status)


async def _refused(request: Request, error: Exception) -> Response:
    """A request that cannot be met, as an answer."""
    if not isinstance(error, HTTPException):  # pragma: no cover - the table says so
        raise error
    return _told(request, error.detail, error.status_code, error.headers)


def _told(
    request: Request, said: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    offered = {"text/plain": "", HTML: ""}
    if accepted(request.headers.get("accept", ""), offered) != HTML:
        return PlainTextResponse(f"{said}\n", status, headers)
    page = pages.response("error", status=status, said=said, code=status)
    page.headers.update(headers or {})
    return page
