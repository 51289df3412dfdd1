"""Claims as the templates show them: plain values, under the names of canonical entities."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from kg.model import STATUSES, Entity, StoredClaim
from kg.query import Disagreement
from kg.serve.dates import day

#: What a template reads; JSON can hold it, so that a worker can send it.
Row: TypeAlias = dict[str, Any]
_POSTS = ("holdsOffice", "leads")
_TIMES = ("since", "until", "time")
_COUNTS = ("seatsWon", "voteShare")


def claim_row(stored: StoredClaim, identity: Mapping[str, Entity]) -> Row:
    """One claim: who, what, whom, its words, and where they stand."""
    claim, article = stored.claim, stored.article

    def part(value: object) -> dict[str, str]:
        if isinstance(value, Entity):
            known = identity.get(value.id, value)
            return {"text": known.name, "iri": known.id}
        return {"text": f"{value:g}" if isinstance(value, float) else str(value), "iri": ""}

    return {
        "iri": stored.iri,
        "anchor": stored.iri.rpartition("/")[2],
        "status": claim.status,
        "event": claim.kind == "event",
        "predicate": claim.predicate,
        "subject": part(claim.subject) if claim.subject else None,
        "object": part(claim.object) if claim.object is not None else None,
        "roles": [(name, [part(value) for value in values]) for name, values in claim.roles],
        "qualifiers": [(name, part(value)) for name, value in claim.qualifiers],
        "time": claim.time,
        "since": claim.valid_from,
        "until": claim.valid_until,
        "speaker": part(claim.speaker) if claim.speaker else None,
        "quote": claim.evidence.quote,
        "confidence": claim.confidence,
        "article": {
            "iri": article.iri,
            "title": article.title or article.id,
            "url": article.url,
            "published": article.published or "",
        },
        "outlet": article.source_title or article.source or article.id,
    }


def same_said(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows that say the same together, in the order of the first of each."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        said = [row[key] for key in ("predicate", "subject", "object", "roles", "status")]
        found.setdefault(json.dumps(said), []).append(row)
    return list(found.values())


def posts(claims: Iterable[StoredClaim], identity: Mapping[str, Entity]) -> list[Row]:
    """Offices and who holds them, the latest told first: one line for each status of each."""
    found: dict[str, list[Row]] = defaultdict(list)
    for stored in claims:
        if stored.claim.predicate in _POSTS and stored.claim.kind == "relation":
            row = claim_row(stored, identity)
            extra = dict(row["qualifiers"])
            row["role"] = extra.get("role", {"text": ""})["text"]
            row["jurisdiction"] = extra.get("jurisdiction")
            key = [row[name] for name in ("predicate", "subject", "object", "status", "role")]
            found[json.dumps(key)].append(row)
    lines = []
    for rows in found.values():
        dates = sorted(row["article"]["published"] for row in rows if row["article"]["published"])
        times = sorted(
            {(row["since"] or "", row["until"] or "", row["time"] or "") for row in rows}
        )
        told = {"first": dates[0] if dates else "", "last": dates[-1] if dates else ""}
        when = " or ".join(filter(None, (held(*each) for each in times)))
        lines.append({**rows[0], **told, "when": when, "rows": rows})
    return sorted(lines, key=lambda line: line["last"], reverse=True)


def held(since: str, until: str, time: str) -> str:
    """When something holds, by the text that says so; empty where it does not say.

    >>> held("2024-02-12", "2024-03", ""), held("", "", "2022")
    ('from 12 February 2024 until March 2024', '2022')
    """
    parts = (since and f"from {day(since)}", until and f"until {day(until)}")
    return " ".join(filter(None, parts)) or day(time)


def counts(claims: Iterable[StoredClaim], identity: Mapping[str, Entity]) -> list[Row]:
    """Seats and vote shares, one line for each number of each quantity, with who gives it."""
    found: dict[str, list[Row]] = defaultdict(list)
    for stored in claims:
        if stored.claim.predicate in _COUNTS:
            row = claim_row(stored, identity)
            row["of"] = [part for _, part in row["qualifiers"]]
            key = [row[name] for name in ("predicate", "subject", "object", "of", "status")]
            found[json.dumps(key)].append(row)
    lines = []
    for rows in found.values():
        outlets = sorted({row["outlet"] for row in rows})
        lines.append({**rows[0], "outlets": outlets, "rows": rows})
    return sorted(
        lines,
        key=lambda line: (
            line["predicate"],
            line["subject"]["text"],
            STATUSES.index(line["status"]),
            -len(line["outlets"]),
        ),
    )


def disagreement_row(found: Disagreement, identity: Mapping[str, Entity]) -> Row:
    """A disagreement with the claims of each side."""
    return {
        "kind": found.kind,
        "predicate": found.predicate,
        "entities": [{"text": entity.name, "iri": entity.id} for entity in found.entities],
        "positions": [
            {"value": one.value, "rows": [claim_row(stored, identity) for stored in one.claims]}
            for one in found.positions
        ],
    }
