"""The search: entities by a part of a name, with a sentence about each; articles by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from kg.ids import fold, slug
from kg.query.worker import Question
from kg.serve import pages
from kg.serve.describe import rows_in, rows_of, union
from kg.serve.pool import WorkerPool
from kg.serve.protocol import disconnected
from kg.vocab import POL

MOST_FOUND = 100
MOST_ARTICLES = 20
WITH_WORDS = 20  # of the entities found, those that are shown with a sentence
AROUND = 70  # characters before and after the words that an article was found by
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
_NAMED = """
  { SELECT (IRI AS ?iri) (COUNT(DISTINCT ?article) AS ?n) {
    GRAPH graph:entities { ?m pol:canonical IRI } ?article schema:mentions ?m
  } }"""
# The newest of some sentences: all that are about somebody may be thousands.
_QUOTED = """
  { SELECT (IRI AS ?iri) (MAX(?dated) AS ?newest) {
    { SELECT ?claim {
      GRAPH graph:entities { ?m pol:canonical IRI } ?claim rdf:subject|rdf:object ?m ; a pol:Claim
    } LIMIT 50 }
    ?claim pol:evidence/oa:hasSelector/oa:exact ?quote ; prov:wasDerivedFrom ?article
    OPTIONAL { ?article schema:datePublished ?date }
    OPTIONAL { ?article schema:publisher/rdfs:label ?outlet }
    BIND(CONCAT(COALESCE(STR(?date), ""), "\\n", COALESCE(?outlet, ""), "\\n", ?quote) AS ?dated)
  } }"""
_ARTICLES = """
SELECT ?iri ?title ?date ?outlet ?before ?words ?after {
  ?iri a pol:Article ; dcterms:identifier ?id ; schema:text ?text
  FILTER(CONTAINS(LCASE(?text), LCASE(TEXT)))
  FILTER NOT EXISTS { ?iri pol:supersededBy ?newer }
  OPTIONAL { ?iri schema:headline ?headline }
  OPTIONAL { ?iri schema:datePublished ?date }
  OPTIONAL { ?iri schema:publisher/rdfs:label ?outlet }
  BIND(COALESCE(?headline, ?id) AS ?title)
  BIND(STRLEN(STRBEFORE(LCASE(?text), LCASE(TEXT))) AS ?at)
  BIND(IF(?at > AROUND, ?at - AROUND, 0) AS ?from)
  BIND(SUBSTR(?text, ?from + 1, ?at - ?from) AS ?before)
  BIND(SUBSTR(?text, ?at + 1, STRLEN(TEXT)) AS ?words)
  BIND(SUBSTR(?text, ?at + 1 + STRLEN(TEXT), AROUND) AS ?after)
} ORDER BY DESC(STR(?date)) ?title LIMIT MOST"""


class Search:
    """The search for entities and articles.

    Args:
        pool: asks.
    """

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool

    async def search(self, request: Request) -> Response:
        """GET of ``/search?q=``, of one class with ``&class=``."""
        given = QueryParams(request.scope["query_string"])
        text, cls = given.get("q", "").strip()[:200], given.get("class", "")
        found: list[dict[str, Any]] = []
        articles: list[dict[str, str]] = []
        if text:
            found = await find(self._pool, text, gone=disconnected(request))
        classes = Counter(row["class"] for row in found)
        shown = [row for row in found if cls in ("", row["class"])]
        if len(text) > 2 and not cls:
            query = _ARTICLES.replace("MOST", str(MOST_ARTICLES)).replace("AROUND", str(AROUND))
            articles = await rows_of(self._pool, query.replace("TEXT", str(Literal(text))))
        return pages.response(
            "search",
            q=text,
            cls=cls,
            classes=sorted(classes.items(), key=lambda item: (-item[1], item[0])),
            found=shown,
            number=len(found),
            most=MOST_FOUND,
            articles=articles,
            most_articles=MOST_ARTICLES,
        )


async def find(
    pool: WorkerPool, text: str, *, gone: Coroutine[Any, Any, None] | None = None
) -> list[dict[str, Any]]:
    """Entities by a part of a name, with the number of articles that name each, and some words.

    Args:
        pool: asks.
        text: the part, in any case.
        gone: ends when nobody waits for the answer any more.
    """
    reply = await pool.ask(Question(_entities(text), graph_form=None), gone=gone)
    found: list[dict[str, Any]] = [dict(row) for row in rows_in(reply)]
    named = await _by_iri(pool, _NAMED, found)
    for row in found:
        row["articles"] = int(named.get(row["iri"], {}).get("n", "0"))
        row["class"] = POL.local(row["class"]) or ""
    found = _in_order(found, text)
    words = await _by_iri(pool, _QUOTED, found[:WITH_WORDS])
    for row in found:
        newest = words.get(row["iri"], {}).get("newest", "")
        row["date"], row["outlet"], row["quote"] = [*newest.split("\n", 2), "", "", ""][:3]
    return found


async def _by_iri(
    pool: WorkerPool, pattern: str, found: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, str]]:
    """What a pattern tells of each entity, by its IRI."""
    if not found:
        return {}
    query = f"SELECT * {{ {union(pattern, (row['iri'] for row in found))} }}"
    return {row["iri"]: row for row in await rows_of(pool, query)}


def _entities(text: str) -> str:
    folded = slug(text) if any(char.isalnum() for char in text) else ""
    query = _FOUND.replace("MOST", str(MOST_FOUND)).replace("SLUG", str(Literal(folded)))
    return query.replace("TEXT", str(Literal(text)))


def _in_order(found: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Who is called exactly so first, then of whom most is said."""
    wanted = fold(text)

    def rank(row: dict[str, Any]) -> tuple[object, ...]:
        names = {fold(name) for name in (row["name"], *row.get("aliases", "").split(", "))}
        return wanted not in names, -row["articles"], row["name"].casefold()

    return sorted(found, key=rank)
