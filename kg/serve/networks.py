"""Networks: a page on which one is chosen, and the page of ``kg view`` for what was chosen."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import QueryError, UsageError
from kg.query import named_queries
from kg.query.worker import Question
from kg.serve import pages
from kg.serve.dates import day
from kg.serve.describe import rows_in
from kg.serve.drawing import Drawing
from kg.serve.kept import Kept
from kg.serve.links import at
from kg.serve.protocol import disconnected
from kg.vocab import CLASSES

KINDS = {
    "alliances": "Parties and alliances: who is with, against or in talks with whom",
    "people": "People: their parties, offices, allies and relatives",
    "events": "Events: who did what to whom",
    "sources": "Outlets: who reports on whom, and who agrees with whom",
}
DRAWN, MOST_DRAWN = 300, 2000
NOTHING = "Nothing in the graph fits this choice."
_DATES = {"at": "at", "from": "since", "to": "until"}
_SEVERAL = {"status": "status", "source": "source", "country": "country", "class": "cls"}
_SOURCES = """
SELECT DISTINCT ?id ?name { ?outlet a pol:Source ; dcterms:identifier ?id ; rdfs:label ?name }
ORDER BY ?name"""


class Networks:
    """Pages of networks.

    Args:
        drawn: draws them.
        kept: asks which outlets there are.
    """

    def __init__(self, drawn: Kept, kept: Kept) -> None:
        self._drawn, self._kept = drawn, kept

    async def choose(self, request: Request) -> Response:
        """GET of ``/network``: a form for what to draw."""
        return await self._form(QueryParams(request.scope["query_string"]))

    async def network(self, request: Request) -> Response:
        """GET of ``/network/KIND``; ``ego`` takes ``name``, ``answer`` a query or ``named``."""
        kind = request.path_params["kind"]
        given = QueryParams(request.scope["query_string"])
        if kind == "draw":  # as the form sends it
            kind = quote(given.get("kind", "alliances"), safe="")
            return RedirectResponse(f"/network/{kind}?{urlencode(_filled(given))}", 303)
        if kind not in (*KINDS, "ego", "answer"):
            raise HTTPException(404, f"networks are {', '.join(KINDS)} and ego")
        try:
            drawing = _drawing(kind, given)
            reply = await self._drawn.ask(drawing, gone=disconnected(request))
        except (UsageError, QueryError) as error:
            if kind == "answer":
                raise QueryError(error.reason, advice=error.advice) from error
            return await self._form(given, kind=kind, error=str(error), status=400)
        if reply.kind == "empty":
            return await self._form(given, kind=kind, error=NOTHING)
        return _page(reply.body)

    async def _form(
        self, given: QueryParams, *, kind: str = "", error: str = "", status: int = 200
    ) -> Response:
        outlets = rows_in(await self._kept.ask(Question(_SOURCES, graph_form=None)))
        return pages.response(
            "network",
            status=status,
            kinds=KINDS,
            kind=kind or given.get("kind", "alliances"),
            name=given.get("name", ""),
            given={name: given.get(name, "") for name in (*_DATES, *_SEVERAL, "sources", "nodes")},
            chosen=set(given.getlist("status")),
            outlets=outlets,
            classes=sorted(CLASSES),
            error=error,
            drawn=DRAWN,
            most=MOST_DRAWN,
        )


def _drawing(kind: str, given: QueryParams) -> Drawing:
    """What a request asks to draw.

    Raises:
        UsageError: a number is none, or no query is named.
    """
    if kind == "answer":
        return _of_answer(given)
    only: dict[str, Any] = {ours: given[name] for name, ours in _DATES.items() if given.get(name)}
    for name, ours in _SEVERAL.items():
        values = [value for text in given.getlist(name) for value in [text.strip()] if value]
        if values:
            only[ours] = values
    least = _number(given.get("sources", ""), "sources", 1, 1000)
    if least > 1:
        only["min_sources"] = least
    name = given.get("name", "").strip() if kind == "ego" else ""
    if kind == "ego" and not name:
        raise UsageError("a network around somebody needs a name")
    return Drawing(
        kind=kind,
        name=name,
        title=_title(kind, name, given),
        most=_number(given.get("nodes", ""), "nodes", DRAWN, MOST_DRAWN),
        only=only,
        back=("Choose otherwise", f"/network?{urlencode([('kind', kind), *_filled(given)])}"),
    )


def _filled(given: QueryParams) -> list[tuple[str, str]]:
    return [(name, value) for name, value in given.multi_items() if value and name != "kind"]


def _of_answer(given: QueryParams) -> Drawing:
    most = _number(given.get("nodes", ""), "nodes", DRAWN, MOST_DRAWN)
    if given.get("named"):
        known = next((each for each in named_queries() if each.name == given["named"]), None)
        if known is None:
            raise UsageError("there is no query of that name")
        bindings = {p.name: given[p.name] for p in known.parameters if given.get(p.name)}
        return Drawing(
            kind="answer",
            title=known.title,
            query=known.text,
            bindings=bindings,
            most=most,
            back=("The query", at(f"/queries/{known.name}", **bindings)),
        )
    if not given.get("query", "").strip():
        raise UsageError("no query is given")
    return Drawing(
        kind="answer",
        title="Answer to a query",
        query=given["query"],
        most=most,
        back=("The query", at("/sparql", query=given["query"])),
    )


def _number(text: str, name: str, default: int, most: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= most):
        raise UsageError(f"{name} is a number from 1 to {most}")
    return int(text)


def _title(kind: str, name: str, given: QueryParams) -> str:
    """What is drawn, with what was chosen."""
    told = [name or KINDS.get(kind, "").partition(":")[0]]
    if given.get("at"):
        told.append(f"on {day(given['at'])}")
    if given.get("from"):
        told.append(f"from {day(given['from'])}")
    if given.get("to"):
        told.append(f"to {day(given['to'])}")
    for parameter in _SEVERAL:
        told += [value for value in given.getlist(parameter) if value]
    if given.get("sources", "1") not in ("", "1"):
        told.append(f"at least {given['sources']} sources")
    return ", ".join(told)


def _page(body: bytes) -> Response:
    """The page of a network; what it tells of its own policy is said in a header too."""
    told = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]+)"', body)
    policy = told[1].decode() if told else "default-src 'none'"
    headers = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return Response(body, media_type="text/html", headers=headers)
