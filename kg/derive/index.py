"""What derivation needs to find things again: names, texts, what weighs on what, what is to do.

The graph is derived as the others are, holds no knowledge, and is left out of exports.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import cast

from pyoxigraph import NamedNode, Quad

from kg.ids import content_hash
from kg.quads import Triples
from kg.resolve.gazetteer import Gazetteer
from kg.store import Store
from kg.vocab import POL, PROV, RDF, SCHEMA, Namespace, graph_iri, ontology_file

INDEX = graph_iri("index")
# name: an entity's class and folded name, by which it is joined with others
# text: the hash of an article's words; sketch: one of the hashes by which like texts are found
# weighs: the statement or quantity that a claim has a say in
# article, entity, statement: what has changed, or rests on what has, since the last derivation
# knowledge: what the derived graphs were made with
TERMS = Namespace(f"{INDEX}#", "name text sketch weighs article entity statement knowledge")
_METHOD = 1  # to be raised when the derived graphs of equal articles become others


@cache
def knowledge(gazetteer: Gazetteer) -> str:
    """A hash of all that the derived graphs follow from, besides what is stored."""
    entries = sorted(
        [entry.iri, entry.cls, entry.name, list(entry.aliases), entry.wikidata]
        for entry in gazetteer.entries.values()
    )
    ontology = ontology_file("politics.ttl").read_text(encoding="utf-8")
    return content_hash(_METHOD, ontology, entries)


def replace_article(store: Store, graph: str, quads: Iterable[Quad]) -> bool:
    """Store an article version in place of what its graph holds; ``update`` draws the consequences.

    Args:
        store: opened for writing.
        graph: IRI of the version.
        quads: all that it says; none to remove it.

    Returns:
        Whether anything changed.
    """
    before, after = set(store.quads(graph)), set(quads)
    if before == after:
        return False
    notes = _notes(store, graph, before)
    store.change(added=(after - before) | notes, removed=before - after)
    return True


def remove_article(store: Store, graph: str) -> bool:
    """Remove an article version; ``update`` draws the consequences.

    Args:
        store: opened for writing.
        graph: IRI of the version.

    Returns:
        Whether there was one.
    """
    return replace_article(store, graph, ())


def noted(store: Store) -> list[Quad]:
    """What was noted since the derived graphs were last brought up to date."""
    kinds = (TERMS.article, TERMS.entity, TERMS.statement)
    return [quad for kind in kinds for quad in store.match(INDEX, kind, None, INDEX)]


def note_entities(*entities: str) -> set[Quad]:
    """The quads by which ``update`` knows that it must look at some entities again."""
    triples = Triples(INDEX)
    triples.iri(INDEX, TERMS.entity, *entities)
    return set(triples)


def _notes(store: Store, graph: str, before: Iterable[Quad]) -> set[Quad]:
    """What rests on an article, and can no longer be found from it once it has changed."""
    triples = Triples(INDEX)
    triples.iri(INDEX, TERMS.article, graph)
    for quad in before:
        if quad.predicate.value == SCHEMA.mentions:
            triples.iri(INDEX, TERMS.entity, cast(NamedNode, quad.object).value)
        elif quad.predicate.value == RDF.type and quad.object == NamedNode(POL.Claim):
            claim = cast(NamedNode, quad.subject).value
            for rests in store.match(claim, TERMS.weighs, None, INDEX):
                triples.iri(INDEX, TERMS.statement, cast(NamedNode, rests.object).value)
    return set(triples)


def used_runs(store: Store, runs: Iterable[Quad]) -> list[Quad]:
    """Those of the quads on runs whose run some claim names.

    Without this a removed article would leave its run.
    """
    wanted = list(runs)
    iris = {cast(NamedNode, quad.subject).value for quad in wanted}
    used = {
        iri
        for iri in iris
        if store.query(f"ASK {{ ?claim <{PROV.wasGeneratedBy}> {NamedNode(iri)} }}")
    }
    return [quad for quad in wanted if cast(NamedNode, quad.subject).value in used]
