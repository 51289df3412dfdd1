"""What follows from all articles together: identity, versions, origins, what is current.

Derived graphs are disposable. They are always those that a full computation from the article
graphs, the gazetteer and the judgements would make, so the order of additions and removals leaves
no trace.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.derive.current import CURRENT, current_quads, current_statements
from kg.derive.identity import ENTITIES, identity_quads, read_identity
from kg.derive.judgements import Judgement, judge, read_judgements
from kg.derive.origins import independent_sources, origins
from kg.ids import BASE
from kg.model import ArticleInfo
from kg.quads import (
    ARTICLES,
    RUNS,
    Triples,
    article_text,
    is_article_graph,
    read_articles,
    read_claims,
    read_entities,
)
from kg.resolve.gazetteer import Gazetteer, default_gazetteer
from kg.store import Store
from kg.vocab import DCTERMS, POL, PROV, graph_iri, ontology_file

__all__ = [
    "CURRENT",
    "ENTITIES",
    "ONTOLOGY",
    "Judgement",
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
    store.replace(RUNS, _used_runs(store))
    articles = read_articles(store)
    store.replace(ARTICLES, _article_quads(store, articles))
    known = default_gazetteer() if gazetteer is None else gazetteer
    store.replace(ENTITIES, identity_quads(read_entities(store), read_judgements(store), known))
    # Claims are read only now: their articles' origins were derived above.
    store.replace(CURRENT, current_quads(read_claims(store), read_identity(store)))


def _ontology_quads() -> list[Quad]:
    graph = NamedNode(ONTOLOGY)
    triples = ox.parse(path=ontology_file("politics.ttl"))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def _used_runs(store: Store) -> list[Quad]:
    """The runs that some claim names; without this a removed article would leave its run."""
    used = {
        quad.object
        for graph in store.graphs()
        if is_article_graph(graph)
        for quad in store.quads(graph)
        if quad.predicate.value == PROV.wasGeneratedBy
    }
    return [quad for quad in store.quads(RUNS) if quad.subject in used]


def _article_quads(store: Store, articles: list[ArticleInfo]) -> list[Quad]:
    """Which version replaces which, and which articles print one text."""
    triples = Triples(ARTICLES)
    versions: dict[str, list[str]] = defaultdict(list)
    for article in articles:  # ordered by id and age
        versions[article.id].append(article.iri)
    for found in versions.values():
        for older, newer in pairwise(found):
            triples.iri(newer, POL.supersedes, older)
            triples.iri(older, POL.supersededBy, newer)
    texts = {article.iri: (article.title, article_text(store, article.iri)) for article in articles}
    for iri, origin in origins(texts).items():
        triples.iri(iri, DCTERMS.source, f"{BASE}origin/{origin}")
    return list(triples)
