"""Which country a claim is about, as far as the gazetteer and the claims tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from kg.errors import UsageError
from kg.ids import fold
from kg.model import Entity, StoredClaim
from kg.resolve.gazetteer import Entry, Gazetteer, default_gazetteer

_OFFICIAL = frozenset({"Office", "Legislature", "Organization", "Election"})


def country_id(name: str) -> str:
    """The gazetteer's id of the country that is meant: "pakistan" for "Pakistan", "Pakistani".

    Raises:
        UsageError: the gazetteer has no country of this name; names near ones.
    """
    gazetteer = default_gazetteer()
    found = _country(gazetteer, name)
    if found is None:
        names = {fold(each.name): each.name for each in _countries(gazetteer)}
        near = get_close_matches(fold(name), names, n=3)
        raise UsageError(
            f"there is no country {name!r}",
            advice=f"near: {', '.join(names[each] for each in near)}"
            if near
            else "give its name in English: Pakistan, United Kingdom",
        )
    return found.id


def claims_by_country(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity]
) -> Iterator[tuple[StoredClaim, frozenset[str]]]:
    """Each claim with the ids of the countries that it is about.

    An entity belongs to a country if the gazetteer lists it there, if it is the country, if it is
    an office or body that bears the country's name ("Prime Minister of Pakistan"), or if an
    article states as a fact that it is based in the country or in a place of it. A claim is about
    the countries of those who take part in it (the speaker does not count). Where none of them
    has a country, it is about the one that its article speaks of, if more than half of the
    article's claims with a country are about that one.

    Args:
        claims: as the store gives them.
        identity: as-stated IRI to its canonical entity; one that is missing is itself.
    """
    claims = list(claims)
    homes = _homes(claims, identity)
    own = {stored.iri: _of_parts(stored, homes, identity) for stored in claims}
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for stored in claims:
        spoken[stored.article.iri].update(own[stored.iri])
    for stored in claims:
        yield stored, own[stored.iri] or _mostly(spoken[stored.article.iri])


def _mostly(counts: Counter[str]) -> frozenset[str]:
    return frozenset(each for each, count in counts.items() if 2 * count > counts.total())


def _of_parts(
    stored: StoredClaim, homes: Mapping[str, set[str]], identity: Mapping[str, Entity]
) -> frozenset[str]:
    claim = stored.claim
    values = [claim.subject, claim.object, *(value for _, value in claim.qualifiers)]
    values += [value for _, several in claim.roles for value in several]
    return frozenset(
        country
        for value in values
        if isinstance(value, Entity)
        for country in homes[identity.get(value.id, value).id]
    )


def _homes(claims: Iterable[StoredClaim], identity: Mapping[str, Entity]) -> dict[str, set[str]]:
    """The countries of every entity in the claims, by the canonical entity's IRI."""
    gazetteer = default_gazetteer()
    by_iri = {entry.iri: entry for entry in gazetteer.entries.values()}
    homes: dict[str, set[str]] = defaultdict(set)
    bases: list[tuple[str, str]] = []
    for stored in claims:
        for entity in stored.claim.entities:
            one = identity.get(entity.id, entity)
            for each in (entity, one):
                entry = by_iri.get(each.id)
                if entry is not None:
                    homes[one.id].add(entry.country or entry.id if _is_home(entry) else "")
                elif each.cls in _OFFICIAL:
                    named = _country(gazetteer, each.name.rpartition(" of ")[2])
                    homes[one.id].add(named.id if named else "")
            homes[one.id].discard("")
        claim = stored.claim
        if claim.predicate == "basedIn" and claim.status == "factual" and claim.subject:
            place = claim.object
            if isinstance(place, Entity):
                base = identity.get(claim.subject.id, claim.subject).id
                bases.append((base, identity.get(place.id, place).id))
    for base, place_iri in bases:
        homes[base] |= homes[place_iri]
    return homes


def _is_home(entry: Entry) -> bool:
    return bool(entry.country) or entry.cls == "Place"


def _country(gazetteer: Gazetteer, name: str) -> Entry | None:
    found = [entry for entry in gazetteer.named(name) if entry.cls == "Place" and not entry.country]
    return found[0] if found else gazetteer.demonym(name)


def _countries(gazetteer: Gazetteer) -> Iterator[Entry]:
    return (e for e in gazetteer.entries.values() if e.cls == "Place" and not e.country)
