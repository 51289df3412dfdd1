"""Claims contracted to a networkx network: one edge for what is said alike, its words with it.

Nodes are canonical entities (their IRI) with the attributes ``label``, ``short``, ``cls``,
``aliases``, ``claims`` (how many claims name it), ``seats`` and ``facts``. An edge stands for one
pair, predicate and status, with ``sources`` (independent ones), ``first``, ``last``, ``disputed``
and ``evidence``. Nothing here depends on the order of the claims.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.ids import fold
from kg.model import Entity, StoredClaim
from kg.view.evidence import said_by, summary

GROUPS = frozenset({"Party", "Alliance"})
OBJECT_ROLES = ("target", "office", "body", "about", "place")  # the first that is filled stands
ACTORS = GROUPS | {"Organization", "Person"}
SYMMETRIC = frozenset(
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


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim about a single entity: "PTI won 93 seats", "Bilawal Bhutto Zardari leads it"."""

    about: Entity
    predicate: str
    value: str | int | float
    detail: str
    scope: str  # the election or body it counts for; empty where the text does not say
    stored: StoredClaim


def alliances(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    *,
    at: str | None = None,
    status: Collection[str] | None = None,
    source: str | Collection[str] | None = None,
    superseded: bool = False,
) -> nx.MultiDiGraph:
    """Parties and alliances, and who is with, against or in talks with whom.

    Organizations and persons appear only where they are tied to a party or an alliance; a
    person's membership of a party belongs to `people`. Leaders, seats, vote shares and ideology
    are facts of the nodes.

    Args:
        claims: as the store gives them, entities as stated.
        identity: as-stated IRI to its canonical entity; one that is missing is itself.
        at: ISO date: only what was printed by then and holds then.
        status: the statuses to keep; all by default.
        source: id of the outlet, or of several, to keep; all by default.
        superseded: keep the articles that a newer version replaces.
    """
    kept = _kept(claims, at=at, status=status, source=source, superseded=superseded)
    ties: list[Tie] = []
    facts: list[Fact] = []
    for stored in kept:
        facts += _facts(stored, identity)
        ties += [tie for tie in _relation(stored, identity, BLOC_RELATIONS) if _between_blocs(tie)]
    return _contract(ties, [fact for fact in facts if fact.about.cls in GROUPS])


def people(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    *,
    at: str | None = None,
    status: Collection[str] | None = None,
    source: str | Collection[str] | None = None,
    superseded: bool = False,
) -> nx.MultiDiGraph:
    """Every relation of a person: to parties, offices, bodies and other people.

    The arguments are those of `alliances`.
    """
    kept = _kept(claims, at=at, status=status, source=source, superseded=superseded)
    ties = [tie for stored in kept for tie in _relation(stored, identity, None)]
    return _contract([tie for tie in ties if "Person" in (tie.one.cls, tie.other.cls)], [])


def events(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    *,
    at: str | None = None,
    status: Collection[str] | None = None,
    source: str | Collection[str] | None = None,
    superseded: bool = False,
) -> nx.MultiDiGraph:
    """Who did what to whom: an edge of the event's type from each actor to each target.

    Without a target the office, body, place or matter stands in; actors alone are tied to each
    other; a single actor keeps the event as a fact. The arguments are those of `alliances`.
    """
    ties: list[Tie] = []
    facts: list[Fact] = []
    for stored in _kept(claims, at=at, status=status, source=source, superseded=superseded):
        if stored.claim.kind != "event":
            continue
        roles = {
            role: [_canonical(value, identity) for value in values if isinstance(value, Entity)]
            for role, values in stored.claim.roles
        }
        actors = roles.get("actor", [])
        others = next(
            (roles[role] for role in OBJECT_ROLES if roles.get(role)),
            [],
        )
        if not others:
            pairs = [(a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]]
        else:
            pairs = [(a, b) for a in actors for b in others]
        predicate = stored.claim.predicate
        ties += [Tie(a, b, predicate, stored) for a, b in pairs if a.id != b.id]
        if not pairs:
            when = stored.claim.time or ""
            facts += [Fact(one, predicate, when, "", "", stored) for one in actors + others]
    return _contract(ties, facts)


def ego(network: nx.MultiDiGraph, name: str) -> nx.MultiDiGraph:
    """One entity, its neighbours, and every edge among them.

    Args:
        network: any network of this module.
        name: the entity's IRI, name, short form or alias; case and accents do not matter.

    Raises:
        UsageError: nothing in the network has this name.
    """
    wanted = fold(name)
    names: dict[str, str] = {}
    for node in sorted(network, reverse=True):
        data = network.nodes[node]
        for alias in (*data["aliases"], data["short"], data["label"]):
            names[fold(alias)] = node
    centre = name if name in network else names.get(wanted)
    if centre is None:
        near = get_close_matches(wanted, names, n=3)
        advice = "did you mean " + " or ".join(network.nodes[names[n]]["label"] for n in near)
        raise UsageError(f"the network has no entity named {name!r}", advice=advice if near else "")
    around = {centre, *network.successors(centre), *network.predecessors(centre)}
    return network.subgraph(around).copy()


def short_form(name: str, aliases: Iterable[str]) -> str:
    """The acronym among an entity's names (2 to 10 signs, mostly capitals), or the name itself.

    >>> short_form("Pakistan Muslim League (Nawaz)", ["PML-N", "Nawaz League"])
    'PML-N'
    """
    acronyms = [
        alias
        for alias in {name, *aliases}
        if re.fullmatch(r"[^\W\d_][\w.&()-]{1,9}", alias)
        and sum(char.isupper() for char in alias) >= max(2, (len(alias) + 1) // 2)
    ]
    # the shortest, and of one in several spellings ("PMLN", "PML(N)") the one with a hyphen
    return min(
        acronyms,
        key=lambda alias: (sum(map(str.isalpha, alias)), "-" not in alias, len(alias), alias),
        default=name,
    )


def _kept(
    claims: Iterable[StoredClaim],
    *,
    at: str | None,
    status: Collection[str] | None,
    source: str | Collection[str] | None,
    superseded: bool,
) -> Iterator[StoredClaim]:
    outlets = {source} if isinstance(source, str) else source
    for stored in claims:
        if stored.article.superseded and not superseded:
            continue
        if status is not None and stored.claim.status not in status:
            continue
        if outlets is not None and stored.article.source not in outlets:
            continue
        if at is None or said_by(stored, at):
            yield stored


def _canonical(entity: Entity, identity: Mapping[str, Entity]) -> Entity:
    return identity.get(entity.id, entity)


def _relation(
    stored: StoredClaim, identity: Mapping[str, Entity], predicates: Collection[str] | None
) -> Iterator[Tie]:
    claim = stored.claim
    if claim.kind != "relation" or (predicates is not None and claim.predicate not in predicates):
        return
    if claim.subject is None or not isinstance(claim.object, Entity):
        return
    one, other = _canonical(claim.subject, identity), _canonical(claim.object, identity)
    if one.id != other.id:
        yield Tie(one, other, claim.predicate, stored)


def _between_blocs(tie: Tie) -> bool:
    classes = {tie.one.cls, tie.other.cls}
    if not (classes <= ACTORS and classes & GROUPS):
        return False
    if tie.predicate == "memberOf":
        return tie.other.cls == "Alliance" or (tie.one.cls in GROUPS and tie.other.cls in GROUPS)
    return True


def _facts(stored: StoredClaim, identity: Mapping[str, Entity]) -> Iterator[Fact]:
    claim = stored.claim
    if claim.kind != "relation" or claim.predicate not in FACTS or claim.subject is None:
        return
    subject = _canonical(claim.subject, identity)
    qualifiers = {
        key: value.name if isinstance(value, Entity) else str(value)
        for key, value in claim.qualifiers
    }
    if claim.predicate == "leads":
        if isinstance(claim.object, Entity):
            led = _canonical(claim.object, identity)
            yield Fact(led, "leads", subject.name, qualifiers.get("role", ""), "", stored)
        return
    value = claim.object.name if isinstance(claim.object, Entity) else claim.object
    if value is not None:
        total = qualifiers.pop("outOf", "")
        scope = ", ".join(text for _, text in sorted(qualifiers.items()))
        detail = ", ".join(filter(None, (f"of {total}" if total else "", scope)))
        yield Fact(subject, claim.predicate, value, detail, scope, stored)


def _contract(ties: Iterable[Tie], facts: Iterable[Fact]) -> nx.MultiDiGraph:
    named: dict[str, list[Entity]] = defaultdict(list)
    edges: dict[tuple[str, str, str, str], list[StoredClaim]] = defaultdict(list)
    about: dict[str, list[Fact]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        one, other = tie.one.id, tie.other.id
        if tie.predicate in SYMMETRIC and other < one:
            one, other = other, one
        edges[one, other, tie.predicate, tie.stored.claim.status].append(tie.stored)
        for entity in (tie.one, tie.other):
            named[entity.id].append(entity)
            claims[entity.id].add(tie.stored.iri)
    for fact in facts:
        named[fact.about.id].append(fact.about)
        claims[fact.about.id].add(fact.stored.iri)
        about[fact.about.id].append(fact)
    network = nx.MultiDiGraph()
    for node in sorted(named):
        rows = _fact_rows(about[node])
        network.add_node(node, **_described(named[node]), claims=len(claims[node]), facts=rows)
        network.nodes[node]["seats"] = _seats(rows)
    for (one, other, predicate, status), stored in sorted(edges.items(), key=lambda item: item[0]):
        network.add_edge(
            one,
            other,
            key=f"{predicate}|{status}",
            predicate=predicate,
            status=status,
            disputed=_disputed(edges, one, other, predicate, status),
            **summary(stored),
        )
    return network


def _disputed(
    edges: Collection[tuple[str, str, str, str]], one: str, other: str, predicate: str, status: str
) -> bool:
    against = CONTESTED_BY if status == "denied" else {"denied"} if status in CONTESTED_BY else ()
    return any((one, other, predicate, each) in edges for each in against)


def _described(entities: list[Entity]) -> dict[str, Any]:
    """One description out of several: the name, class used most; all other names as aliases."""
    names = Counter(entity.name for entity in entities)
    classes = Counter(entity.cls for entity in entities)
    label = min(names, key=lambda name: (-names[name], -len(name), name))
    others = {alias for entity in entities for alias in (entity.name, *entity.aliases)} - {label}
    return {
        "label": label,
        "short": short_form(label, others),
        "cls": min(classes, key=lambda cls: (-classes[cls], cls)),
        "aliases": sorted(others),
    }


def _fact_rows(facts: list[Fact]) -> list[dict[str, Any]]:
    """Equal facts joined, the best attested first; `disputed` where sources give other numbers."""
    groups: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.predicate, str(fact.value), fact.detail, fact.stored.claim.status].append(fact)
    rows: list[dict[str, Any]] = [
        {
            "predicate": predicate,
            "value": same[0].value,
            "detail": detail,
            "status": status,
            "disputed": any(_contradicts(same[0], fact) for fact in facts),
            **summary([fact.stored for fact in same]),
        }
        for (predicate, _, detail, status), same in sorted(groups.items(), key=lambda item: item[0])
    ]
    return sorted(rows, key=lambda row: (row["predicate"], -row["sources"], str(row["value"])))


def _contradicts(one: Fact, other: Fact) -> bool:
    """Whether two counts of one thing differ: "93 seats" and "95 seats" in the same body."""
    return (
        one.predicate == other.predicate
        and one.predicate in COUNTS
        and one.stored.claim.status == other.stored.claim.status
        and one.value != other.value
        and (one.scope == other.scope or not one.scope or not other.scope)
    )


def _seats(rows: list[dict[str, Any]]) -> int | None:
    """The seat count that most independent sources give as a fact."""
    counts = [row for row in rows if row["predicate"] == "seatsWon" and row["status"] == "factual"]
    return int(counts[0]["value"]) if counts else None
