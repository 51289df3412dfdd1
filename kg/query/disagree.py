"""Where sources disagree: other numbers, other leaders, one says so and one denies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.derive import current_statements, read_identity
from kg.derive.conflicts import number_conflicts
from kg.derive.current import Statement
from kg.ids import fold
from kg.model import Entity, StoredClaim
from kg.quads import read_claims
from kg.query.why import ANY, Names
from kg.store import Store
from kg.vocab import RELATIONS


@dataclass(frozen=True, slots=True)
class Position:
    """One side: "95, say these two claims"."""

    value: str
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims that cannot all be right: "seatsWon of PTI: 93 or 95"."""

    kind: Literal["number", "leader", "denial"]
    predicate: str
    entities: tuple[Entity, ...]  # canonical, whom it is about
    positions: tuple[Position, ...]  # two or more

    @property
    def title(self) -> str:
        """The disagreement in one line."""
        names = " and ".join(entity.name for entity in self.entities)
        return f"{self.predicate} of {names}: {' or '.join(p.value for p in self.positions)}"


def disagreements(store: Store, *, about: str | None = None) -> list[Disagreement]:
    """All disagreements among current article versions; nobody is taken to be right.

    Numbers disagree where they differ for one quantity (the same legislature and election, as far
    as both say); leaders where a group has two in the same role; and a denial disagrees with
    whoever says, plans or alleges what it denies.

    Args:
        store: read.
        about: a name, alias or IRI of somebody concerned; None for all.

    Raises:
        UsageError: nobody is called so.
    """
    claims = read_claims(store)
    identity = read_identity(store)
    found = disagreements_among(claims, identity)
    if about is not None and about not in ANY:
        names = Names(claims, identity).require(about)
        wanted = {identity[iri].id if iri in identity else iri for iri in names}
        found = [d for d in found if wanted & {entity.id for entity in d.entities}]
    return found


def disagreements_among(
    claims: Sequence[StoredClaim], identity: Mapping[str, Entity]
) -> list[Disagreement]:
    """The disagreements among some claims.

    Args:
        claims: of current article versions.
        identity: canonical entities, as ``read_identity`` gives them.
    """
    found = [
        *_numbers(claims, identity),
        *_leaders(current_statements(claims, identity)),
        *_denials(claims, identity),
    ]
    return sorted(found, key=lambda d: (d.kind != "number", d.kind, d.title))


def _numbers(
    claims: Sequence[StoredClaim], identity: Mapping[str, Entity]
) -> Iterator[Disagreement]:
    rivals = number_conflicts(claims, identity)
    by_iri = {stored.iri: stored for stored in claims}
    done: set[str] = set()
    for iri in sorted(rivals):
        if iri in done:
            continue
        group, new = set(), {iri}
        while new:  # rivals of rivals are about the same quantity
            group |= new
            new = {rival.iri for member in new for rival in rivals[member]} - group
        done |= group
        positions: dict[float, list[StoredClaim]] = defaultdict(list)
        for member in sorted(group):
            value = by_iri[member].claim.object
            if isinstance(value, int | float):
                positions[value].append(by_iri[member])
        claim = by_iri[iri].claim
        if claim.subject is not None:
            yield Disagreement(
                kind="number",
                predicate=claim.predicate,
                entities=(identity.get(claim.subject.id, claim.subject),),
                positions=tuple(
                    Position(f"{value:g}", _by_date(positions[value]))
                    for value in sorted(positions)
                ),
            )


def _leaders(statements: Iterable[Statement]) -> Iterator[Disagreement]:
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.predicate == "leads" and isinstance(statement.object, Entity):
            groups[statement.object.id].append(statement)
    for _, group in sorted(groups.items()):
        rivals = {
            statement.subject.id: statement
            for pair in combinations(group, 2)
            if _same_role(*pair)
            for statement in pair
        }
        if rivals and isinstance(group[0].object, Entity):
            yield Disagreement(
                kind="leader",
                predicate="leads",
                entities=(group[0].object, *(s.subject for _, s in sorted(rivals.items()))),
                positions=tuple(
                    Position(s.subject.name, _by_date(s.supports))
                    for _, s in sorted(rivals.items())
                ),
            )


def _same_role(one: Statement, other: Statement) -> bool:
    """Whether some claims on both give the same role; a role left out may be any."""
    return any(
        not first or not second or first == second
        for first in map(_role, one.supports)
        for second in map(_role, other.supports)
    )


def _role(stored: StoredClaim) -> str:
    return fold(str(dict(stored.claim.qualifiers).get("role", "")))


def _denials(
    claims: Sequence[StoredClaim], identity: Mapping[str, Entity]
) -> Iterator[Disagreement]:
    groups: dict[tuple[str, ...], list[StoredClaim]] = defaultdict(list)
    parts: dict[tuple[str, ...], tuple[Entity, ...]] = {}
    for stored in claims:
        claim = stored.claim
        said: list[Entity | float | str] = []
        if claim.kind == "event":
            said += [value for _, values in claim.roles for value in values]
        elif claim.subject is not None and claim.object is not None:
            said += [claim.subject, claim.object]
        said = [identity.get(s.id, s) if isinstance(s, Entity) else s for s in said]
        ends = [s.id if isinstance(s, Entity) else str(s) for s in said]
        if claim.kind == "event" or RELATIONS[claim.predicate].symmetric:
            ends.sort()
        key = (claim.predicate, *ends)
        groups[key].append(stored)
        parts[key] = tuple(s for s in said if isinstance(s, Entity))
    for key, group in sorted(groups.items()):
        by_status: dict[str, list[StoredClaim]] = defaultdict(list)
        for stored in group:
            by_status[stored.claim.status].append(stored)
        stances = [s for s in ("factual", "planned", "alleged") if s in by_status]
        if stances and "denied" in by_status:
            yield Disagreement(
                kind="denial",
                predicate=key[0],
                entities=parts[key],
                positions=tuple(
                    Position(status, _by_date(by_status[status])) for status in (*stances, "denied")
                ),
            )


def _by_date(claims: Iterable[StoredClaim]) -> tuple[StoredClaim, ...]:
    return tuple(sorted(claims, key=lambda s: (s.article.published or "", s.article.id, s.iri)))
