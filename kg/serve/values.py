"""Triples that describe something, as the values of ``kg.model``."""

from __future__ import annotations

from dataclasses import replace

from kg.model import ArticleInfo, Entity, StoredClaim
from kg.quads import Nodes, StoredArticle
from kg.vocab import BASE, DCTERMS, POL, PROV, RDF, RDFS, SCHEMA, SKOS


def identity_of(nodes: Nodes) -> dict[str, Entity]:
    """The canonical entity of each as-stated one that some triples speak of."""
    return {
        iri: Entity(
            id=canonical,
            name=nodes.one(canonical, RDFS.label) or canonical,
            cls=next(filter(None, map(POL.local, nodes.values(canonical, RDF.type))), "Entity"),
            aliases=tuple(nodes.values(canonical, SKOS.altLabel)),
        )
        for iri in nodes
        if (canonical := nodes.one(iri, POL.canonical))
    }


def article_of(nodes: Nodes, iri: str) -> ArticleInfo:
    """An article version from the triples about it."""
    outlet = nodes.one(iri, SCHEMA.publisher) or ""
    return ArticleInfo(
        iri=iri,
        id=nodes.one(iri, DCTERMS.identifier) or iri.removeprefix(BASE),
        version=nodes.one(iri, POL.version) or "",
        title=nodes.one(iri, SCHEMA.headline) or "",
        url=nodes.one(iri, SCHEMA.url) or "",
        published=nodes.one(iri, SCHEMA.datePublished),
        source=nodes.one(outlet, DCTERMS.identifier) or "",
        source_title=nodes.one(outlet, RDFS.label) or "",
        superseded=bool(nodes.one(iri, POL.supersededBy)),
    )


def claims_of(nodes: Nodes) -> list[StoredClaim]:
    """The claims that some triples describe, of whatever articles, the newest first."""
    everything = StoredArticle(ArticleInfo(iri="", id="", version=""), nodes)
    articles: dict[str, ArticleInfo] = {}
    found = []
    for stored in everything.claims:
        iri = nodes.one(stored.iri, PROV.wasDerivedFrom) or ""
        if iri not in articles:
            articles[iri] = article_of(nodes, iri)
        claim = replace(stored.claim, article=articles[iri].id)
        found.append(replace(stored, claim=claim, article=articles[iri]))
    return sorted(found, key=lambda stored: stored.article.published or "", reverse=True)
