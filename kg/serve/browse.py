"""Ways in for people: the start page, the named queries, the disagreements."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import LimitError, QueryError
from kg.model import STATUSES
from kg.query import named_queries
from kg.query.worker import Question
from kg.serve import pages
from kg.serve.answers import MOST_SHOWN, answer_page
from kg.serve.describe import rows_in
from kg.serve.drawing import Drawing
from kg.serve.kept import Kept
from kg.serve.negotiate import RESULTS, TRIPLES, accepted
from kg.serve.pool import WorkerPool
from kg.serve.protocol import data_response, disconnected, wanted_form
from kg.vocab import POL

PATIENCE = 1.5  # seconds that the start page waits for what takes reading all claims
SHOWN_AT_START = 4  # disagreements
_SHOWN = {
    "Party": "Parties",
    "Alliance": "Alliances",
    "Person": "People",
    "Organization": "Organizations",
    "Legislature": "Legislatures",
    "Office": "Offices",
    "Place": "Places",
}
_COUNTS = "SELECT ?x (COUNT(?c) AS ?n) { ?c a pol:Claim ; pol:status ?x } GROUP BY ?x"
_SOURCES = """
SELECT ?outlet ?name ?source (COUNT(?a) AS ?n) (MIN(?date) AS ?first) (MAX(?date) AS ?last) {
  ?a a pol:Article
  OPTIONAL { ?a schema:publisher ?outlet
             OPTIONAL { ?outlet rdfs:label ?name } OPTIONAL { ?outlet dcterms:identifier ?source } }
  OPTIONAL { ?a schema:datePublished ?date }
} GROUP BY ?outlet ?name ?source ORDER BY DESC(?n) ?name"""
_CLASSES = """
SELECT ?x (COUNT(DISTINCT ?c) AS ?n) { GRAPH graph:entities { ?c a ?x } } GROUP BY ?x"""
_TIED = """
SELECT ?iri ?name ?class ?n {
  { SELECT ?iri (COUNT(DISTINCT ?other) AS ?n) {
    GRAPH graph:current {
      { ?tie rdf:subject ?iri ; rdf:object ?other }
      UNION { ?tie rdf:object ?iri ; rdf:subject ?other }
    }
    FILTER(ISIRI(?iri) && ISIRI(?other))
  } GROUP BY ?iri ORDER BY DESC(?n) ?iri LIMIT 150 }
  GRAPH graph:entities { ?iri a ?class ; rdfs:label ?name }
} ORDER BY DESC(?n) ?name"""
_NEWEST = """
SELECT ?iri ?title ?date ?outlet {
  ?iri a pol:Article ; dcterms:identifier ?id
  OPTIONAL { ?iri schema:headline ?headline }
  OPTIONAL { ?iri schema:datePublished ?date }
  OPTIONAL { ?iri schema:publisher/rdfs:label ?outlet }
  BIND(COALESCE(?headline, ?id) AS ?title)
} ORDER BY DESC(STR(?date)) ?title LIMIT 8"""


class Browse:
    """Start page, named queries and disagreements.

    Args:
        kept: asks for what the start page tells.
        drawn: asks for what takes reading all claims.
        shown: asks what else a page tells of an answer.
        queries: answers named queries.
        rows: of an answer at most.
    """

    def __init__(
        self, kept: Kept, drawn: Kept, shown: WorkerPool, queries: WorkerPool, *, rows: int
    ) -> None:
        self._kept, self._drawn, self._shown = kept, drawn, shown
        self._queries, self._rows = queries, rows
        self._reading: set[asyncio.Task[Any]] = set()

    async def start(self, _: Request) -> Response:
        """GET of ``/``: how much there is, and ways into it."""
        counts = {POL.local(row["x"]): row["n"] for row in await self._rows_of(_COUNTS)}
        classes = await self._rows_of(_CLASSES)
        sources = await self._rows_of(_SOURCES)
        return pages.response(
            "start",
            articles=sum(int(row["n"]) for row in sources),
            sources=sources,
            most=max((int(row["n"]) for row in sources), default=1),
            claims=[(status, int(counts.get(status, "0"))) for status in STATUSES],
            entities=sum(int(row["n"]) for row in classes),
            tied=_by_class(await self._rows_of(_TIED)),
            newest=await self._rows_of(_NEWEST),
            queries=named_queries(),
            disagreements=await self._some_disagreements(),
            few=SHOWN_AT_START,
        )

    async def disagreements(self, request: Request) -> Response:
        """GET of ``/disagreements``: where articles cannot all be right."""
        found = await self._disagreements(gone=disconnected(request))
        return pages.response("disagreements", **found)

    async def _disagreements(self, **options: Any) -> dict[str, Any]:
        reply = await self._drawn.ask(Drawing(kind="disagreements"), **options)
        found: dict[str, Any] = json.loads(reply.body)
        return found

    async def _some_disagreements(self) -> dict[str, Any] | None:
        """The disagreements, or None where it takes longer; the next visit has them then."""
        reading = asyncio.ensure_future(self._disagreements())
        self._reading.add(reading)
        reading.add_done_callback(self._read)
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(reading)
        except (TimeoutError, LimitError):
            return None

    def _read(self, reading: asyncio.Task[Any]) -> None:
        self._reading.discard(reading)
        if not reading.cancelled():
            reading.exception()  # whoever waits has been told

    async def named(self, request: Request) -> Response:
        """GET of ``/queries/NAME``: a named query with its parameters and its answer."""
        name = request.path_params["name"]
        known = next((query for query in named_queries() if query.name == name), None)
        if known is None:
            raise HTTPException(404, "there is no query of that name")
        given = QueryParams(request.scope["query_string"])
        bindings = {p.name: given[p.name] for p in known.parameters if given.get(p.name)}
        form = given.get("format", "")
        accept = wanted_form(form, "")
        results = accepted(accept, RESULTS) if form else None
        rows = self._rows if form else min(self._rows, MOST_SHOWN)
        question = Question(
            known.text,
            form=RESULTS[results] if results else None if form else "json",
            graph_form=TRIPLES.get(accept) if form else "nt",
            bindings=bindings,
            rows=rows,
        )
        try:
            reply = await self._queries.ask(question, gone=disconnected(request))
        except QueryError as error:
            if form:
                raise
            status = 503 if isinstance(error, LimitError) else 400
            return await self._answer_page(
                known.text, error=str(error), status=status, named=known, bindings=bindings
            )
        if form:
            return data_response(reply, results or accept, rows=rows, named=form)
        return await self._answer_page(
            known.text, reply=reply, rows=rows, named=known, bindings=bindings
        )

    async def _answer_page(self, text: str, **values: Any) -> Response:
        return await answer_page(
            self._shown, text, most=self._rows, seconds=self._queries.seconds, **values
        )

    async def _rows_of(self, text: str) -> list[dict[str, str]]:
        return rows_in(await self._kept.ask(Question(text, graph_form=None)))


def _by_class(rows: list[dict[str, str]]) -> list[tuple[str, list[dict[str, str]]]]:
    """Rows under the plural of their class, in the order of interest; those of no interest not."""
    found = (
        (name, [row for row in rows if POL.local(row["class"]) == cls][:10])
        for cls, name in _SHOWN.items()
    )
    return [(name, some) for name, some in found if some]
