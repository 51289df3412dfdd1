"""Pages for people: plain HTML from templates, without script.

What articles say reaches a page as text; the templates escape every value.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode, urlsplit

import jinja2
import pyoxigraph as ox
from pyoxigraph import NamedNode, RdfFormat
from starlette.responses import HTMLResponse

from kg.model import STATUSES, Entity, StoredClaim
from kg.query import NamedQuery, disagreements_among, shorten
from kg.query.worker import Reply
from kg.serve.describe import MOST_CLAIMS, Description, article_of, claims_of, identity_of
from kg.vocab import BASE, DCTERMS, POL, RDFS, SCHEMA, SKOS

_POSTS = ("holdsOffice", "leads")
_WORDS = {"relativeOf": "related to", "seatsWon": "won seats:", "voteShare": "has the vote share"}


def response(name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page.

    Args:
        name: of its template.
        status: of the answer.
        values: what the template shows.
    """
    text = _environment().get_template(f"{name}.html").render(values)
    # A lone surrogate cannot be written.
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers={"Vary": "Accept"})


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serve"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters.update(href=href, shorten=shorten, words=words, web=web)
    environment.globals.update(statuses=STATUSES)
    return environment


def href(iri: str) -> str:
    """Where the page of a resource is on this server.

    >>> href("https://w3id.org/polkg/id/entity/party/red-party")
    '/id/entity/party/red-party'
    """
    path = iri.removeprefix(BASE)
    # A browser would take dots for a way up, and a question mark for the end of the path.
    plain = not re.search(r"(^|/)\.\.?(/|$)|[?\\]|^/|//", path) and path != iri
    return f"/id/{path}" if plain else f"/id/?{urlencode({'iri': iri})}"


def web(address: str) -> str:
    """An address that may be followed: http or https; else empty."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def words(name: str) -> str:
    """A relation as words: "alliedWith" is "allied with"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return _WORDS.get(name, spaced)


def described(description: Description) -> HTMLResponse:
    """The page of a resource."""
    nodes = description.nodes
    claims, identity = claims_of(nodes), identity_of(nodes)
    iri = description.iri
    common: dict[str, Any] = {"iri": iri, "cut": description.cut, "most": MOST_CLAIMS}
    if description.kind == "article":
        info = article_of(nodes, iri)
        text = nodes.one(iri, SCHEMA.text) or ""
        claims.sort(key=lambda stored: stored.claim.evidence.start)
        numbered = [_row(stored, identity) for stored in claims]
        return response(
            "article",
            article=info,
            author=nodes.one(iri, SCHEMA.author) or "",
            paragraphs=marked(text, claims),
            rows=numbered,
            older=nodes.values(iri, POL.supersedes),
            newer=nodes.values(iri, POL.supersededBy),
            entities=sorted({e.id: e for e in identity.values()}.values(), key=_by_name),
            **common,
        )
    if description.kind == "claim":
        rows = [_row(stored, identity) for stored in claims]
        return response("claim", row=rows[0], **common)
    if description.kind == "resource":
        label = nodes.one(iri, RDFS.label) or nodes.one(iri, DCTERMS.identifier) or shorten(iri)
        return response(
            "resource",
            label=label,
            outgoing=_by_predicate((t.predicate, t.object) for t in description.triples
                                   if _is(t.subject, iri)),
            incoming=_by_predicate((t.predicate, t.subject) for t in description.triples
                                   if _is(t.object, iri)),
            **common,
        )  # fmt: skip
    entity = identity.get(iri) or Entity(id=iri, name=iri, cls="Entity")
    about = [stored for stored in claims if iri in _parts(stored, identity)]
    says = [stored for stored in claims if iri not in _parts(stored, identity)]
    others = {e.id: e for e in identity.values() if e.id != iri}
    return response(
        "entity",
        entity=entity,
        external=list(filter(web, nodes.values(iri, SKOS.exactMatch))),
        stated=[one for one in sorted(identity) if identity[one].id == iri and one != iri],
        posts=posts(_at_ends(about, identity, iri), identity),
        groups=grouped(about, identity),
        says=grouped(says, identity),
        disagreements=[
            {
                "title": one.title,
                "positions": [
                    {"value": p.value, "rows": [_row(stored, identity) for stored in p.claims]}
                    for p in one.positions
                ],
            }
            for one in disagreements_among(claims, identity)
            if iri in {each.id for each in one.entities}
        ],
        others=sorted(others.values(), key=_by_name),
        number=len(claims),
        **common,
    )


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


def _by_name(entity: Entity) -> tuple[str, str]:
    return entity.name.casefold(), entity.id


def _by_predicate(
    pairs: Iterable[tuple[NamedNode, object]],
) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
    found: dict[str, list[object]] = defaultdict(list)
    for predicate, term in pairs:
        found[predicate.value].append(term)
    return [
        (_shown(True, predicate), [_cell(term) for term in sorted(terms, key=str)])
        for predicate, terms in sorted(found.items())
    ]


def _is(term: object, iri: str) -> bool:
    return isinstance(term, NamedNode) and term.value == iri


def _row(stored: StoredClaim, identity: Mapping[str, Entity]) -> dict[str, Any]:
    """A claim as the templates show it."""
    claim = stored.claim

    def part(value: object) -> dict[str, str]:
        if isinstance(value, Entity):
            known = identity.get(value.id, value)
            return {"text": known.name, "iri": known.id}
        return {"text": f"{value:g}" if isinstance(value, float) else str(value), "iri": ""}

    roles = [(name, [part(value) for value in values]) for name, values in claim.roles]
    return {
        "iri": stored.iri,
        "anchor": stored.iri.rpartition("/")[2],
        "status": claim.status,
        "event": claim.kind == "event",
        "predicate": claim.predicate,
        "subject": part(claim.subject) if claim.subject else None,
        "object": part(claim.object) if claim.object is not None else None,
        "roles": roles,
        "qualifiers": [(name, part(value)) for name, value in claim.qualifiers],
        "time": claim.time,
        "since": claim.valid_from,
        "until": claim.valid_until,
        "speaker": part(claim.speaker) if claim.speaker else None,
        "quote": claim.evidence.quote,
        "article": stored.article,
        "outlet": stored.article.source_title or stored.article.source or stored.article.id,
    }


def grouped(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity]
) -> list[tuple[str, list[list[dict[str, Any]]]]]:
    """Claims by status, and in each the ones that say the same together."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {status: {} for status in STATUSES}
    for stored in claims:
        row = _row(stored, identity)
        said = json.dumps([row[key] for key in ("predicate", "subject", "object", "roles")])
        found[stored.claim.status].setdefault(said, []).append(row)
    return [(status, list(same.values())) for status, same in found.items() if same]


def posts(claims: Iterable[StoredClaim], identity: Mapping[str, Entity]) -> list[dict[str, Any]]:
    """Offices and who holds them, the latest told first: one line for each status of each."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for stored in claims:
        if stored.claim.predicate in _POSTS and stored.claim.kind == "relation":
            row = _row(stored, identity)
            extra = dict(row["qualifiers"])
            row["role"] = extra.get("role", {"text": ""})["text"]
            row["jurisdiction"] = extra.get("jurisdiction")
            key = [row[name] for name in ("predicate", "subject", "object", "status", "role")]
            found[json.dumps(key)].append(row)
    lines = []
    for rows in found.values():
        dates = sorted(row["article"].published or "" for row in rows)
        since = sorted({row["since"] for row in rows if row["since"]})
        until = sorted({row["until"] for row in rows if row["until"]})
        told = {"first": dates[0], "last": dates[-1], "since": since, "until": until}
        lines.append({**rows[0], **told, "number": len(rows)})
    return sorted(lines, key=lambda line: line["last"], reverse=True)


def marked(text: str, claims: Sequence[StoredClaim]) -> list[list[tuple[str, list[int]]]]:
    """An article's paragraphs as pieces, each with the numbers (from 1) of claims that quote it."""
    spans = [(s.claim.evidence.start, s.claim.evidence.end, n) for n, s in enumerate(claims, 1)]
    edges = {0, len(text), *(edge for start, end, _ in spans for edge in (start, end))}
    edges |= {edge for match in re.finditer(r"\n+", text) for edge in match.span()}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(text))
    paragraphs: list[list[tuple[str, list[int]]]] = [[]]
    for start, end in pairwise(ordered):
        piece = text[start:end]
        if piece.strip("\n"):
            paragraphs[-1].append((piece, [n for a, b, n in spans if a <= start and end <= b]))
        else:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


# Answers to queries ------------------------------------------------------------------------------


def answer(
    text: str,
    *,
    reply: Reply | None = None,
    error: str = "",
    status: int = 200,
    rows: int = 0,
    named: NamedQuery | None = None,
    bindings: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The page of a query with its answer, or why there is none.

    Args:
        text: the query.
        reply: the answer, rows and yes or no as JSON, triples as N-Triples; None where there is
            none yet.
        error: why there is none.
        status: of the answer.
        rows: the limit of rows.
        named: the named query that it is.
        bindings: what its parameters were given.
    """
    columns, lines = table(reply) if reply is not None else ([], [])
    return response(
        "sparql",
        status=status,
        text=text,
        columns=columns,
        lines=lines,
        verdict=json.loads(reply.body)["boolean"] if reply and reply.kind == "boolean" else None,
        answered=reply is not None,
        truncated=bool(reply and reply.truncated),
        limit=rows,
        error=error,
        named=named,
        bindings=bindings or {},
    )


def table(reply: Reply) -> tuple[list[str], list[list[dict[str, str] | None]]]:
    """Names of columns and cells of an answer."""
    if reply.kind == "triples":
        triples = ox.parse(reply.body, format=RdfFormat.N_TRIPLES)
        rows = ((t.subject, t.predicate, t.object) for t in triples)
        return ["subject", "predicate", "object"], [list(map(_cell, row)) for row in rows]
    if reply.kind == "boolean":
        return [], []
    data = json.loads(reply.body)
    columns = data["head"]["vars"]
    return columns, [
        [_shown(row[name]["type"] == "uri", row[name]["value"]) if name in row else None
         for name in columns]
        for row in data["results"]["bindings"]
    ]  # fmt: skip


def _cell(term: object) -> dict[str, str]:
    return _shown(isinstance(term, NamedNode), getattr(term, "value", str(term)))


def _shown(is_iri: bool, value: str) -> dict[str, str]:
    if not is_iri:
        return {"text": value, "href": ""}
    ours = value.startswith((BASE, str(POL)))
    return {"text": shorten(value), "href": href(value) if ours else web(value)}
