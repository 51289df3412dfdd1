"""All derived graphs, from nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.derive.current import CURRENT, current_quads, current_statements, weight_quads
from kg.derive.identity import (
    ENTITIES,
    Stated,
    identity_quads,
    name_keys,
    read_identity,
    stated_by,
)
from kg.derive.index import INDEX, TERMS, knowledge, used_runs
from kg.derive.judgements import read_judgements
from kg.derive.origins import Body, alike, body, text_iri
from kg.quads import ARTICLES, RUNS, StoredArticle, Triples, read_graphs
from kg.resolve.gazetteer import Gazetteer, default_gazetteer
from kg.store import Store
from kg.vocab import DCTERMS, POL, graph_iri, ontology_file

ONTOLOGY = graph_iri("ontology")


def derive(store: Store, *, gazetteer: Gazetteer | None = None) -> None:
    """Make every derived graph anew from all articles; ``update`` comes to the same sooner.

    Args:
        store: opened for writing.
        gazetteer: known entities; the bundled ones where None.
    """
    known = default_gazetteer() if gazetteer is None else gazetteer
    # Without this word of what they were made with, a half made set is made anew the next time.
    store.change(removed=list(store.match(INDEX, TERMS.knowledge, None, INDEX)))
    store.replace(ONTOLOGY, _ontology_quads())
    articles = read_graphs(store)
    store.replace(RUNS, used_runs(store, store.quads(RUNS)))
    words = {article.info.iri: body(article.info.title, article.text) for article in articles}
    texts = {iri: text_iri(found) for iri, found in words.items()}
    bodies = {text_iri(found): Body.of(found) for found in set(words.values())}
    leaders = alike(bodies)
    origin = {iri: leaders[text] for iri, text in texts.items()}
    versions: dict[str, list[StoredArticle]] = defaultdict(list)
    for article in articles:
        versions[article.info.id].append(article)
    replaced = [quad for found in versions.values() for quad in version_quads(found)]
    store.replace(ARTICLES, [*replaced, *origin_quads(origin)])
    stated = stated_by(articles)
    store.replace(ENTITIES, identity_quads(stated, read_judgements(store), known))
    identity = read_identity(store)
    claims = [
        replace(claim, article=replace(claim.article, origin=origin[article.info.iri]))
        for article in articles
        if not article.info.superseded
        for claim in article.claims
    ]
    store.replace(CURRENT, current_quads(current_statements(claims, identity)))
    index = [*name_quads(stated), *text_quads(texts, bodies), *weight_quads(claims, identity)]
    store.replace(INDEX, [*index, *_made_with(known)])


def is_current(store: Store, gazetteer: Gazetteer) -> bool:
    """Whether the derived graphs were made whole, with this knowledge."""
    return set(_made_with(gazetteer)) == set(store.match(INDEX, TERMS.knowledge, None, INDEX))


def _made_with(gazetteer: Gazetteer) -> list[Quad]:
    triples = Triples(INDEX)
    triples.text(INDEX, TERMS.knowledge, knowledge(gazetteer))
    return list(triples)


def _ontology_quads() -> list[Quad]:
    graph = NamedNode(ONTOLOGY)
    triples = ox.parse(path=ontology_file("politics.ttl"))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def version_quads(versions: Iterable[StoredArticle]) -> list[Quad]:
    """Which version replaces which, of one article; oldest first."""
    triples = Triples(ARTICLES)
    for older, newer in pairwise(version.info.iri for version in versions):
        triples.iri(newer, POL.supersedes, older)
        triples.iri(older, POL.supersededBy, newer)
    return list(triples)


def origin_quads(origin: Mapping[str, str]) -> list[Quad]:
    """Which articles print one text."""
    triples = Triples(ARTICLES)
    for iri, text in origin.items():
        triples.iri(iri, DCTERMS.source, text)
    return list(triples)


def name_quads(stated: Mapping[str, Stated]) -> list[Quad]:
    """What entities are joined by, for the index."""
    triples = Triples(INDEX)
    for iri, found in stated.items():
        triples.text(iri, TERMS.name, *sorted(name_keys(iri, found)))
    return list(triples)


def text_quads(texts: Mapping[str, str], bodies: Mapping[str, Body]) -> list[Quad]:
    """Which text each article prints, and by what like texts are found, for the index.

    Args:
        texts: the IRI of its text, by article.
        bodies: texts by IRI.
    """
    triples = Triples(INDEX)
    for iri, text in texts.items():
        triples.iri(iri, TERMS.text, text)
    for text, one in bodies.items():
        triples.text(text, TERMS.sketch, *sorted(one.sketch))
    return list(triples)
