"""The derived graphs after a change, read and written only where the change reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.derive.conflicts import SCOPES, is_count
from kg.derive.current import (
    current_quads,
    current_statements,
    stored_statement,
    weighs_on,
    weight_quads,
)
from kg.derive.full import (
    derive,
    is_current,
    name_quads,
    origin_quads,
    text_quads,
    version_quads,
)
from kg.derive.identity import ENTITIES, Stated, identity_quads, name_keys, stated_of
from kg.derive.index import INDEX, TERMS, noted, used_runs
from kg.derive.judgements import Judgement, by_age, judgements_on
from kg.derive.origins import Body, alike, body, text_iri
from kg.model import Entity, StoredClaim
from kg.quads import (
    ARTICLES,
    RUNS,
    Nodes,
    StoredArticle,
    StoredNodes,
    is_article_graph,
    read_version,
    read_versions,
)
from kg.resolve.gazetteer import Gazetteer, default_gazetteer
from kg.store import Store
from kg.vocab import DCTERMS, POL, PROV, RDF, SCHEMA


def update(store: Store, *, gazetteer: Gazetteer | None = None) -> None:
    """Bring every derived graph up to date, in one transaction; equal to ``derive``.

    What ``replace_article``, ``remove_article`` and ``judge`` changed since the last time is
    followed to what rests on it; the time it takes grows with that, not with the store. All is made
    anew where the gazetteer or the ontology are others than the last time.

    Args:
        store: opened for writing.
        gazetteer: known entities; the bundled ones where None.
    """
    known = default_gazetteer() if gazetteer is None else gazetteer
    if not is_current(store, known):
        derive(store, gazetteer=known)
        return
    added, removed = _Update(store, known).of(noted(store))
    store.change(added=added - removed, removed=removed - added)


def _iri(term: object) -> str:
    return cast(NamedNode, term).value


class _Update:
    """What changes in the derived graphs; nothing is written before all is known."""

    def __init__(self, store: Store, gazetteer: Gazetteer) -> None:
        self.store = store
        self.gazetteer = gazetteer
        self.added: set[Quad] = set()
        self.removed: set[Quad] = set()
        self.reweighed: set[str] = set()  # articles whose claims weigh more or less than they did
        # what was found anew, in place of what the store still says
        self.superseded: dict[str, bool] = {}
        self.origin: dict[str, str] = {}
        self.canonical: dict[str, str] = {}
        self.articles: dict[str, StoredArticle] = {}

    def of(self, notes: Iterable[Quad]) -> tuple[set[Quad], set[Quad]]:
        """Follow what was noted.

        Returns:
            Quads to add and quads to remove.
        """
        self.removed.update(notes)
        kinds: dict[str, set[str]] = defaultdict(set)
        for quad in notes:
            kinds[quad.predicate.value].add(_iri(quad.object))
        noted = kinds[TERMS.article]
        stored = {iri for iri in noted if any(self.store.match(graph=iri))}
        runs = list(self.store.quads(RUNS))
        self._replace(runs, used_runs(self.store, runs))
        self._versions(noted, stored)
        self._texts(noted, stored)
        mentioned = {
            _iri(quad.object)
            for iri in stored
            for quad in self.store.match(iri, SCHEMA.mentions, None, iri)
        }
        renamed = self._identity(kinds[TERMS.entity] | mentioned)
        self._current(stored | self.reweighed, renamed, kinds[TERMS.statement])
        return self.added, self.removed

    def _replace(self, old: Iterable[Quad], new: Iterable[Quad]) -> None:
        before, after = set(old), set(new)
        self.added |= after - before
        self.removed |= before - after

    def _subjects(self, predicate: str, said: str, graph: str | None = None) -> set[str]:
        return {_iri(q.subject) for q in self.store.match(None, predicate, NamedNode(said), graph)}

    def _objects(self, subject: str, predicate: str, graph: str) -> set[str]:
        return {_iri(q.object) for q in self.store.match(subject, predicate, None, graph)}

    def _versions(self, noted: set[str], stored: set[str]) -> None:
        """Which version replaces which, of the articles that gained or lost a version."""
        near = {
            iri
            for gone in noted - stored
            for predicate in (POL.supersedes, POL.supersededBy)
            for iri in self._objects(gone, predicate, ARTICLES)
        }
        ids = {read_version(self.store, iri).info.id for iri in stored | near - noted}
        chains = [read_versions(self.store, article) for article in sorted(ids)]
        found = {version.info.iri: version.info.superseded for chain in chains for version in chain}
        old = [
            quad
            for iri in noted | found.keys()
            for predicate in (POL.supersedes, POL.supersededBy)
            for quad in self.store.match(iri, predicate, None, ARTICLES)
        ]
        self._replace(old, (quad for chain in chains for quad in version_quads(chain)))
        before = {_iri(quad.subject) for quad in old if quad.predicate.value == POL.supersededBy}
        self.superseded = found
        self.reweighed |= {iri for iri, now in found.items() if now != (iri in before)}

    def _texts(self, noted: set[str], stored: set[str]) -> None:
        """Which articles print one text, among those that are like what came or went."""
        words = {iri: text_iri(self._words(iri)) for iri in stored}
        old = [quad for iri in noted for quad in self.store.match(iri, TERMS.text, None, INDEX)]
        articles: dict[str, set[str]] = {}  # by what they print
        open_ = {_iri(quad.object) for quad in old} | set(words.values())
        while open_:
            text = open_.pop()
            if text in articles:
                continue
            known = self._subjects(TERMS.text, text, INDEX)
            articles[text] = (known - noted) | {iri for iri in stored if words[iri] == text}
            if known:
                (origin,) = self._objects(min(known), DCTERMS.source, ARTICLES)
                for like in self._subjects(DCTERMS.source, origin, ARTICLES):
                    open_ |= self._objects(like, TERMS.text, INDEX)
            else:  # what a new text is like is found by its sketch
                for part in Body.of(self._words(min(articles[text]))).sketch:
                    found = self.store.match(None, TERMS.sketch, Literal(part), INDEX)
                    open_ |= {_iri(quad.subject) for quad in found}
        bodies = {text: Body.of(self._words(min(iris))) for text, iris in articles.items() if iris}
        sketches = [
            q for text in articles for q in self.store.match(text, TERMS.sketch, None, INDEX)
        ]
        self._replace([*old, *sketches], text_quads(words, bodies))
        leaders = alike(bodies)
        self.origin = {iri: leaders[text] for text, iris in articles.items() for iri in iris}
        before = [
            quad
            for iri in noted | self.origin.keys()
            for quad in self.store.match(iri, DCTERMS.source, None, ARTICLES)
        ]
        self._replace(before, origin_quads(self.origin))
        was = {_iri(quad.subject): _iri(quad.object) for quad in before}
        self.reweighed |= {iri for iri, now in self.origin.items() if now != was.get(iri)}

    def _words(self, iri: str) -> str:
        article = read_version(self.store, iri)
        return body(article.info.title, article.text)

    def _identity(self, entities: set[str]) -> set[str]:
        """Who is one, among all that can be one with some entities; who stands for another now."""
        stated: dict[str, Stated] = {}
        judgements: dict[str, Judgement] = {}
        names: list[Quad] = []
        open_ = set(entities)
        while open_:
            iri = open_.pop()
            if iri in stated:
                continue
            stated[iri] = stated_of(self.store, iri)
            own = list(self.store.match(iri, TERMS.name, None, INDEX))
            names += own
            keys = name_keys(iri, stated[iri]) | {cast(Literal, q.object).value for q in own}
            for key in keys:
                found = self.store.match(None, TERMS.name, Literal(key), INDEX)
                open_ |= {_iri(quad.subject) for quad in found}
            for made in judgements_on(self.store, iri):
                judgements[made.iri] = made
                open_ |= {made.one, made.other}
        present = {iri: one for iri, one in stated.items() if one.names}
        old = [quad for iri in stated for quad in self.store.match(iri, graph=ENTITIES)]
        new = identity_quads(present, sorted(judgements.values(), key=by_age), self.gazetteer)
        self._replace(old, new)
        self._replace(names, name_quads(present))
        was, self.canonical = _canonical(old), _canonical(new)
        return {iri for iri in stated if was.get(iri) != self.canonical.get(iri)}

    def _current(self, articles: set[str], renamed: set[str], statements: set[str]) -> None:
        """What holds, of all that some claims have a say in or had."""
        moved = {
            claim for iri in articles for claim in StoredNodes(self.store, iri).of_type(POL.Claim)
        }
        for entity in renamed:
            for predicate in (RDF.subject, RDF.object, *(POL[scope] for scope in SCOPES)):
                moved |= self._subjects(predicate, entity)
        claims = {iri: claim for iri in moved if (claim := self._claim(iri))}
        old = [quad for iri in moved for quad in self.store.match(iri, TERMS.weighs, None, INDEX)]
        standing = [claim for claim in claims.values() if not claim.article.superseded]
        new = weight_quads(standing, self._identity_of(standing))
        self._replace(old, new)
        has_say: dict[str, set[str]] = defaultdict(set)
        for quad in new:
            has_say[_iri(quad.object)].add(_iri(quad.subject))
        touched = statements | {_iri(quad.object) for quad in (*old, *new)}
        open_ = set(touched)
        voices: dict[str, StoredClaim] = {}
        while open_:
            node = open_.pop()
            for iri in (self._subjects(TERMS.weighs, node, INDEX) - moved) | has_say[node]:
                claim = claims.get(iri) or self._claim(iri)
                if claim is None:  # its article has gone
                    self.removed.update(self.store.match(iri, TERMS.weighs, None, INDEX))
                    continue
                claims[iri] = voices[iri] = claim
                if is_count(claim.claim):  # other numbers of the quantity contest it, and it them
                    more = weighs_on(claim.claim, self._identity_of([claim])) - touched
                    touched |= more
                    open_ |= more
        found = current_statements(list(voices.values()), self._identity_of(voices.values()))
        self._replace(
            (quad for iri in touched for quad in stored_statement(self.store, iri)),
            current_quads(one for one in found if one.iri in touched),
        )

    def _claim(self, iri: str) -> StoredClaim | None:
        """A relation as it is stored, its article as it is derived anew; None where it has gone."""
        for quad in self.store.match(iri, PROV.wasDerivedFrom):
            graph = _iri(quad.graph_name)
            if is_article_graph(graph):
                if graph not in self.articles:
                    self.articles[graph] = self._article(graph)
                # the claim's own triples: neither names nor words have a say in what holds
                nodes = Nodes(self.store.match(iri, graph=graph))
                return replace(self.articles[graph], nodes=nodes).claim(iri)
        return None

    def _article(self, iri: str) -> StoredArticle:
        article = read_version(self.store, iri)
        info = replace(
            article.info,
            origin=self.origin.get(iri, article.info.origin),
            superseded=self.superseded.get(iri, article.info.superseded),
        )
        return replace(article, info=info)

    def _identity_of(self, claims: Iterable[StoredClaim]) -> dict[str, Entity]:
        entities = {entity.id: entity for stored in claims for entity in stored.claim.entities}
        return {iri: replace(one, id=self._stands_for(iri)) for iri, one in entities.items()}

    def _stands_for(self, entity: str) -> str:
        if entity not in self.canonical:
            found = self._objects(entity, POL.canonical, ENTITIES)
            self.canonical[entity] = min(found, default=entity)
        return self.canonical[entity]


def _canonical(quads: Iterable[Quad]) -> dict[str, str]:
    return {_iri(q.subject): _iri(q.object) for q in quads if q.predicate.value == POL.canonical}
