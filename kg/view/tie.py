"""A claim as a line between two entities, or as a fact of one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Entity, StoredClaim

GROUPS = frozenset({"Party", "Alliance"})
OBJECT_ROLES = ("target", "office", "body", "about", "place")  # the first that is filled stands
ACTORS = GROUPS | {"Organization", "Person"}
BETWEEN_OUTLETS = frozenset({"agreesWith", "contradicts", "reprints"})
SYMMETRIC = BETWEEN_OUTLETS | frozenset(
    {"alliedWith", "negotiatesWith", "relativeOf", "Meeting", "Negotiation", "AllianceFormation"}
)
BLOC_RELATIONS = frozenset(
    {"alliedWith", "memberOf", "negotiatesWith", "opposes", "backs", "splitFrom", "mergedWith"}
)
COUNTS = frozenset({"seatsWon", "voteShare"})
FACTS = COUNTS | {"leads", "ideology"}
CONTESTED_BY = frozenset({"factual", "planned", "alleged"})  # what a denial contradicts


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim as a line of the network: who, to whom, by which predicate."""

    one: Entity
    other: Entity
    predicate: str
    stored: StoredClaim
    status: str  # the claim's, except for what is said of outlets and not by them


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim about a single entity: "PTI won 93 seats", "Bilawal Bhutto Zardari leads it"."""

    about: Entity
    predicate: str
    value: str | int | float
    detail: str
    scope: str  # the election or body it counts for; empty where the text does not say
    stored: StoredClaim


def canonical(entity: Entity, identity: Mapping[str, Entity]) -> Entity:
    """Who is meant by an entity as stated; one that the identity lacks is itself."""
    return identity.get(entity.id, entity)


def relation(
    stored: StoredClaim, identity: Mapping[str, Entity], predicates: Collection[str] | None
) -> Iterator[Tie]:
    """The tie that a relation claim makes, if its predicate is asked for; None asks for any."""
    claim = stored.claim
    if claim.kind != "relation" or (predicates is not None and claim.predicate not in predicates):
        return
    if claim.subject is None or not isinstance(claim.object, Entity):
        return
    one, other = canonical(claim.subject, identity), canonical(claim.object, identity)
    if one.id != other.id:
        yield Tie(one, other, claim.predicate, stored, claim.status)


def between_blocs(tie: Tie) -> bool:
    """Whether a tie belongs to the network of alliances: a party or an alliance takes part."""
    classes = {tie.one.cls, tie.other.cls}
    if not (classes <= ACTORS and classes & GROUPS):
        return False
    if tie.predicate == "memberOf":
        return tie.other.cls == "Alliance" or (tie.one.cls in GROUPS and tie.other.cls in GROUPS)
    return True


def event(stored: StoredClaim, identity: Mapping[str, Entity]) -> tuple[list[Tie], list[Fact]]:
    """An event as ties from each actor to each target, or as a fact of its only participant."""
    if stored.claim.kind != "event":
        return [], []
    roles = {
        role: [canonical(value, identity) for value in values if isinstance(value, Entity)]
        for role, values in stored.claim.roles
    }
    actors = roles.get("actor", [])
    others = next((roles[role] for role in OBJECT_ROLES if roles.get(role)), [])
    if others:
        pairs = [(a, b) for a in actors for b in others]
    else:
        pairs = [(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]]
    what, when = stored.claim.predicate, stored.claim.time or ""
    if not pairs:
        return [], [Fact(one, what, when, "", "", stored) for one in actors + others]
    status = stored.claim.status
    return [Tie(a, b, what, stored, status) for a, b in pairs if a.id != b.id], []


def facts(stored: StoredClaim, identity: Mapping[str, Entity]) -> Iterator[Fact]:
    """What a claim says of a single party or person: seats, vote share, ideology, a leader."""
    claim = stored.claim
    if claim.kind != "relation" or claim.predicate not in FACTS or claim.subject is None:
        return
    subject = canonical(claim.subject, identity)
    qualifiers = {
        key: value.name if isinstance(value, Entity) else str(value)
        for key, value in claim.qualifiers
    }
    if claim.predicate == "leads":
        if isinstance(claim.object, Entity):
            led = canonical(claim.object, identity)
            yield Fact(led, "leads", subject.name, qualifiers.get("role", ""), "", stored)
        return
    value = claim.object.name if isinstance(claim.object, Entity) else claim.object
    if value is not None:
        total = qualifiers.pop("outOf", "")
        scope = ", ".join(text for _, text in sorted(qualifiers.items()))
        detail = ", ".join(filter(None, (f"of {total}" if total else "", scope)))
        yield Fact(subject, claim.predicate, value, detail, scope, stored)
