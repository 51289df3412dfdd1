"""What shapes cannot say: quotes against texts, unknown words, loose ends, derived graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode, Quad

from kg.check.faults import RULES, Fault
from kg.derive import CURRENT, ENTITIES, INDEX, ONTOLOGY, derive
from kg.derive.index import TERMS
from kg.derive.judgements import JUDGEMENTS
from kg.errors import ClaimError
from kg.model import Article, check_quote
from kg.quads import ARTICLES, RUNS, StoredArticle, is_article_graph
from kg.store import Store, open_store
from kg.vocab import BASE, DCTERMS, OA, POL, PROV, RDF, RDFS, SCHEMA, SKOS, Namespace

_WORDS: tuple[Namespace, ...] = (TERMS, POL, RDF, RDFS, SKOS, DCTERMS, PROV, OA, SCHEMA)


def quotes(articles: Iterable[StoredArticle]) -> Iterator[Fault]:
    """Each quote against the stored text, and claims that have none."""
    for stored in articles:
        article = Article(id=stored.info.id, text=stored.text)
        for claim in stored.claims:
            if not claim.claim.evidence.quote:
                yield Fault(
                    kind="claims without evidence", rule=f"{RULES}EvidenceRule", node=claim.iri
                )
                continue
            try:
                check_quote(claim.claim, article)
            except ClaimError as error:
                yield Fault(
                    kind="quotes that are not the article's words",
                    rule=f"{RULES}QuoteRule",
                    node=claim.iri,
                    detail=error.reason,
                )


def unknown_words(store: Store) -> Iterator[Fault]:
    """Properties, classes and other terms that the ontology and its vocabularies do not have."""
    for graph in store.graphs():
        if graph == ONTOLOGY:
            continue
        for quad in store.quads(graph):
            for term in _unknown(quad):
                yield Fault(
                    kind="words that the ontology does not have",
                    rule=f"{RULES}WordRule",
                    node=str(getattr(quad.subject, "value", quad.subject)),
                    detail=f"{term.value} in {graph}",
                    path=quad.predicate.value,
                    value=term,
                )


def _unknown(quad: Quad) -> Iterator[NamedNode]:
    predicate, said = quad.predicate, quad.object
    if not _word(predicate.value)[:1].islower():
        yield predicate
    if not isinstance(said, NamedNode) or _word(said.value):
        return
    if predicate.value == RDF.type or said.value.startswith(str(POL)):
        yield said


@cache
def _word(iri: str) -> str:
    """The local name of a word that one of the vocabularies has."""
    return next(filter(None, (words.local(iri) for words in _WORDS)), "")


def loose_ends(store: Store) -> Iterator[Fault]:
    """Nodes that nothing refers to, or that are referred to and not there; claims out of place."""
    described: set[str] = set()
    named: dict[str, str] = {}
    for graph in store.graphs():
        if graph == INDEX:  # what is noted in it may have gone
            continue
        links: dict[str, list[str]] = defaultdict(list)
        claims = []
        for quad in store.quads(graph):
            subject = str(getattr(quad.subject, "value", quad.subject))
            described.add(subject)
            links[subject]  # what has no links is still there
            if not isinstance(quad.object, NamedNode):
                continue
            said, predicate = quad.object.value, quad.predicate.value
            links[subject].append(said)
            if predicate == RDF.type and said == POL.Claim:
                claims.append(subject)
            if predicate == PROV.wasDerivedFrom and said != graph and is_article_graph(graph):
                yield Fault(
                    kind="claims in the graph of another article",
                    rule=f"{RULES}PlaceRule",
                    node=subject,
                    detail=f"in {graph}",
                    path=predicate,
                    value=quad.object,
                )
            # An origin only names what several articles print; a judgement outlives its articles.
            if said.startswith(BASE) and predicate not in (DCTERMS.source, POL.judges):
                named.setdefault(said, f"{predicate} of {subject}")
        if is_article_graph(graph):
            for node in sorted(links.keys() - _reached(links, [graph, *claims])):
                yield Fault(
                    kind="nodes that nothing refers to",
                    rule=f"{RULES}OrphanRule",
                    node=node,
                    detail=f"in {graph}",
                )
    for node in sorted(named.keys() - described):
        yield Fault(
            kind="nodes that are referred to and are not there",
            rule=f"{RULES}DanglingRule",
            node=node,
            detail=named[node],
        )


def _reached(links: dict[str, list[str]], roots: list[str]) -> set[str]:
    found: set[str] = set()
    while roots:
        node = roots.pop()
        if node not in found:
            found.add(node)
            roots += links.get(node, [])
    return found


def out_of_date(store: Store) -> Iterator[Fault]:
    """Derived graphs that are not what the articles, the judgements and the gazetteer come to."""
    with open_store(None) as anew:
        for graph in store.graphs():
            if is_article_graph(graph) or graph in (JUDGEMENTS, RUNS):
                anew.replace(graph, store.quads(graph))
        derive(anew)
        for graph in (ENTITIES, CURRENT, ARTICLES, RUNS, ONTOLOGY, INDEX):
            wrong = set(store.quads(graph)) ^ set(anew.quads(graph))
            if wrong:
                yield Fault(
                    kind="derived graphs that are out of date; kg store derive makes them anew",
                    rule=f"{RULES}DerivedRule",
                    node=graph,
                    detail=f"{len(wrong)} triples, such as {min(str(q.triple) for q in wrong)}",
                )
