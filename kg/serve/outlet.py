"""The page of an outlet: its articles, the newest first, and ways to what it says."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse

from kg.model import STATUSES
from kg.serve import pages
from kg.serve.describe import filled, rows_of
from kg.serve.pool import WorkerPool
from kg.vocab import POL

ON_A_PAGE = 50
_OUTLET = """
SELECT ?name ?id (COUNT(DISTINCT ?article) AS ?n) (MIN(?date) AS ?first) (MAX(?date) AS ?last) {
  ?article schema:publisher IRI
  OPTIONAL { IRI rdfs:label ?name }
  OPTIONAL { IRI dcterms:identifier ?id }
  OPTIONAL { ?article schema:datePublished ?date }
} GROUP BY ?name ?id"""
_STATUSES = """
SELECT ?status (COUNT(?claim) AS ?n) {
  ?article schema:publisher IRI . ?claim prov:wasDerivedFrom ?article ; pol:status ?status
} GROUP BY ?status"""
_ARTICLES = """
SELECT ?iri ?title ?date ?newer (COUNT(DISTINCT ?claim) AS ?claims) {
  { SELECT ?iri ?title ?date (SAMPLE(?next) AS ?newer) {
    ?iri schema:publisher IRI ; dcterms:identifier ?id
    OPTIONAL { ?iri schema:headline ?headline }
    OPTIONAL { ?iri schema:datePublished ?date }
    OPTIONAL { ?iri pol:supersededBy ?next }
    BIND(COALESCE(?headline, ?id) AS ?title)
  } GROUP BY ?iri ?title ?date ORDER BY DESC(STR(?date)) ?title OFFSET SKIPPED LIMIT SHOWN }
  OPTIONAL { ?claim prov:wasDerivedFrom ?iri ; a pol:Claim }
} GROUP BY ?iri ?title ?date ?newer ORDER BY DESC(STR(?date)) ?title"""


async def outlet_page(pool: WorkerPool, iri: str, given: QueryParams) -> HTMLResponse:
    """The page of an outlet.

    Args:
        pool: asks.
        iri: of the outlet.
        given: parameters of the request: page goes on.

    Raises:
        HTTPException: 400, a page that is no number.
    """
    about = (await rows_of(pool, filled(_OUTLET, iri)) or [{}])[0]
    number = int(about.get("n", "0"))
    page, of = pages.page_of(given.get("page", "1"), number, ON_A_PAGE)
    counts = {
        POL.local(row["status"]): int(row["n"])
        for row in await rows_of(pool, filled(_STATUSES, iri))
    }
    query = _ARTICLES.replace("SKIPPED", str((page - 1) * ON_A_PAGE))
    return pages.response(
        "outlet",
        iri=iri,
        name=about.get("name") or about.get("id") or iri,
        source=about.get("id", ""),
        number=number,
        first=about.get("first", ""),
        last=about.get("last", ""),
        claims=[(status, counts.get(status, 0)) for status in STATUSES],
        articles=await rows_of(pool, filled(query.replace("SHOWN", str(ON_A_PAGE)), iri)),
        page=page,
        pages=of,
    )
