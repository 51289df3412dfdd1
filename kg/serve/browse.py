"""Ways in for people: the start page, the search for entities, the named queries."""

from __future__ import annotations

from pyoxigraph import Literal
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.ids import slug
from kg.model import STATUSES
from kg.query import named_queries
from kg.query.worker import Question
from kg.serve import pages
from kg.serve.describe import rows_of
from kg.serve.pool import WorkerPool
from kg.serve.protocol import disconnected
from kg.vocab import POL

MOST_FOUND = 100
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
_ARTICLES = """
SELECT (COUNT(DISTINCT ?a) AS ?articles) (COUNT(DISTINCT ?o) AS ?outlets) {
  ?a a pol:Article OPTIONAL { ?a schema:publisher ?o }
}"""
_CLASSES = """
SELECT ?x (COUNT(DISTINCT ?c) AS ?n) { GRAPH graph:entities { ?c a ?x } } GROUP BY ?x"""
_OFTEN = """
SELECT ?iri ?name ?class ?n {
  { SELECT ?iri (COUNT(?article) AS ?n) {
    GRAPH graph:entities { ?member pol:canonical ?iri } ?article schema:mentions ?member
  } GROUP BY ?iri ORDER BY DESC(?n) ?iri LIMIT 100 }
  GRAPH graph:entities { ?iri a ?class ; rdfs:label ?name }
} ORDER BY DESC(?n) ?name"""
_NEWEST = """
SELECT ?iri ?title ?date ?outlet {
  ?iri a pol:Article ; dcterms:identifier ?id
  OPTIONAL { ?iri schema:headline ?headline }
  OPTIONAL { ?iri schema:datePublished ?date }
  OPTIONAL { ?iri schema:publisher/rdfs:label ?outlet }
  BIND(COALESCE(?headline, ?id) AS ?title)
} ORDER BY DESC(STR(?date)) ?title LIMIT 12"""
_FOUND = """
SELECT ?iri ?name ?class (GROUP_CONCAT(DISTINCT ?also; separator=", ") AS ?aliases) {
  { SELECT DISTINCT ?iri { GRAPH graph:entities {
    { ?iri rdfs:label|skos:altLabel ?any FILTER(CONTAINS(LCASE(STR(?any)), LCASE(TEXT))) }
    UNION { ?m pol:canonical ?iri
            FILTER(SLUG != "" && CONTAINS(REPLACE(STR(?m), "^.*/", ""), SLUG)) }
  } } LIMIT MOST }
  GRAPH graph:entities {
    ?iri a ?class ; rdfs:label ?name OPTIONAL { ?iri skos:altLabel ?also }
  }
} GROUP BY ?iri ?name ?class"""


class Browse:
    """Start page, search and named queries.

    Args:
        pool: asks for them.
        queries: answers named queries.
        rows: of an answer at most.
    """

    def __init__(self, pool: WorkerPool, queries: WorkerPool, *, rows: int) -> None:
        self._pool, self._queries, self._rows = pool, queries, rows

    async def start(self, _: Request) -> Response:
        """GET of ``/``: how much there is, and ways into it."""
        counts = {POL.local(row["x"]): row["n"] for row in await rows_of(self._pool, _COUNTS)}
        classes = await rows_of(self._pool, _CLASSES)
        return pages.response(
            "start",
            total=(await rows_of(self._pool, _ARTICLES))[0],
            claims=[(status, counts.get(status, "0")) for status in STATUSES],
            entities=sum(int(row["n"]) for row in classes),
            often=_by_class(_classed(await rows_of(self._pool, _OFTEN))),
            newest=await rows_of(self._pool, _NEWEST),
            queries=named_queries(),
        )

    async def search(self, request: Request) -> Response:
        """GET of ``/search?q=``: entities by a part of a name."""
        text = QueryParams(request.scope["query_string"]).get("q", "").strip()[:200]
        found = []
        if text:
            folded = slug(text) if any(char.isalnum() for char in text) else ""
            query = _FOUND.replace("MOST", str(MOST_FOUND))
            query = query.replace("SLUG", str(Literal(folded)))
            found = _classed(await rows_of(self._pool, query.replace("TEXT", str(Literal(text)))))
            wanted = text.casefold()
            found.sort(
                key=lambda row: (
                    row["name"].casefold() != wanted,
                    not row["name"].casefold().startswith(wanted),
                    row["name"].casefold(),
                )
            )
        return pages.response("search", q=text, found=found, most=MOST_FOUND)

    async def named(self, request: Request) -> Response:
        """GET of ``/queries/NAME``: a named query with its parameters and its answer."""
        name = request.path_params["name"]
        known = next((query for query in named_queries() if query.name == name), None)
        if known is None:
            raise HTTPException(404, "there is no query of that name")
        given = QueryParams(request.scope["query_string"])
        bindings = {p.name: given[p.name] for p in known.parameters if given.get(p.name)}
        question = Question(
            known.text, graph_form="nt", bindings=bindings, rows=min(self._rows, 1000)
        )
        try:
            reply = await self._queries.ask(question, gone=disconnected(request))
        except QueryError as error:
            return pages.answer(
                known.text, error=str(error), status=400, named=known, bindings=bindings
            )
        return pages.answer(
            known.text, reply=reply, rows=question.rows or 0, named=known, bindings=bindings
        )


def _by_class(rows: list[dict[str, str]]) -> list[tuple[str, list[dict[str, str]]]]:
    """Rows under the plural of their class, in the order of interest; those of no interest not."""
    found = ((name, [r for r in rows if r["class"] == cls][:12]) for cls, name in _SHOWN.items())
    return [(name, some) for name, some in found if some]


def _classed(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**row, "class": POL.local(row["class"]) or ""} for row in rows]
