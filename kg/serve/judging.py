"""Pages on which somebody says who is who; there only under ``kg serve --edit``."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.derive import decide
from kg.derive.judgements import Decision
from kg.errors import BusyError, UsageError
from kg.serve import pages
from kg.serve.describe import filled, rows_of, subject_of, union
from kg.serve.leave import Leave
from kg.serve.links import href
from kg.serve.pool import WorkerPool
from kg.serve.protocol import iri, parameters, read_body
from kg.serve.search import find
from kg.store import open_store
from kg.vocab import POL

WAIT = 2.0  # seconds that a decision waits for a build to end
MOST_CHARS = 500  # of a reason, of a name
_DECISIONS = ("same", "different", "unsure")
_FORM = "application/x-www-form-urlencoded"
_NAMES = """
SELECT ?name ?class (COUNT(DISTINCT ?article) AS ?n) {
  { BRANCHES }
  ?article a pol:Article
} GROUP BY ?name ?class ORDER BY DESC(?n) ?name LIMIT 12"""
_NAMED = "{ GRAPH ?article { IRI rdfs:label|skos:altLabel ?name ; a ?class } }"
_QUOTES = """
SELECT DISTINCT ?quote ?date ?outlet {
  { BRANCHES }
  ?claim pol:evidence/oa:hasSelector/oa:exact ?quote ; prov:wasDerivedFrom ?article
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article schema:publisher/rdfs:label ?outlet }
} ORDER BY DESC(STR(?date)) ?quote LIMIT 5"""
_ABOUT = """
  { ?claim rdf:subject|rdf:object IRI ; a pol:Claim } UNION
  { ?event ?role IRI . ?claim rdf:subject ?event ; rdf:predicate rdf:type ; a pol:Claim }"""
_PAST = """
SELECT ?decision ?author ?date ?reason { GRAPH graph:judgements {
  PAIR ?iri pol:decision ?decision
  OPTIONAL { ?iri schema:author ?author } OPTIONAL { ?iri prov:generatedAtTime ?date }
  OPTIONAL { ?iri pol:reason ?reason }
} } ORDER BY DESC(STR(?date))"""


class Judging:
    """Forms for judgements, and what they record.

    Args:
        path: folder of the store, opened for writing while a judgement is recorded.
        pool: asks what the pages show.
        leave: who may.
    """

    def __init__(self, path: Path, pool: WorkerPool, leave: Leave) -> None:
        self._path, self._pool, self._leave = path, pool, leave
        self._turn = asyncio.Lock()

    async def judge(self, request: Request) -> Response:
        """GET of ``/judge?one=`` (choose another), with ``&other=`` (compare); POST (record)."""
        if request.method == "POST":
            return await self._record(request)
        self._leave.check(request)
        given = QueryParams(request.scope["query_string"])
        one = iri(given.get("one", ""))
        if given.get("other"):
            return await self._compare(one, iri(given["other"]))
        text = given.get("q", "").strip()[:MOST_CHARS]
        sketch = await self._sketch(one, (await subject_of(self._pool, one)).members)
        if not text and sketch["names"]:
            text = sketch["names"][0]["name"]
            if sketch["class"] == "Person":  # who else has the surname
                text = text.split()[-1]
        found = await find(self._pool, text) if text else []
        return pages.response(
            "judge", one=sketch, q=text, found=[row for row in found if row["iri"] != one]
        )

    async def _compare(
        self, one: str, other: str, *, error: str = "", status: int = 200, reason: str = ""
    ) -> Response:
        """The two side by side, and buttons."""
        first, second = await subject_of(self._pool, one), await subject_of(self._pool, other)
        # Of two that are taken to be one, only what articles state of each by itself tells.
        apart = first.iri != second.iri
        pair = "".join(filled("?iri pol:judges IRI . ", each) for each in (one, other))
        past = await rows_of(self._pool, _PAST.replace("PAIR", pair))
        return pages.response(
            "compare",
            status=status,
            sides=[
                await self._sketch(one, first.members if apart else [one]),
                await self._sketch(other, second.members if apart else [other]),
            ],
            apart=apart,
            past=[{**row, "decision": POL.local(row["decision"]) or ""} for row in past],
            proof=self._leave.proof,
            author=getpass.getuser(),
            reason=reason,
            error=error,
            most=MOST_CHARS,
        )

    async def _sketch(self, one: str, members: Sequence[str]) -> dict[str, Any]:
        """What some as-stated entities are called, and what is said of them."""
        members = members or [one]
        names = await rows_of(self._pool, _NAMES.replace("BRANCHES", union(_NAMED, members)))
        return {
            "iri": one,
            "names": names,
            "class": next(filter(None, (POL.local(row["class"]) for row in names)), "Entity"),
            "quotes": await rows_of(
                self._pool, _QUOTES.replace("BRANCHES", union(_ABOUT, members))
            ),
        }

    async def _record(self, request: Request) -> Response:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != _FORM:
            raise HTTPException(415, f"a judgement is sent as {_FORM}")
        given = dict(parameters(await read_body(request)))
        self._leave.check_form(request, given.get("proof", ""))
        one, other = iri(given.get("one", "")), iri(given.get("other", ""))
        reason = given.get("reason", "").strip()[:MOST_CHARS]
        if given.get("decision") not in _DECISIONS:
            raise HTTPException(400, f"a decision is one of {', '.join(_DECISIONS)}")
        try:
            async with self._turn:  # what has begun is done, though its client may leave
                await asyncio.shield(asyncio.to_thread(self._decide, one, other, given, reason))
        except BusyError:
            said = "A build is writing the graph just now. Nothing was recorded: do it again later."
            return await self._compare(one, other, error=said, status=409, reason=reason)
        except UsageError as error:
            return await self._compare(one, other, error=error.reason, status=400, reason=reason)
        return RedirectResponse(href(one), 303)

    def _decide(self, one: str, other: str, given: Mapping[str, str], reason: str) -> None:
        with open_store(self._path, write=True, wait=WAIT) as store:
            decide(
                store,
                one,
                other,
                cast(Decision, given["decision"]),
                author=given.get("author", "").strip()[:MOST_CHARS] or getpass.getuser(),
                date=datetime.now(UTC).isoformat(timespec="microseconds"),
                reason=reason,
            )
