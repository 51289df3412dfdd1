"""The page of an article: names and claims marked in the text, claims beside it, its versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse

from kg.model import Entity, StoredClaim
from kg.quads import Nodes, StoredArticle
from kg.query import changes_between
from kg.serve import pages
from kg.serve.describe import Description, Subject, describe, filled, rows_of
from kg.serve.marks import marked, names_in
from kg.serve.pool import WorkerPool
from kg.serve.rows import Row, claim_row
from kg.serve.values import article_of, claims_of, identity_of
from kg.vocab import POL, RDFS, SCHEMA, SKOS

_VERSIONS = """
SELECT ?iri ?published ?updated (SAMPLE(?next) AS ?newer) (COUNT(DISTINCT ?claim) AS ?claims) {
  IRI dcterms:identifier ?id . ?iri dcterms:identifier ?id ; a pol:Article
  OPTIONAL { ?iri schema:datePublished ?published }
  OPTIONAL { ?iri schema:dateModified ?updated }
  OPTIONAL { ?iri pol:supersededBy ?next }
  OPTIONAL { ?claim prov:wasDerivedFrom ?iri ; a pol:Claim }
} GROUP BY ?iri ?published ?updated ORDER BY STR(?published) STR(?updated) ?iri"""
_REPRINTS = """
SELECT DISTINCT ?iri ?title ?outlet ?published {
  GRAPH graph:articles { IRI dcterms:source ?origin . ?iri dcterms:source ?origin }
  ?iri dcterms:identifier ?id
  OPTIONAL { ?iri schema:headline ?headline }
  OPTIONAL { ?iri schema:publisher/rdfs:label ?outlet }
  OPTIONAL { ?iri schema:datePublished ?published }
  BIND(COALESCE(?headline, ?id) AS ?title)
  FILTER(?iri != IRI)
  FILTER NOT EXISTS { ?iri pol:supersededBy ?newer }
} ORDER BY STR(?published) LIMIT 25"""


async def article_page(pool: WorkerPool, description: Description, chosen: str) -> HTMLResponse:
    """The page of an article version.

    Args:
        pool: asks for what its graph does not hold.
        description: of the article.
        chosen: the last part of a claim's IRI, whose words are highlighted; empty for none.
    """
    nodes, iri = description.nodes, description.subject.iri
    identity = identity_of(nodes)
    claims = sorted(claims_of(nodes), key=_place)
    text = nodes.one(iri, SCHEMA.text) or ""
    older = nodes.values(iri, POL.supersedes)
    return pages.response(
        "article",
        iri=iri,
        article=article_of(nodes, iri),
        author=nodes.one(iri, SCHEMA.author) or "",
        paragraphs=marked(
            text,
            [(s.claim.evidence.start, s.claim.evidence.end) for s in claims],
            names_in(text, _names(nodes, iri, identity)),
        ),
        rows=[claim_row(stored, identity) for stored in claims],
        chosen=chosen,
        newer=nodes.values(iri, POL.supersededBy),
        versions=await rows_of(pool, filled(_VERSIONS, iri)),
        reprints=await rows_of(pool, filled(_REPRINTS, iri)),
        changes=await _changes(pool, older[0], nodes, iri) if older else [],
        entities=sorted(
            {e.id: e for e in identity.values()}.values(), key=lambda e: (e.name.casefold(), e.id)
        ),
    )


def _place(stored: StoredClaim) -> tuple[int, int, str]:
    return stored.claim.evidence.start, stored.claim.evidence.end, stored.iri


def _names(nodes: Nodes, article: str, identity: Mapping[str, Entity]) -> dict[str, set[str]]:
    """What this article calls each entity, by the canonical entity's IRI."""
    found: dict[str, set[str]] = defaultdict(set)
    for stated in nodes.values(article, SCHEMA.mentions):
        own = identity[stated].id if stated in identity else stated
        found[own].update(nodes.values(stated, RDFS.label), nodes.values(stated, SKOS.altLabel))
    return found


async def _changes(pool: WorkerPool, older: str, nodes: Nodes, iri: str) -> list[dict[str, Any]]:
    """What this version says otherwise than the one that it replaces."""
    before = await describe(pool, Subject("article", older))
    if before is None:
        return []
    identity = identity_of(before.nodes) | identity_of(nodes)

    def row(stored: StoredClaim | None) -> Row | None:
        return claim_row(stored, identity) if stored else None

    found = changes_between(
        StoredArticle(article_of(before.nodes, older), before.nodes),
        StoredArticle(article_of(nodes, iri), nodes),
    )
    return [{"kind": one.kind, "before": row(one.before), "after": row(one.after)} for one in found]
