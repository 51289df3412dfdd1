"""Why the graph says something: the claims behind it, found by names as people write them."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.derive import read_identity
from kg.errors import UsageError
from kg.ids import fold
from kg.model import Claim, Entity, StoredClaim
from kg.quads import read_claims
from kg.store import Store
from kg.vocab import EVENTS, RELATIONS

ANY = ("", "?")


def why(
    store: Store,
    subject: str = "",
    predicate: str = "",
    object: str = "",  # noqa: A002 - S P O
) -> list[StoredClaim]:
    """The claims that say it, by date; their evidence holds the words.

    Args:
        store: read.
        subject: a name, alias or IRI; for an event, somebody who takes part. "" and "?" match any.
        predicate: a relation or event of the ontology ("alliedWith", "allied with", "Resignation").
        object: a name, alias or IRI, or a number or text; for an event, somebody who takes part.

    Raises:
        UsageError: the ontology has no such predicate, or no entity has such a name.
    """
    claims = read_claims(store)
    names = Names(claims, read_identity(store))
    word = find_predicate(predicate)
    subjects = None if subject in ANY else names.require(subject)
    literal = any(_is_literal(stored.claim, object) for stored in claims)
    objects = None if object in ANY else names.find(object) if literal else names.require(object)
    found = [
        stored
        for stored in claims
        if word in (None, stored.claim.predicate)
        and _matches(stored.claim, subjects, objects, object)
    ]
    return sorted(found, key=lambda s: (s.article.published or "", s.article.id, s.iri))


def find_entities(store: Store, name: str) -> list[Entity]:
    """The canonical entities that have a name, alias or IRI, by IRI.

    Raises:
        UsageError: there is none; names near ones.
    """
    identity = read_identity(store)
    names = Names((), identity)
    return sorted(
        {identity[iri].id: identity[iri] for iri in names.require(name)}.values(),
        key=lambda entity: entity.id,
    )


def find_predicate(text: str) -> str | None:
    """The relation or event that is meant; None for any.

    Raises:
        UsageError: the ontology has no such word; names near ones.
    """
    if text in ANY:
        return None
    known = {fold(name): name for name in (*RELATIONS, *EVENTS)}
    wanted = fold(text.rpartition("#")[2].rpartition(":")[2]).replace(" ", "")
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
        raise UsageError(
            f"the ontology has no relation or event {text!r}",
            advice="near: " + ", ".join(known[name] for name in near) if near else "",
        )
    return known[wanted]


class Names:
    """As-stated entities by any name that they or their canonical entity have.

    Args:
        claims: whose entities to know.
        identity: canonical entities.
    """

    def __init__(self, claims: Iterable[StoredClaim], identity: Mapping[str, Entity]) -> None:
        self._iris: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        for iri, entity in identity.items():
            self._add(iri, entity)
        for stored in claims:
            for entity in stored.claim.entities:
                if entity.id not in identity:
                    self._add(entity.id, entity)

    def _add(self, iri: str, entity: Entity) -> None:
        for name in (entity.name, *entity.aliases):
            self._iris[fold(name)].add(iri)
            self._names.setdefault(fold(name), name)
        self._iris[iri].add(iri)
        self._iris[entity.id].add(iri)

    def find(self, text: str) -> set[str]:
        """IRIs of the as-stated entities that are called so."""
        return self._iris.get(text.strip("<>"), set()) | self._iris.get(fold(text) or text, set())

    def require(self, text: str) -> set[str]:
        """As ``find``, or a UsageError that names near ones."""
        found = self.find(text)
        if not found:
            words = set(fold(text).split())
            near = [name for name in self._names if words & set(name.split())][:5]
            near += difflib.get_close_matches(fold(text), self._names, n=3)
            shown = ", ".join(dict.fromkeys(self._names[name] for name in near))
            raise UsageError(
                f"no entity is called {text!r}",
                advice=f"near: {shown}" if shown else "kg entities lists them",
            )
        return found


def _matches(claim: Claim, subjects: set[str] | None, objects: set[str] | None, text: str) -> bool:
    if claim.kind == "event":
        parts = [value for _, values in claim.roles for value in values]
        return _has(parts, subjects) and (_has(parts, objects) or _is_literal(claim, text))
    ends: list[tuple[object, object]] = [(claim.subject, claim.object)]
    if RELATIONS[claim.predicate].symmetric:
        ends.append((claim.object, claim.subject))
    return any(
        _has([one], subjects) and (_has([other], objects) or _is_literal(claim, text))
        for one, other in ends
    )


def _has(parts: Sequence[object], wanted: set[str] | None) -> bool:
    return wanted is None or any(isinstance(p, Entity) and p.id in wanted for p in parts)


def _is_literal(claim: Claim, text: str) -> bool:
    """Whether the text is the number or the words that the claim has as its object."""
    if text in ANY or claim.object is None or isinstance(claim.object, Entity):
        return False
    if isinstance(claim.object, str):
        return fold(claim.object) == fold(text)
    try:
        return float(text) == claim.object
    except ValueError:
        return False
