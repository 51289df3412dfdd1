"""Where sources disagree: other numbers, other leaders, one says so and one denies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from kg.derive import current_statements, read_identity
from kg.derive.conflicts import number_conflicts
from kg.derive.current import Statement
from kg.ids import fold
from kg.model import Claim, Entity, StoredClaim
from kg.quads import read_claims
from kg.query.why import ANY, Names
from kg.store import Store
from kg.vocab import RELATIONS

_MONTH = timedelta(days=31)
_TIES = ("alliedWith", "mergedWith")  # that are planned and then made or broken
_ALLIANCES = ("AllianceFormation", "AllianceEnd")
_THEN = {"factual": "made", "ended": "broken"}


@dataclass(frozen=True, slots=True)
class Position:
    """One side: "95, say these two claims"."""

    value: str
    claims: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims that cannot all be right: "seatsWon of PTI: 93 or 95"."""

    kind: Literal["number", "leader", "denial", "plan"]
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
    as both say); leaders where a group has two in the same role at one time, which is within a
    month where no article says since or until when; a denial disagrees with whoever says, plans or
    alleges what it denies; and a tie that one article calls planned with one, not older, that calls
    it made or broken.

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
        *_plans(claims, identity),
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
            if _same_role(*pair) and _at_one_time(*pair)
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


def _at_one_time(one: Statement, other: Statement) -> bool:
    """Whether the two are said to lead at times that meet; what has no date may be any time."""
    first, second = _period(one), _period(other)
    if first is None or second is None:
        return True
    return first[0] <= second[1] + _MONTH and second[0] <= first[1] + _MONTH


def _period(statement: Statement) -> tuple[date, date] | None:
    """From the first day that a claim on it gives or was printed on, to the last."""
    days = [
        day
        for stored in statement.supports
        for text in (stored.claim.valid_from, stored.claim.valid_until, stored.article.published)
        if (day := _day(text)) is not None
    ]
    return (min(days), max(days)) if days else None


def _day(text: str | None) -> date | None:
    """The day of a date; of a month or a year the first."""
    year, month, day = [*(text or "").split("-"), "1", "1"][:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


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


def _plans(claims: Sequence[StoredClaim], identity: Mapping[str, Entity]) -> Iterator[Disagreement]:
    groups: dict[tuple[str, ...], list[tuple[str, StoredClaim]]] = defaultdict(list)
    parts: dict[tuple[str, ...], tuple[Entity, Entity]] = {}
    for stored in claims:
        for predicate, status, one, other in _ties(stored.claim):
            pair = identity.get(one.id, one), identity.get(other.id, other)
            if RELATIONS[predicate].symmetric and pair[0].id > pair[1].id:
                pair = pair[1], pair[0]
            key = (predicate, pair[0].id, pair[1].id)
            if pair[0].id != pair[1].id:  # two that were found to be one have no tie
                groups[key].append((status, stored))
                parts[key] = pair
    for about, group in sorted(groups.items(), key=lambda item: item[0]):
        plans = [stored for status, stored in group if status == "planned"]
        first = min((stored.article.published or "" for stored in plans), default="")
        planned_in = {stored.article.id for stored in plans}
        since: dict[str, list[StoredClaim]] = defaultdict(list)
        for status, stored in group:
            printed = stored.article.published or ""
            if status in _THEN and printed >= first and stored.article.id not in planned_in:
                since[_THEN[status]].append(stored)
        if first and since:
            yield Disagreement(
                kind="plan",
                predicate=about[0],
                entities=parts[about],
                positions=(
                    Position("planned", _by_date(plans)),
                    *(
                        Position(word, _by_date(since[word]))
                        for word in sorted(since, reverse=True)
                    ),
                ),
            )


def _ties(claim: Claim) -> Iterator[tuple[str, str, Entity, Entity]]:
    """The ties between groups that a claim is about, events of alliances among them."""
    if claim.predicate in _ALLIANCES:
        actors = [who for role, values in claim.roles if role == "actor" for who in values]
        groups = [who for who in actors if isinstance(who, Entity)]
        ends = claim.predicate == "AllianceEnd"
        status = "ended" if ends and claim.status == "factual" else claim.status
        if ends and status != "ended":
            return  # an end that is planned is no plan of the alliance
        for one, other in combinations(groups, 2):
            yield "alliedWith", status, one, other
    if claim.predicate in _TIES and claim.subject is not None and isinstance(claim.object, Entity):
        yield claim.predicate, claim.status, claim.subject, claim.object


def _by_date(claims: Iterable[StoredClaim]) -> tuple[StoredClaim, ...]:
    return tuple(sorted(claims, key=lambda s: (s.article.published or "", s.article.id, s.iri)))
