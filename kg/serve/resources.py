"""Resources under their IRIs: ``https://w3id.org/polkg/id/X`` is served at ``/id/X``.

RDF for programs, a page for people, as the Accept header asks (or ``?format=`` where it cannot).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import NamedNode
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.query import GRAPH_FORMATS, shorten
from kg.serve import pages
from kg.serve.answers import cell, shown
from kg.serve.describe import Description, describe, subject_of
from kg.serve.entity import entity_page
from kg.serve.kept import Kept
from kg.serve.leave import Leave
from kg.serve.negotiate import HTML, TRIPLES, accepted, content_type
from kg.serve.outlet import outlet_page
from kg.serve.pool import WorkerPool
from kg.serve.protocol import iri
from kg.serve.reader import article_page
from kg.serve.rows import claim_row
from kg.serve.values import claims_of, identity_of
from kg.vocab import BASE, DCTERMS, PREFIXES, RDFS

_OFFERED = {**TRIPLES, HTML: "html"}
_BY_FORMAT = {form: media for media, form in reversed(_OFFERED.items())}


class Resources:
    """What the graph says of one thing.

    Args:
        pool: reads it.
        kept: reads what is asked again soon.
        leave: who may record judgements; None where nobody may.
    """

    def __init__(self, pool: WorkerPool, kept: Kept, leave: Leave | None = None) -> None:
        self._pool, self._kept, self._leave = pool, kept, leave

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
        subject = await subject_of(self._pool, wanted)
        if media == HTML and subject.kind == "entity":
            edit = self._leave is not None and self._leave.given(request)
            return await entity_page(self._pool, self._kept, subject, given, edit=edit)
        if media == HTML and subject.kind == "source":
            return await outlet_page(self._pool, subject.iri, given)
        found = await describe(self._pool, subject)
        if found is None:
            raise HTTPException(404, "the graph says nothing of this")
        if media == HTML:
            return await self._page(found, given)
        form = GRAPH_FORMATS[TRIPLES[media]]
        data = ox.serialize(found.triples, format=form, prefixes=PREFIXES)
        headers = {"Content-Type": content_type(media), "Vary": "Accept"}
        if found.cut:
            headers["Kg-Truncated"] = "the newest claims"
        return Response(data, headers=headers)

    async def _page(self, found: Description, given: QueryParams) -> Response:
        iri, nodes = found.subject.iri, found.nodes
        if found.subject.kind == "article":
            return await article_page(self._pool, found, given.get("claim", ""))
        if found.subject.kind == "claim":
            row = claim_row(claims_of(nodes)[0], identity_of(nodes))
            return pages.response("claim", row=row, iri=iri)
        label = nodes.one(iri, RDFS.label) or nodes.one(iri, DCTERMS.identifier) or shorten(iri)
        return pages.response(
            "resource",
            iri=iri,
            cut=found.cut,
            label=label,
            outgoing=_by_predicate((t.predicate, t.object) for t in found.triples
                                   if _is(t.subject, iri)),
            incoming=_by_predicate((t.predicate, t.subject) for t in found.triples
                                   if _is(t.object, iri)),
        )  # fmt: skip


def _by_predicate(
    pairs: Iterable[tuple[NamedNode, object]],
) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
    found: dict[str, list[object]] = defaultdict(list)
    for predicate, term in pairs:
        found[predicate.value].append(term)
    return [
        (shown(True, predicate), [cell(term) for term in sorted(terms, key=str)])
        for predicate, terms in sorted(found.items())
    ]


def _is(term: object, iri: str) -> bool:
    return isinstance(term, NamedNode) and term.value == iri


def _wanted(request: Request, given: QueryParams) -> str:
    """The IRI that is asked for, in the very characters of the address."""
    path = bytes(request.scope.get("raw_path") or b"").removeprefix(b"/id/")
    if not path and "iri" in given:
        return iri(given["iri"])
    try:
        return NamedNode(BASE + path.decode("ascii")).value
    except ValueError as error:
        raise HTTPException(404, "this is no name of anything") from error
