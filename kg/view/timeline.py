"""What happened when: events and alliances, each with the date that the texts give it, or none.

A publication date is never taken for the date of what is told. What the texts do not date is kept
as reported: on the day on which the first article told it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kg.model import Entity, StoredClaim
from kg.view.contract import short_form
from kg.view.dates import days
from kg.view.evidence import summary
from kg.view.filter import EVERYTHING, Filter
from kg.view.phrase import phrase
from kg.view.tie import GROUPS, canonical

LANES: Mapping[str, tuple[str, ...]] = {
    "Alliances and talks": (
        "AllianceFormation", "AllianceEnd", "Negotiation", "Meeting", "Joining", "Leaving",
        "splitFrom", "mergedWith",
    ),
    "Elections and votes": ("Election", "ParliamentaryVote", "Nomination"),
    "Offices": ("Appointment", "Resignation", "Dismissal", "Dissolution"),
    "Courts and laws": ("CourtRuling", "Arrest", "Conviction", "Legislation"),
    "Protest and violence": ("Protest", "Violence", "Coup", "Death"),
    "Accusations and statements": ("Allegation", "Announcement"),
}  # fmt: skip
LANE = {predicate: lane for lane, each in LANES.items() for predicate in each}
# A relation of parties is the same news as the event that makes it.
AS_EVENT = {
    "alliedWith": "AllianceFormation",
    "negotiatesWith": "Negotiation",
    "memberOf": "Joining",
    "splitFrom": "splitFrom",
    "mergedWith": "mergedWith",
}
TOGETHER = frozenset({"AllianceFormation", "Negotiation", "Meeting"})  # actors and targets alike
PRONOUNS = frozenset("it him her them this that".split())
SAME_NEWS = 31  # days between two reports of what is taken for one event

Roles = tuple[tuple[str, tuple[str, ...]], ...]  # names by role


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, or is said to: "Shehbaz Sharif elected Prime Minister, 3 March"."""

    words: str
    lane: str
    predicate: str
    status: str
    time: str | None  # when, with the precision of the text: a day, a month, a year; None: unknown
    until: str | None  # when it ended, where it lasted and the text says so
    reported: str | None  # when it was first printed
    sources: int  # independent ones
    actors: tuple[str, ...]  # names of the parties and people who take part
    evidence: tuple[Mapping[str, Any], ...]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it can have happened on; None where no text says."""
        known = [span for span in map(days, filter(None, (self.time, self.until))) if span]
        if not known:
            return None
        return min(span[0] for span in known), max(span[1] for span in known)


@dataclass(frozen=True, slots=True)
class _Told:
    """One claim as news: what, who in which role, when."""

    predicate: str
    roles: Roles
    time: str | None
    until: str | None
    lasting: bool  # a state, rather than an event
    groups: bool  # only parties and alliances act
    stored: StoredClaim


def timeline(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity], only: Filter = EVERYTHING
) -> list[Moment]:
    """Events, and alliances as they are made and end, by lane and time.

    What several claims tell is one moment, dated as precisely as any of them dates it; different
    dates make different moments. What no text dates comes with those who date it only where it was
    printed within a month of that date.

    Args:
        claims: as the store gives them, entities as stated.
        identity: as-stated IRI to its canonical entity; one that is missing is itself.
        only: which claims are kept; of its classes one must take part.
    """
    alike: dict[tuple[Any, ...], list[_Told]] = defaultdict(list)
    for stored in only.claims(claims, identity):
        told = _told(stored, identity, only)
        if told:
            alike[told.predicate, told.roles, stored.claim.status].append(told)
    moments = [
        _moment(cluster) for key in sorted(alike, key=repr) for cluster in _by_date(alike[key])
    ]
    kept = [moment for moment in moments if moment.sources >= only.min_sources]
    return sorted(kept, key=_order)


def by_actor(moments: Iterable[Moment], *, most: int = 8) -> list[Moment]:
    """The same moments with a lane for each of those who take part most often.

    Args:
        moments: of `timeline`.
        most: lanes; who has none stands under "Others".
    """
    every = list(moments)
    counts = Counter(name for moment in every for name in moment.actors)
    leading = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    moved = []
    for moment in every:
        lanes = [name for name in leading if name in moment.actors] or ["Others"]
        moved += [replace(moment, lane=lane) for lane in lanes]
    places = {lane: place for place, lane in enumerate(leading)}
    return sorted(moved, key=lambda m: (places.get(m.lane, len(places)), _order(m)))


def _told(stored: StoredClaim, identity: Mapping[str, Entity], only: Filter) -> _Told | None:
    """A claim as news, if it is any."""
    claim = stored.claim
    one, other = claim.subject, claim.object
    if claim.kind == "event":
        if claim.predicate not in LANE:
            return None
        values = {
            role: [canonical(v, identity) if isinstance(v, Entity) else v for v in each]
            for role, each in claim.roles
        }
        what, since, until = claim.predicate, claim.time, None
    elif claim.predicate in AS_EVENT and one is not None and isinstance(other, Entity):
        one, other = canonical(one, identity), canonical(other, identity)
        groups = ("Alliance",) if claim.predicate == "memberOf" else GROUPS
        if one.id == other.id or one.cls not in GROUPS or other.cls not in groups:
            return None
        values = {"actor": [one], "target": [other]}
        what, since, until = AS_EVENT[claim.predicate], claim.valid_from, claim.valid_until
    else:
        return None
    entities = [v for each in values.values() for v in each if isinstance(v, Entity)]
    if only.cls and not any(only.of_class(entity.cls) for entity in entities):
        return None
    roles = {role: [_name(value) for value in each] for role, each in values.items()}
    if what in TOGETHER:
        roles["actor"] = sorted({*roles.pop("actor", []), *roles.pop("target", [])})
    groups_act = {e.cls for e in values.get("actor", []) if isinstance(e, Entity)} <= GROUPS
    fixed = _fixed(roles)
    return (
        _Told(what, fixed, since, until, claim.kind == "relation", groups_act, stored)
        if fixed
        else None
    )


def _name(value: Entity | str) -> str:
    """A short form for what has one, the whole name of a person or a place."""
    if isinstance(value, str):
        return value
    if value.cls in ("Person", "Place", "Office"):
        return value.name
    return short_form(value.name, value.aliases)


def _fixed(roles: Mapping[str, list[str]]) -> Roles:
    """What makes two reports one: place and matter count where little else does."""
    named = sum(len(roles.get(role, ())) for role in ("actor", "target", "office"))
    return tuple(
        (role, tuple(dict.fromkeys(names)))
        for role, each in sorted(roles.items())
        if (names := [name for name in each if name.lower() not in PRONOUNS])
        and not (named > 1 and role in ("about", "place", "body"))
    )


def _by_date(group: list[_Told]) -> list[list[_Told]]:
    """One news apart by date: what is dated alike, or undated and printed near a date."""
    clusters: list[list[_Told]] = []
    dated = [told for told in group if told.time or told.until]
    for told in sorted(dated, key=lambda t: (-len(t.time or ""), t.time or "", t.stored.iri)):
        for cluster in clusters:
            if _agree(cluster[0], told):
                cluster.append(told)
                break
        else:
            clusters.append([told])
    undated = [told for told in group if not (told.time or told.until)]
    for told in sorted(undated, key=lambda t: (t.stored.article.published or "9999", t.stored.iri)):
        gaps = [(_gap(cluster, told), place) for place, cluster in enumerate(clusters)]
        nearest, place = min(gaps, default=(SAME_NEWS + 1, 0))
        if nearest <= SAME_NEWS:
            clusters[place].append(told)
        else:
            clusters.append([told])
    return clusters


def _agree(lead: _Told, told: _Told) -> bool:
    return (lead.time or "").startswith(told.time or "") and (
        None in (lead.until, told.until) or lead.until == told.until
    )


def _gap(cluster: list[_Told], told: _Told) -> int:
    """Days from a cluster's date, or where it has none from its last report, to a new report."""
    printed = days(told.stored.article.published or "")
    lead = cluster[0]
    known = days(lead.time or lead.until or cluster[-1].stored.article.published or "")
    if printed is None or known is None:
        return SAME_NEWS + 1 if printed != known else 0
    return max(0, (printed[0] - known[1]).days, (known[0] - printed[1]).days)


def _moment(group: list[_Told]) -> Moment:
    lead = group[0]
    said = summary([told.stored for told in group])
    status = lead.stored.claim.status
    lasting = all(told.lasting for told in group)
    roles = dict(lead.roles)
    case = "lasting" if lasting else "denied" if status == "denied" else ""
    return Moment(
        words=phrase(lead.predicate, roles, case=case or ("of groups" if lead.groups else "")),
        lane=LANE[lead.predicate],
        predicate=lead.predicate,
        status=status,
        time=lead.time,
        until=next((told.until for told in group if told.until), None),
        reported=said["first"],
        sources=said["sources"],
        actors=(*roles.get("actor", ()), *roles.get("target", ())),
        evidence=tuple(said["evidence"]),
    )


def _order(moment: Moment) -> tuple[Any, ...]:
    lanes = list(LANES)
    place = lanes.index(moment.lane) if moment.lane in LANES else len(lanes)
    span = moment.days or days(moment.reported or "") or (date.max, date.max)
    return place, span, moment.words, moment.status
