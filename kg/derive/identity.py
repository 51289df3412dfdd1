"""Which entities, as articles state them, are one: by name, by the gazetteer, by judgement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Quad

from kg.derive.judgements import Judgement
from kg.ids import fold
from kg.model import Entity
from kg.quads import Nodes, Triples, is_article_graph
from kg.resolve.gazetteer import Entry, Gazetteer
from kg.store import Store
from kg.vocab import POL, PREFIXES, RDF, RDFS, SKOS, graph_iri

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


def identity_quads(
    stated: Mapping[str, Sequence[Entity]],
    judgements: Sequence[Judgement],
    gazetteer: Gazetteer,
) -> list[Quad]:
    """The graph of entities: each as-stated one with its canonical one, and what that is called.

    Entities are one where the latest judgement says so, and where names agree within a class. A
    name joins neither what an article knows only by a surname or description, nor two known
    entities, nor what a judgement holds apart.

    Args:
        stated: the entities of each article, by the article's IRI.
        judgements: oldest first.
        gazetteer: known entities.
    """
    forms: dict[str, list[Entity]] = defaultdict(list)
    for _, entities in sorted(stated.items()):
        for entity in entities:
            forms[entity.id].append(entity)
    known = {entry.iri: entry for entry in gazetteer.entries.values()}
    latest = {frozenset((j.one, j.other)): j.decision for j in judgements}
    groups = _Groups(pair for pair, decision in latest.items() if decision == "different")
    for pair, decision in latest.items():
        if decision == "same":
            groups.join(*sorted(pair))
    for names in _namesakes(forms):
        if sum(iri in known for iri in names) <= 1:
            for iri in names[1:]:
                if not (groups.of(names[0]) & known.keys() and groups.of(iri) & known.keys()):
                    groups.join(names[0], iri)

    triples = Triples(ENTITIES)
    done: set[str] = set()
    for iri in sorted(forms):
        if iri in done:
            continue
        # A judgement may name what no article states any more: it joins, but stands for nobody.
        members = sorted(groups.of(iri) & forms.keys(), key=lambda x: _rank(x, known))
        done.update(members)
        canonical = members[0]
        for member in members:
            triples.iri(member, POL.canonical, canonical)
        described = [form for member in members for form in forms[member]]
        _describe(triples, canonical, described, known.get(canonical))
    return list(triples)


def _namesakes(forms: Mapping[str, Sequence[Entity]]) -> list[list[str]]:
    """The entities that share a name within a class; what only its article knows is left out."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, stated in forms.items():
        if not is_article_graph(iri):
            for form in stated:
                names[form.cls, fold(form.name)].add(iri)
    return [sorted(iris) for (_, name), iris in sorted(names.items()) if name and len(iris) > 1]


def _rank(iri: str, known: Mapping[str, Entry]) -> tuple[bool, bool, str]:
    return iri not in known, is_article_graph(iri), iri


def _describe(
    triples: Triples, canonical: str, forms: Sequence[Entity], entry: Entry | None
) -> None:
    names = Counter(form.name for form in forms)
    classes = Counter(form.cls for form in forms)
    label = max(names, key=lambda name: (names[name], len(name), name))
    cls = max(classes, key=lambda name: (classes[name], name))
    others = names.keys() | {alias for form in forms for alias in form.aliases}
    if entry is not None:
        label, cls = entry.name, entry.cls
        others |= set(entry.aliases)
        if entry.wikidata:
            triples.iri(canonical, SKOS.exactMatch, PREFIXES["wd"] + entry.wikidata)
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
