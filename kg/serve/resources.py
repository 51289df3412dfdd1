"""Resources under their IRIs: ``https://w3id.org/polkg/id/X`` is served at ``/id/X``.

RDF for programs, a page for people, as the Accept header asks (or ``?format=`` where it cannot).
"""

from __future__ import annotations

import pyoxigraph as ox
from pyoxigraph import NamedNode
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.query import GRAPH_FORMATS
from kg.serve import pages
from kg.serve.describe import describe
from kg.serve.negotiate import HTML, TRIPLES, accepted, content_type
from kg.serve.pool import WorkerPool
from kg.serve.protocol import iri
from kg.vocab import BASE, PREFIXES

_OFFERED = {**TRIPLES, HTML: "html"}
_BY_FORMAT = {form: media for media, form in reversed(_OFFERED.items())}


class Resources:
    """What the graph says of one thing.

    Args:
        pool: reads it.
    """

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    async def resource(self, request: Request) -> Response:
        """GET and HEAD of ``/id/...``, or of ``/id/?iri=`` for any IRI that the graph speaks of."""
        given = QueryParams(request.scope["query_string"])
        wanted = _wanted(request, given)
        if wanted.startswith(f"{BASE}graph/"):
            return RedirectResponse(f"/graphs?graph={wanted}", 303)
        media = _BY_FORMAT.get(given["format"]) if "format" in given else accepted(
            request.headers.get("accept", ""), _OFFERED
        )  # fmt: skip
        if media is None:
            raise HTTPException(406, f"this comes as {', '.join(_OFFERED)}")
        found = await describe(self._pool, wanted)
        if found is None:
            raise HTTPException(404, "the graph says nothing of this")
        if media == HTML:
            return pages.described(found)
        form = GRAPH_FORMATS[TRIPLES[media]]
        data = ox.serialize(found.triples, format=form, prefixes=PREFIXES)
        headers = {"Content-Type": content_type(media), "Vary": "Accept"}
        if found.cut:
            headers["Kg-Truncated"] = "the newest claims"
        return Response(data, headers=headers)


def _wanted(request: Request, given: QueryParams) -> str:
    """The IRI that is asked for, in the very characters of the address."""
    path = bytes(request.scope.get("raw_path") or b"").removeprefix(b"/id/")
    if not path and "iri" in given:
        return iri(given["iri"])
    try:
        return NamedNode(BASE + path.decode("ascii")).value
    except ValueError as error:
        raise HTTPException(404, "this is no name of anything") from error
