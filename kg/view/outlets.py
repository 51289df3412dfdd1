"""Outlets: who reports on whom, which two agree, contradict each other or print one text.

What is compared is a *statement*: who says what of whom (a relation or event with its status and
its speaker, none being the outlet's own words). The share of common statements on which two
outlets agree, and texts in common as a sign of copying, follow Dong, Berti-Équille and Srivastava,
"Integrating Conflicting Data: The Role of Source Dependence", PVLDB 2 (2009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import NamedTuple

import networkx as nx

from kg.derive import independent_sources
from kg.derive.conflicts import number_conflicts
from kg.ids import source_iri
from kg.model import Entity, StoredClaim
from kg.view.contract import contract
from kg.view.filter import EVERYTHING, Filter
from kg.view.tie import BETWEEN_OUTLETS, CONTESTED_BY, SYMMETRIC, Tie, canonical

OUTLET = "Source"  # class of the nodes that are outlets


class Statement(NamedTuple):
    """What two outlets can both print: "PTI is allied with MWM, planned, says Gohar Ali Khan"."""

    predicate: str
    parts: tuple[str, ...]  # whom it is about, and the number or text that is given
    status: str
    speaker: str


def sources(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity], only: Filter = EVERYTHING
) -> nx.MultiDiGraph:
    """Outlets and the entities they report on, and how the outlets agree.

    * ``reportsOn``, outlet to entity, one edge a status: its claims in which the entity takes part.
    * ``agreesWith``: both print a statement, in texts that are not reprints of one another.
    * ``contradicts``: in their own words one says, plans or alleges what the other denies, or they
      give numbers for one quantity that cannot both be right. What somebody is quoted with
      contradicts nobody but that somebody.
    * ``reprints``: both print one text.

    The edges between outlets have no direction and the status "factual". Each edge's
    ``statements`` counts its different statements, for ``reprints`` its texts. An article without
    an outlet stands for itself. ``only.cls`` is the class of the entities; ``only.min_sources``
    keeps statements that so many independent sources print.

    The arguments are those of `kg.view.network.alliances`.
    """
    kept = only.claims(claims, identity)
    said: dict[Statement, list[StoredClaim]] = defaultdict(list)
    for stored in kept:
        said[statement(stored, identity)].append(stored)
    said = {
        what: by
        for what, by in said.items()
        if independent_sources(stored.article for stored in by) >= only.min_sources
    }
    kept = [stored for by in said.values() for stored in by]
    lines = _Lines()
    _reports(lines, kept, identity, only)
    _agreements(lines, said)
    _contradictions(lines, kept, said, identity)
    _reprints(lines, kept)
    network = contract(lines.ties(), [])
    for one, other, data in network.edges(data=True):
        data["statements"] = len(lines.counted[one, other, data["predicate"], data["status"]])
    return network


def outlet(stored: StoredClaim) -> Entity:
    """Who printed a claim, as a node."""
    article = stored.article
    if not article.source:
        return Entity(article.iri, article.title or article.id, "Article", (article.id,))
    return Entity(
        source_iri(article.source),
        article.source_title or article.source,
        OUTLET,
        (article.source,),
    )


def statement(stored: StoredClaim, identity: Mapping[str, Entity]) -> Statement:
    """What a claim says, the same whoever prints it; qualifiers and dates are left open."""
    claim = stored.claim
    values: list[Entity | int | float | str | None] = [claim.subject, claim.object]
    if claim.kind == "event":
        values = [value for _, several in claim.roles for value in several]
    parts = [
        canonical(value, identity).id if isinstance(value, Entity) else str(value)
        for value in values
    ]
    if claim.kind == "event" or claim.predicate in SYMMETRIC:
        parts.sort()
    speaker = canonical(claim.speaker, identity).id if claim.speaker else ""
    return Statement(claim.predicate, tuple(parts), claim.status, speaker)


class _Lines:
    """The ties under way: of each edge its statements, and of each statement one claim an end."""

    def __init__(self) -> None:
        self.counted: dict[tuple[str, str, str, str], set[object]] = defaultdict(set)
        self._ties: dict[tuple[object, ...], Tie] = {}

    def add(self, what: object, stored: StoredClaim, predicate: str, other: Entity) -> None:
        """The outlet of a claim is tied to an entity, or to another outlet, by a statement."""
        one = outlet(stored)
        between = predicate in BETWEEN_OUTLETS
        status = "factual" if between else stored.claim.status
        ends = sorted((one.id, other.id)) if between else (one.id, other.id)
        self.counted[ends[0], ends[1], predicate, status].add(what)
        tie = Tie(one, other, predicate, stored, status)
        self._ties.setdefault((*ends, predicate, status, what, stored.article.iri), tie)

    def both(self, what: object, one: StoredClaim, other: StoredClaim, predicate: str) -> None:
        """Two outlets are tied; with the words of both."""
        if outlet(one).id != outlet(other).id:
            self.add(what, one, predicate, outlet(other))
            self.add(what, other, predicate, outlet(one))

    def ties(self) -> Iterable[Tie]:
        return self._ties.values()


def _reports(
    lines: _Lines,
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    only: Filter,
) -> None:
    for stored in claims:
        claim = stored.claim
        values = [claim.subject, claim.object]
        values += [value for _, several in claim.roles for value in several]
        parts = {canonical(value, identity) for value in values if isinstance(value, Entity)}
        for entity in sorted(parts, key=lambda entity: entity.id):
            if only.of_class(entity.cls):
                lines.add(statement(stored, identity), stored, "reportsOn", entity)


def _agreements(lines: _Lines, said: Mapping[Statement, list[StoredClaim]]) -> None:
    for what, by in said.items():
        for one, other in _apart(by, by):
            if outlet(one).id < outlet(other).id:
                lines.both(what, one, other, "agreesWith")


def _contradictions(
    lines: _Lines,
    claims: Iterable[StoredClaim],
    said: Mapping[Statement, list[StoredClaim]],
    identity: Mapping[str, Entity],
) -> None:
    own = {stored.iri: stored for stored in claims if stored.claim.speaker is None}
    for iri, rivals in number_conflicts(list(own.values()), identity).items():
        for rival in rivals:
            if iri < rival.iri:
                values = sorted(str(each.claim.object) for each in (own[iri], rival))
                what = statement(rival, identity)._replace(parts=tuple(values))
                lines.both(what, own[iri], rival, "contradicts")
    for what, denials in said.items():
        if what.status != "denied" or what.speaker:
            continue
        for status in sorted(CONTESTED_BY):
            for one, other in _apart(said.get(what._replace(status=status), ()), denials):
                lines.both(what, one, other, "contradicts")


def _reprints(lines: _Lines, claims: Iterable[StoredClaim]) -> None:
    texts: dict[str, dict[str, StoredClaim]] = defaultdict(dict)
    for stored in claims:
        if stored.article.origin:
            texts[stored.article.origin].setdefault(outlet(stored).id, stored)
    for origin, copies in texts.items():
        for one, other in combinations(copies.values(), 2):
            lines.both(origin, one, other, "reprints")


def _apart(
    ones: Iterable[StoredClaim], others: Iterable[StoredClaim]
) -> Iterator[tuple[StoredClaim, StoredClaim]]:
    """For every two outlets their first two claims that do not stand in one text."""
    left, right = _texts(ones), _texts(others)
    for one, other in product(left, right):
        if one != other:
            pairs = (
                (left[one][a], right[other][b])
                for a, b in product(left[one], right[other])
                if a != b
            )
            first = next(pairs, None)
            if first is not None:
                yield first


def _texts(claims: Iterable[StoredClaim]) -> dict[str, dict[str, StoredClaim]]:
    """The first claim of each text, by outlet."""
    found: dict[str, dict[str, StoredClaim]] = defaultdict(dict)
    for stored in sorted(claims, key=lambda each: (each.article.published or "9999", each.iri)):
        text = stored.article.origin or stored.article.iri
        found[outlet(stored).id].setdefault(text, stored)
    return found
