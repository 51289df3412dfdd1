"""What the store holds, as values: articles, the entities they state, their claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal as OneOf
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.model import (
    ArticleInfo,
    Certainty,
    Claim,
    Entity,
    Evidence,
    Modality,
    Polarity,
    StoredClaim,
    Tense,
)
from kg.quads.terms import Nodes, StoredNodes, Value
from kg.store import Store, Term
from kg.vocab import (
    BASE,
    DCTERMS,
    OA,
    POL,
    QUALIFIERS,
    RDF,
    RDFS,
    ROLES,
    SCHEMA,
    SKOS,
    XSD,
    graph_iri,
)

ARTICLES = graph_iri("articles")  # derived: which version replaces which, which texts are one
_ARTICLE_GRAPHS = f"{BASE}article/"


def is_article_graph(graph: str) -> bool:
    """Whether a named graph is that of an article version."""
    return graph.startswith(_ARTICLE_GRAPHS)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article version as it was read: its graph, from which its claims and entities come."""

    info: ArticleInfo
    nodes: Nodes

    @property
    def text(self) -> str:
        """The text in which the offsets of its evidence count."""
        return self.nodes.one(self.info.iri, SCHEMA.text) or ""

    @property
    def claims(self) -> list[StoredClaim]:
        """Its claims, by place in its text."""
        iris = self.nodes.of_type(POL.Claim)
        iris.sort(key=lambda iri: (_place(self.nodes, iri), iri))
        return [self.claim(iri) for iri in iris]

    def claim(self, iri: str) -> StoredClaim:
        """One of its claims."""
        return StoredClaim(iri, _read_claim(self.nodes, iri, self.info), self.info)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities that it mentions, as it states them."""
        iris = self.nodes.values(self.info.iri, SCHEMA.mentions)
        return tuple(map(self.entity, iris))

    def entity(self, iri: str) -> Entity:
        """One of the entities that it mentions."""
        return _read_entity(self.nodes, iri)


def read_graphs(store: Store) -> list[StoredArticle]:
    """Every article version in the store, by id and age: one reading for all that follows."""
    graphs = filter(is_article_graph, store.graphs())
    return _ordered(store, {graph: Nodes(store.quads(graph)) for graph in graphs})


def read_versions(store: Store, article: str) -> list[StoredArticle]:
    """The versions of one article, oldest first; no other article is read.

    Args:
        store: read.
        article: its id.
    """
    graphs = (
        quad.subject.value
        for quad in store.match(None, DCTERMS.identifier, Literal(article))
        if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name
    )
    return _ordered(
        store, {iri: StoredNodes(store, iri) for iri in filter(is_article_graph, graphs)}
    )


def read_version(store: Store, iri: str) -> StoredArticle:
    """One article version, of which only what is asked for is read.

    Args:
        store: read; what is derived in it tells the origin, and whether a newer version is stored.
        iri: of the version, which is stored.
    """
    nodes, derived = StoredNodes(store, iri), StoredNodes(store, ARTICLES)
    superseded = bool(derived.values(iri, POL.supersededBy))
    return StoredArticle(replace(_info(iri, nodes, derived), superseded=superseded), nodes)


def _ordered(store: Store, found: Mapping[str, Nodes]) -> list[StoredArticle]:
    derived = StoredNodes(store, ARTICLES)
    aged: list[tuple[tuple[str, ...], ArticleInfo, Nodes]] = []
    newest: dict[str, tuple[str, ...]] = {}
    for graph, nodes in found.items():
        info = _info(graph, nodes, derived)
        updated = nodes.one(graph, SCHEMA.dateModified) or ""
        published = info.published or ""
        age = (max(updated, published), published, info.version)
        newest[info.id] = max(newest.get(info.id, age), age)
        aged.append((age, info, nodes))
    aged.sort(key=lambda item: (item[1].id, item[0]))
    return [
        StoredArticle(replace(info, superseded=age != newest[info.id]), nodes)
        for age, info, nodes in aged
    ]


def _info(graph: str, nodes: Nodes, derived: Nodes) -> ArticleInfo:
    outlet = nodes.one(graph, SCHEMA.publisher) or ""
    return ArticleInfo(
        iri=graph,
        id=nodes.one(graph, DCTERMS.identifier) or "",
        version=nodes.one(graph, POL.version) or "",
        title=nodes.one(graph, SCHEMA.headline) or "",
        url=nodes.one(graph, SCHEMA.url) or "",
        published=nodes.one(graph, SCHEMA.datePublished),
        source=nodes.one(outlet, DCTERMS.identifier) or "",
        source_title=nodes.one(outlet, RDFS.label) or "",
        origin=derived.one(graph, DCTERMS.source) or graph,
    )


def read_articles(store: Store, *, include_superseded: bool = True) -> list[ArticleInfo]:
    """The article versions in the store, by id and age, without their texts."""
    infos = (article.info for article in read_graphs(store))
    return [info for info in infos if include_superseded or not info.superseded]


def read_claims(store: Store, *, include_superseded: bool = False) -> list[StoredClaim]:
    """The claims in the store, their entities as stated, by article and place in its text.

    Args:
        store: read, not changed.
        include_superseded: also those of versions that a newer version of the article replaces.
    """
    return [
        claim
        for article in read_graphs(store)
        if include_superseded or not article.info.superseded
        for claim in article.claims
    ]


def read_entities(store: Store) -> dict[str, tuple[Entity, ...]]:
    """The entities that each article version mentions, as it states them, by the version's IRI."""
    return {article.info.iri: article.entities for article in read_graphs(store)}


def article_graphs(store: Store, wanted: str) -> list[str]:
    """The graphs of an article's versions, oldest first; removing them removes the article.

    Args:
        store: read.
        wanted: the article's id, or the IRI of one version.

    Raises:
        UsageError: there is no such article; names near ones.
    """
    found = [article.info.iri for article in read_versions(store, wanted)]
    if not found and is_article_graph(wanted) and any(store.match(graph=wanted)):
        found = [wanted]
    if not found:
        near = get_close_matches(wanted, {info.id for info in read_articles(store)}, n=3)
        raise UsageError(
            f"there is no article {wanted!r}",
            advice=f"near: {', '.join(near)}" if near else "kg articles lists them",
        )
    return found


def article_text(store: Store, iri: str) -> str:
    """The text of an article version, in which the offsets of its evidence count.

    Raises:
        UsageError: the store has no such version.
    """
    text = Nodes(store.quads(iri)).one(iri, SCHEMA.text)
    if text is None:
        raise UsageError(f"there is no article {iri}")
    return text


def _read_entity(nodes: Nodes, iri: str) -> Entity:
    types = (POL.local(cls) for cls in nodes.values(iri, RDF.type))
    return Entity(
        id=iri,
        name=nodes.one(iri, RDFS.label) or iri,
        cls=next((cls for cls in types if cls), "Entity"),
        aliases=tuple(nodes.values(iri, SKOS.altLabel)),
    )


def _read_value(nodes: Nodes, term: Term) -> Value:
    if isinstance(term, NamedNode):
        return _read_entity(nodes, term.value)
    if term.datatype.value == XSD.integer:
        return int(term.value)
    return float(term.value) if term.datatype.value == XSD.decimal else term.value


def _read_claim(nodes: Nodes, iri: str, article: ArticleInfo) -> Claim:
    subject = nodes.one(iri, RDF.subject) or ""
    is_event = nodes.one(iri, RDF.predicate) == RDF.type
    said = nodes.terms(iri, RDF.object)[0]
    speaker = nodes.one(iri, POL.attributedTo)
    kind: OneOf["relation", "event"] = "event" if is_event else "relation"
    predicate = said.value if is_event else nodes.one(iri, RDF.predicate) or ""
    roles = (
        (role, tuple(_read_value(nodes, term) for term in nodes.terms(subject, POL[role])))
        for role in sorted(ROLES)
        if role != "time"
    )
    return Claim(
        article=article.id,
        kind=kind,
        predicate=POL.local(predicate) or predicate,
        evidence=_read_evidence(nodes, iri),
        subject=None if is_event else _read_entity(nodes, subject),
        object=None if is_event else _read_value(nodes, said),
        roles=cast(
            tuple[tuple[str, tuple[Entity | str, ...]], ...],
            tuple((role, values) for role, values in roles if values) if is_event else (),
        ),
        qualifiers=tuple(
            (name, _read_value(nodes, term))
            for name in sorted(QUALIFIERS)
            for term in nodes.terms(iri, POL[name])
        ),
        modality=Modality(
            cast(Certainty, POL.local(nodes.one(iri, POL.certainty) or "") or "certain"),
            cast(Tense, POL.local(nodes.one(iri, POL.tense) or "") or "present"),
            cast(Polarity, POL.local(nodes.one(iri, POL.polarity) or "") or "positive"),
        ),
        speaker=_read_entity(nodes, speaker) if speaker else None,
        time=nodes.one(subject if is_event else iri, POL.time),
        valid_from=nodes.one(iri, SCHEMA.validFrom),
        valid_until=nodes.one(iri, SCHEMA.validUntil),
        confidence=float(nodes.one(iri, POL.confidence) or 1),
        extractor=nodes.one(iri, POL.extractor) or "",
    )


def _read_evidence(nodes: Nodes, claim: str) -> Evidence:
    iri = nodes.one(claim, POL.evidence) or ""
    start, end = _place(nodes, claim)
    return Evidence(start, end, nodes.one(f"{iri}#quote", OA.exact) or "")


def _place(nodes: Nodes, claim: str) -> tuple[int, int]:
    position = f"{nodes.one(claim, POL.evidence)}#position"
    return int(nodes.one(position, OA.start) or 0), int(nodes.one(position, OA.end) or 0)
