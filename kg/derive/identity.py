"""Which entities, as articles state them, are one: by name, by the gazetteer, by judgement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from kg.derive.judgements import Judgement
from kg.ids import fold
from kg.model import Entity
from kg.quads import Nodes, StoredArticle, Triples, is_article_graph, read_version
from kg.resolve.gazetteer import Entry, Gazetteer
from kg.store import Store
from kg.vocab import POL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, graph_iri

ENTITIES = graph_iri("entities")


class _Groups:
    """Disjoint sets in which some pairs must never meet."""

    def __init__(self, apart: Iterable[frozenset[str]]) -> None:
        self._group: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in map(sorted, apart):
            self._apart[one].add(other)
            self._apart[other].add(one)

    def of(self, item: str) -> set[str]:
        """The set that the item is in."""
        return self._group.setdefault(item, {item})

    def join(self, one: str, other: str) -> None:
        """Make two sets one, unless that would bring together what is to stay apart."""
        first, second = self.of(one), self.of(other)
        if first is second or any(self._apart[item] & second for item in first):
            return
        first |= second
        for item in second:
            self._group[item] = first


@dataclass(frozen=True, slots=True)
class Stated:
    """How articles name one entity.

    Attributes:
        names: its classes and names, each pair as some article states it.
        aliases: its other names.
        counts: how many articles state each pair; asked for only where they differ.
    """

    names: frozenset[tuple[str, str]]
    aliases: frozenset[str]
    counts: Callable[[], Counter[tuple[str, str]]]

    @classmethod
    def of(cls, forms: Iterable[Entity]) -> Stated:
        """Of an entity as articles state it, one form an article."""
        counts: Counter[tuple[str, str]] = Counter()
        aliases: set[str] = set()
        for form in forms:
            counts[form.cls, form.name] += 1
            aliases.update(form.aliases)
        return cls(frozenset(counts), frozenset(aliases), lambda: counts)


def stated_by(articles: Iterable[StoredArticle]) -> dict[str, Stated]:
    """How the articles name their entities, by the entities' IRIs."""
    forms: dict[str, list[Entity]] = defaultdict(list)
    for article in articles:
        for entity in article.entities:
            forms[entity.id].append(entity)
    return {iri: Stated.of(found) for iri, found in forms.items()}


def stated_of(store: Store, iri: str) -> Stated:
    """How all articles of the store name one entity; no names where none mentions it.

    The union of the graphs has each name once, however many articles use it. Only where articles
    disagree are they counted, and only where they disagree on its class are they read.
    """
    found: dict[str, list[str]] = {RDF.type: [], RDFS.label: [], SKOS.altLabel: []}
    for predicate, values in found.items():
        rows = store.query(f"SELECT ?o {{ {NamedNode(iri)} <{predicate}> ?o }}")
        for term in (row["o"] for row in cast(QuerySolutions, rows)):
            if any(map(_by_article, store.match(iri, predicate, term))):
                values.append(term.value)
    classes, labels, aliases = found.values()
    if len(classes) > 1:
        graphs = {q.subject.value for q in _mentions(store, iri)}  # type: ignore[union-attr]
        return Stated.of(read_version(store, graph).entity(iri) for graph in graphs)

    cls = next((name for name in map(POL.local, classes) if name), "Entity")

    def counts() -> Counter[tuple[str, str]]:
        if len(labels) == 1:
            return Counter({(cls, labels[0]): sum(1 for _ in _mentions(store, iri))})
        return Counter(
            {
                (cls, label): sum(map(_by_article, store.match(iri, RDFS.label, Literal(label))))
                for label in labels
            }
        )

    return Stated(frozenset((cls, label) for label in labels), frozenset(aliases), counts)


def _by_article(quad: Quad) -> bool:
    return is_article_graph(getattr(quad.graph_name, "value", ""))


def _mentions(store: Store, iri: str) -> Iterator[Quad]:
    return filter(_by_article, store.match(None, SCHEMA.mentions, NamedNode(iri)))


def identity_quads(
    stated: Mapping[str, Stated],
    judgements: Iterable[Judgement],
    gazetteer: Gazetteer,
) -> list[Quad]:
    """The graph of entities: each as-stated one with its canonical one, and what that is called.

    Entities are one where the latest judgement says so, and where names agree within a class. A
    name joins neither what an article knows only by a surname or description, nor two known
    entities, nor what a judgement holds apart.

    Whatever can be one with an entity by name or judgement must be given with it; entities that
    have no part in that change nothing.

    Args:
        stated: how articles name the entities, by IRI.
        judgements: oldest first.
        gazetteer: known entities.
    """
    known = _by_iri(gazetteer)
    latest = {frozenset((j.one, j.other)): j.decision for j in judgements}
    groups = _Groups(pair for pair, decision in latest.items() if decision == "different")
    for pair, decision in latest.items():
        if decision == "same":
            groups.join(*sorted(pair))
    for names in _namesakes(stated):
        if sum(iri in known for iri in names) <= 1:
            for iri in names[1:]:
                if not (groups.of(names[0]) & known.keys() and groups.of(iri) & known.keys()):
                    groups.join(names[0], iri)

    triples = Triples(ENTITIES)
    done: set[str] = set()
    for iri in sorted(stated):
        if iri in done:
            continue
        # A judgement may name what no article states any more: it joins, but stands for nobody.
        members = sorted(groups.of(iri) & stated.keys(), key=lambda x: _rank(x, known))
        done.update(members)
        canonical = members[0]
        for member in members:
            triples.iri(member, POL.canonical, canonical)
        _describe(triples, canonical, [stated[x] for x in members], known.get(canonical))
    return list(triples)


@cache
def _by_iri(gazetteer: Gazetteer) -> dict[str, Entry]:
    return {entry.iri: entry for entry in gazetteer.entries.values()}


def name_keys(iri: str, stated: Stated) -> set[str]:
    """What another entity must share with this one to be joined by name.

    What only its article knows has none.
    """
    if is_article_graph(iri):
        return set()
    return {f"{cls} {folded}" for cls, name in stated.names if (folded := fold(name))}


def _namesakes(stated: Mapping[str, Stated]) -> list[list[str]]:
    """The entities that share a name within a class."""
    names: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(stated):
        for key in name_keys(iri, stated[iri]):
            names[key].append(iri)
    return [iris for _, iris in sorted(names.items()) if len(iris) > 1]


def _rank(iri: str, known: Mapping[str, Entry]) -> tuple[bool, bool, str]:
    return iri not in known, is_article_graph(iri), iri


def _describe(
    triples: Triples, canonical: str, members: Sequence[Stated], entry: Entry | None
) -> None:
    pairs = {pair for member in members for pair in member.names}
    others = {name for _, name in pairs}.union(*(member.aliases for member in members))
    if entry is not None:
        cls, label = entry.cls, entry.name
        others |= set(entry.aliases)
        if entry.wikidata:
            triples.iri(canonical, SKOS.exactMatch, PREFIXES["wd"] + entry.wikidata)
    elif len(pairs) == 1:
        ((cls, label),) = pairs
    else:
        names: Counter[str] = Counter()
        classes: Counter[str] = Counter()
        for member in members:
            for (one, name), count in member.counts().items():
                names[name] += count
                classes[one] += count
        label = max(names, key=lambda name: (names[name], len(name), name))
        cls = max(classes, key=lambda name: (classes[name], name))
    triples.iri(canonical, RDF.type, POL[cls])
    triples.text(canonical, RDFS.label, label)
    triples.text(canonical, SKOS.altLabel, *(others - {label}))


def read_identity(store: Store) -> dict[str, Entity]:
    """The canonical entity of every as-stated one, by the latter's IRI."""
    nodes = Nodes(store.quads(ENTITIES))
    canonical = {iri: nodes.one(iri, POL.canonical) or iri for iri in nodes}
    entities = {
        iri: Entity(
            id=iri,
            name=nodes.one(iri, RDFS.label) or iri,
            cls=POL.local(nodes.one(iri, RDF.type) or "") or "Entity",
            aliases=tuple(nodes.values(iri, SKOS.altLabel)),
        )
        for iri in set(canonical.values())
    }
    return {iri: entities[target] for iri, target in canonical.items()}
