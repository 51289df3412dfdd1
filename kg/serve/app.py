"""The application: routes, errors as answers, the guard around it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator, Collection
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KgError, LimitError, QueryError, StoreError, UsageError
from kg.query.worker import MEMORY
from kg.serve.graphs import Graphs
from kg.serve.guard import LOOPBACK, Guard
from kg.serve.pool import WorkerPool
from kg.serve.protocol import Protocol

logger = logging.getLogger(__name__)

_STATUS = {
    LimitError: 503,
    QueryError: 400,
    UsageError: 406,
    StoreError: 503,
}  # the first that fits
ROWS = 10_000
SECONDS = 10.0


def create_app(
    path: Path,
    *,
    hosts: Collection[str] = LOOPBACK,
    workers: int = 2,
    seconds: float = SECONDS,
    rows: int = ROWS,
    memory: int = MEMORY,
) -> Starlette:
    """The server of a store, an ASGI application.

    Args:
        path: folder of the store; what was published last is served, also while a build runs.
        hosts: names under which it may be addressed.
        workers: queries that are answered at once.
        seconds: how long a query may take.
        rows: rows or triples of an answer.
        memory: bytes that a query may take.

    Raises:
        StoreError: there is no such store.
    """
    pool = WorkerPool(path, size=workers, seconds=seconds, memory=memory)

    sparql = Protocol(pool, rows=rows)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    return Starlette(
        routes=[
            Route("/sparql", sparql.endpoint, methods=["GET", "POST", "OPTIONS"]),
            Route("/graphs", Graphs(pool).graph, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={KgError: _failed},
        lifespan=lifespan,
    )


async def _failed(_: Request, error: Exception) -> Response:
    """An error of ours as an answer."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    said = str(error)
    if isinstance(error, StoreError):  # whose text names folders of this machine
        logger.error("%s", error)
        said = "the graph cannot be read at the moment"
    return PlainTextResponse(f"{said}\n", status)
