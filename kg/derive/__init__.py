"""What follows from all articles together: identity, versions, origins, what is current.

Derived graphs are disposable. They are always those that a full computation from the article
graphs, the gazetteer and the judgements would make, so the order of additions and removals leaves
no trace.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.derive.current import CURRENT, Statement, current_quads, current_statements
from kg.derive.identity import ENTITIES, identity_quads, read_identity
from kg.derive.judgements import Judgement, judge, read_judgements
from kg.derive.origins import independent_sources, origins
from kg.ids import BASE
from kg.quads import ARTICLES, RUNS, StoredArticle, Triples, read_graphs
from kg.resolve.gazetteer import Gazetteer, default_gazetteer
from kg.store import Store
from kg.vocab import DCTERMS, POL, PROV, graph_iri, ontology_file

__all__ = [
    "CURRENT",
    "ENTITIES",
    "ONTOLOGY",
    "Judgement",
    "Statement",
    "current_statements",
    "derive",
    "independent_sources",
    "judge",
    "read_identity",
    "read_judgements",
]

ONTOLOGY = graph_iri("ontology")


def derive(store: Store, *, gazetteer: Gazetteer | None = None) -> None:
    """Bring every derived graph up to date; call it after adding, removing and judging.

    Args:
        store: opened for writing.
        gazetteer: known entities; the bundled ones where None.
    """
    store.replace(ONTOLOGY, _ontology_quads())
    articles = read_graphs(store)
    store.replace(RUNS, _used_runs(store, articles))
    origin = {
        iri: f"{BASE}origin/{name}"
        for iri, name in origins({a.info.iri: (a.info.title, a.text) for a in articles}).items()
    }
    store.replace(ARTICLES, _article_quads(articles, origin))
    stated = {article.info.iri: article.entities for article in articles}
    known = default_gazetteer() if gazetteer is None else gazetteer
    store.replace(ENTITIES, identity_quads(stated, read_judgements(store), known))
    claims = [
        replace(claim, article=replace(claim.article, origin=origin[article.info.iri]))
        for article in articles
        if not article.info.superseded
        for claim in article.claims
    ]
    store.replace(CURRENT, current_quads(claims, read_identity(store)))


def _ontology_quads() -> list[Quad]:
    graph = NamedNode(ONTOLOGY)
    triples = ox.parse(path=ontology_file("politics.ttl"))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def _used_runs(store: Store, articles: list[StoredArticle]) -> list[Quad]:
    """The runs that some claim names; without this a removed article would leave its run."""
    used = {
        run
        for article in articles
        for claim in article.nodes.of_type(POL.Claim)
        for run in article.nodes.values(claim, PROV.wasGeneratedBy)
    }
    return [q for q in store.quads(RUNS) if getattr(q.subject, "value", "") in used]


def _article_quads(articles: list[StoredArticle], origin: dict[str, str]) -> list[Quad]:
    """Which version replaces which, and which articles print one text."""
    triples = Triples(ARTICLES)
    versions: dict[str, list[str]] = defaultdict(list)
    for article in articles:  # ordered by id and age
        versions[article.info.id].append(article.info.iri)
    for found in versions.values():
        for older, newer in pairwise(found):
            triples.iri(newer, POL.supersedes, older)
            triples.iri(older, POL.supersededBy, newer)
    for iri, text in origin.items():
        triples.iri(iri, DCTERMS.source, text)
    return list(triples)
