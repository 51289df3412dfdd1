"""Who won how many seats, by whose count: every outlet's number, none of them chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.derive import independent_sources
from kg.model import ArticleInfo, Entity, StoredClaim
from kg.view.contract import short_form
from kg.view.evidence import evidence
from kg.view.filter import EVERYTHING, Filter
from kg.view.tie import Fact, facts


@dataclass(frozen=True, slots=True)
class Count:
    """One outlet's number for one party: "Meridian Wire gives PTI 93 seats, of 264 declared"."""

    party: str  # its short form
    name: str
    value: float
    total: str  # of how many, as the text says; empty where it does not
    scope: str  # the body or election it counts for; empty where the text does not say
    outlet: str
    speakers: tuple[str, ...]  # whose words it is; empty where the outlet itself says so
    status: str
    evidence: tuple[Mapping[str, Any], ...]


def seats(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    only: Filter = EVERYTHING,
    *,
    predicate: str = "seatsWon",
) -> list[Count]:
    """Each outlet's numbers, by body, party and number; an outlet that says one twice counts once.

    Args:
        claims: as the store gives them, entities as stated.
        identity: as-stated IRI to its canonical entity; one that is missing is itself.
        only: which claims are kept.
        predicate: "seatsWon", or "voteShare" for percentages.
    """
    alike: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    articles: dict[tuple[Any, ...], list[ArticleInfo]] = defaultdict(list)
    for stored in only.claims(claims, identity):
        for fact in facts(stored, identity):
            if fact.predicate != predicate or not only.of_class(fact.about.cls):
                continue
            try:
                value = float(fact.value)
            except ValueError:
                continue
            count = (fact.scope, fact.about.id, value)
            article = stored.article
            outlet = article.source_title or article.source or article.id
            alike[*count, outlet, stored.claim.status].append(fact)
            articles[count].append(article)
    return [
        _count(key, alike[key])
        for key in sorted(alike)
        if independent_sources(articles[key[:3]]) >= only.min_sources
    ]


def _count(key: tuple[Any, ...], same: list[Fact]) -> Count:
    scope, _, value, outlet, status = key
    about = same[0].about
    speakers = {fact.stored.claim.speaker for fact in same}
    totals = {
        str(value)
        for fact in same
        for name, value in fact.stored.claim.qualifiers
        if name == "outOf"
    }
    return Count(
        party=short_form(about.name, about.aliases),
        name=about.name,
        value=value,
        total=min(totals) if len(totals) == 1 else "",
        scope=scope,
        outlet=outlet,
        speakers=() if None in speakers else tuple(sorted({s.name for s in speakers if s})),
        status=status,
        evidence=tuple(evidence(fact.stored) for fact in same),
    )
