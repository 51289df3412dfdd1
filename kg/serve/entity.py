"""The page of an entity: its names, its offices, the claims about it by kind and by status."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse

from kg.model import STATUSES, Entity, StoredClaim
from kg.query import disagreements_among
from kg.query.worker import Question
from kg.serve import pages
from kg.serve.describe import (
    MOST_CLAIMS,
    Subject,
    nodes_of,
    of_claims,
    of_entity,
    rows_in,
    rows_of,
    union,
)
from kg.serve.kept import Kept
from kg.serve.links import web
from kg.serve.pool import WorkerPool
from kg.serve.rows import claim_row, counts, disagreement_row, posts, same_said
from kg.serve.values import claims_of, identity_of
from kg.vocab import BASE, POL, SKOS

MOST_LISTED = 20_000  # claims that are counted, the newest first
ON_A_PAGE = 50
_LISTED = """
SELECT DISTINCT ?claim ?date ?kind ?state ?says {
  { BRANCHES }
  ?claim rdf:predicate ?predicate ; pol:status ?status
  OPTIONAL { ?claim rdf:object ?type FILTER(?predicate = rdf:type) }
  OPTIONAL { ?article schema:datePublished ?date }
  FILTER NOT EXISTS { ?article pol:supersededBy ?newer }
  BIND(STRAFTER(STR(COALESCE(?type, ?predicate)), "#") AS ?kind)
  BIND(STRAFTER(STR(?status), "#") AS ?state)
} ORDER BY DESC(STR(?date)) ?claim LIMIT MOST"""
_ABOUT = """
  { ?claim ?p IRI ; a pol:Claim ; prov:wasDerivedFrom ?article
    BIND(?p = pol:attributedTo AS ?says) } UNION
  { ?event ?p IRI . ?claim rdf:subject ?event ; rdf:predicate rdf:type ; a pol:Claim ;
      prov:wasDerivedFrom ?article
    BIND(false AS ?says) }"""
_NAMES = """
SELECT ?name ?outlet (COUNT(DISTINCT ?article) AS ?n) {
  { BRANCHES }
  ?article a pol:Article
  OPTIONAL { ?article schema:publisher/rdfs:label ?outlet }
} GROUP BY ?name ?outlet ORDER BY DESC(?n) ?outlet"""
_NAMED = "{ GRAPH ?article { IRI rdfs:label|skos:altLabel|pol:mentionedAs ?name } }"
_JUDGED = """
SELECT DISTINCT ?iri ?who ?decision ?author ?date ?reason { GRAPH graph:judgements {
  { BRANCHES }
  ?iri pol:judges ?who ; pol:decision ?decision
  OPTIONAL { ?iri schema:author ?author }
  OPTIONAL { ?iri prov:generatedAtTime ?date }
  OPTIONAL { ?iri pol:reason ?reason }
} } ORDER BY DESC(STR(?date)) ?iri ?who"""
_JUDGES = "{ ?iri pol:judges IRI }"


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in the list of all: "an alliance, planned, told on 9 February"."""

    iri: str
    date: str
    kind: str  # its relation or event
    status: str
    says: bool  # the entity only says it


async def entity_page(
    pool: WorkerPool, kept: Kept, subject: Subject, given: QueryParams, *, edit: bool = False
) -> HTMLResponse:
    """The page of an entity.

    Args:
        pool: asks.
        kept: asks what the next page asks again.
        subject: the entity.
        given: parameters of the request: kind, status and says choose claims, page goes on.
        edit: whether who asks may record judgements.

    Raises:
        HTTPException: 400, a page that is no number.
    """
    listed = await _listed(kept, subject)
    wanted = {name: given.get(name, "") for name in ("kind", "status", "says")}
    ordered = _ordered([one for one in listed if _wanted(one, wanted)])
    page, of = pages.page_of(given.get("page", "1"), len(ordered), ON_A_PAGE)
    shown = [one.iri for one in ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]]
    whole = page == 1 and not any(wanted.values())
    newest = [one.iri for one in listed[:MOST_CLAIMS]] if whole else []
    told = await of_claims(pool, list(dict.fromkeys([*newest, *shown])))
    nodes = nodes_of(dict.fromkeys([*await of_entity(pool, subject.iri), *told]))
    identity = identity_of(nodes)
    claims = {stored.iri: stored for stored in claims_of(nodes)}
    iri = subject.iri
    entity = identity.get(iri) or Entity(id=iri, name=iri, cls="Entity")
    recent = [claims[one] for one in newest if one in claims]
    about = list(_at_ends(recent, identity, iri))
    rows = [claim_row(claims[one], identity) for one in shown if one in claims]
    says = {one.iri for one in listed if one.says}
    return pages.response(
        "entity",
        iri=iri,
        entity=entity,
        whole=whole,
        edit=edit,
        external=list(filter(web, nodes.values(iri, SKOS.exactMatch))),
        stated=subject.members,
        names=await _names(pool, subject, entity) if whole else [],
        judged=await _judged(pool, subject) if whole else [],
        posts=posts(about, identity),
        counts=counts([stored for stored in about if _subject(stored, identity) == iri], identity),
        disagreements=[
            disagreement_row(one, identity)
            for one in disagreements_among(recent, identity)
            if iri in {each.id for each in one.entities}
        ],
        kinds=_kinds(listed),
        of_all=Counter(one.status for one in listed if not one.says),
        saying=sum(one.says for one in listed),
        groups=list(_groups(rows, says)),
        number=len(ordered),
        total=len(listed),
        newest=len(newest),
        most=MOST_LISTED,
        wanted=wanted,
        page=page,
        pages=of,
        first=(page - 1) * ON_A_PAGE + 1,
        last=min(page * ON_A_PAGE, len(ordered)),
        others=_others(identity, iri),
    )


async def _listed(kept: Kept, subject: Subject) -> list[Listed]:
    """All claims about an entity and by it, the newest first; the next page asks for them again."""
    query = _LISTED.replace("MOST", str(MOST_LISTED))
    found: dict[str, Listed] = {}
    query = query.replace("BRANCHES", union(_ABOUT, subject.members))
    for row in rows_in(await kept.ask(Question(query, graph_form=None))):
        one = Listed(
            row["claim"], row.get("date", ""), row["kind"], row["state"], row["says"] == "true"
        )
        if not one.says or one.iri not in found:  # who takes part in what he says, takes part
            found[one.iri] = one
    return list(found.values())


def _wanted(one: Listed, wanted: Mapping[str, str]) -> bool:
    return (
        wanted["kind"] in ("", one.kind)
        and wanted["status"] in ("", one.status)
        and (one.says or not wanted["says"])
        and not (one.says and wanted["kind"] and not wanted["says"])
    )


def _ordered(listed: list[Listed]) -> list[Listed]:
    """What it takes part in before what it says; the most told kind first, facts first."""
    often = Counter((one.says, one.kind) for one in listed)
    return sorted(
        listed,
        key=lambda one: (
            one.says,
            -often[one.says, one.kind],
            one.kind,
            STATUSES.index(one.status) if one.status in STATUSES else len(STATUSES),
        ),
    )  # the newest first within, since the list came so


def _kinds(listed: Iterable[Listed]) -> list[tuple[str, Counter[str]]]:
    """How many claims there are of each kind and status, the kind of most first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in listed:
        if not one.says:
            found[one.kind][one.status] += 1
    return sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))


def _groups(rows: Iterable[dict[str, Any]], says: set[str]) -> Iterator[dict[str, Any]]:
    """Rows by kind, and in each those that say the same together."""
    found: dict[tuple[bool, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["iri"] in says, row["predicate"]].append(row)
    for (by_it, kind), some in found.items():
        yield {"says": by_it, "kind": kind, "same": same_said(some)}


async def _names(pool: WorkerPool, subject: Subject, entity: Entity) -> list[dict[str, Any]]:
    """Each name, and in how many articles of which outlets it stands."""
    query = _NAMES.replace("BRANCHES", union(_NAMED, subject.members))
    used: dict[str, list[tuple[str, int]]] = {name: [] for name in (entity.name, *entity.aliases)}
    for row in await rows_of(pool, query):
        if row["name"] in used:
            used[row["name"]].append((row.get("outlet", ""), int(row["n"])))
    return [
        {"name": name, "outlets": outlets, "number": sum(count for _, count in outlets)}
        for name, outlets in sorted(
            used.items(), key=lambda item: -sum(count for _, count in item[1])
        )
    ]


async def _judged(pool: WorkerPool, subject: Subject) -> list[dict[str, Any]]:
    """The decisions on who it is, the newest first; a later one on a pair overrules."""
    found: dict[str, dict[str, Any]] = {}
    for row in await rows_of(pool, _JUDGED.replace("BRANCHES", union(_JUDGES, subject.members))):
        one = found.setdefault(row["iri"], {**row, "pair": []})
        one["pair"].append(row["who"])
        one["decision"] = POL.local(row["decision"]) or ""
    seen: set[tuple[str, ...]] = set()
    for one in found.values():
        pair = tuple(sorted(one["pair"]))
        one["overruled"] = pair in seen
        seen.add(pair)
    return list(found.values())


def _parts(stored: StoredClaim, identity: Mapping[str, Entity]) -> set[str]:
    """The canonical IRIs of who takes part in what a claim says; who only says it does not."""
    entities = replace(stored.claim, speaker=None).entities
    return {identity[e.id].id if e.id in identity else e.id for e in entities}


def _at_ends(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity], iri: str
) -> Iterator[StoredClaim]:
    """The claims that have an entity as subject or object."""
    for stored in claims:
        if iri in _parts(replace(stored, claim=replace(stored.claim, qualifiers=())), identity):
            yield stored


def _subject(stored: StoredClaim, identity: Mapping[str, Entity]) -> str:
    subject = stored.claim.subject
    return identity.get(subject.id, subject).id if subject else ""


def _others(identity: Mapping[str, Entity], iri: str) -> list[Entity]:
    """Who and what is named with it; what has no identity is told by its claims alone."""
    found = {e.id: e for e in identity.values() if e.id != iri and e.id.startswith(BASE)}
    return sorted(found.values(), key=lambda e: (e.name.casefold(), e.id))
