"""SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), queries only.

A query comes by GET, by POST as a form, or by POST as ``application/sparql-query``; an answer is
limited in rows, and says so in the header ``Kg-Truncated``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import LimitError, QueryError
from kg.query import GRAPH_FORMATS
from kg.query.worker import Question, Reply
from kg.serve.answers import MOST_SHOWN, answer_page
from kg.serve.negotiate import HTML, RESULTS, TRIPLES, accepted, content_type
from kg.serve.pool import WorkerPool
from kg.store import Dataset
from kg.vocab import PREFIXES, RDF

MOST_BYTES = 1 << 20  # of a request's body
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)


class Protocol:
    """The endpoint.

    Args:
        pool: answers the queries.
        shown: asks what else a page tells of an answer.
        rows: rows and triples of an answer at most.
    """

    def __init__(self, pool: WorkerPool, shown: WorkerPool, *, rows: int) -> None:
        self._pool, self._shown, self._rows = pool, shown, rows

    async def endpoint(self, request: Request) -> Response:
        """Answer a request to the endpoint."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        url = parameters(request.scope["query_string"])
        accept = request.headers.get("accept", "")
        if request.method in ("GET", "HEAD") and not url:
            if accepted(accept, {**TRIPLES, HTML: "html"}) == HTML:
                return await self._answer_page("")
            return await self._description(request)
        given = await self._operation(request, url)
        accept = wanted_form(dict(given).get("format", ""), accept)
        if accepted(accept, {**RESULTS, **TRIPLES, HTML: "html"}) == HTML:
            return await self._page(request, given)
        results, triples = accepted(accept, RESULTS), accepted(accept, TRIPLES)
        if results is None and triples is None:
            raise HTTPException(406, f"answers come as {', '.join([*RESULTS, *TRIPLES])}")
        question = Question(
            dict(given)["query"],
            form=RESULTS[results] if results else None,
            graph_form=TRIPLES[triples] if triples else None,
            rows=self._rows,
            dataset=dataset_of(given),
        )
        reply = await self._pool.ask(question, gone=disconnected(request))
        media = triples if reply.kind == "triples" else results
        return data_response(reply, media or "", rows=self._rows, named=dict(given).get("format"))

    async def _page(self, request: Request, given: list[tuple[str, str]]) -> Response:
        """The answer as a page."""
        text = dict(given)["query"]
        if not text.strip():
            return await self._answer_page("")
        rows = min(self._rows, MOST_SHOWN)
        question = Question(text, graph_form="nt", rows=rows, dataset=dataset_of(given))
        try:
            reply = await self._pool.ask(question, gone=disconnected(request))
        except QueryError as error:
            status = 503 if isinstance(error, LimitError) else 400
            return await self._answer_page(text, error=str(error), status=status)
        return await self._answer_page(text, reply=reply, rows=rows, given=given)

    async def _answer_page(self, text: str, **values: Any) -> Response:
        return await answer_page(
            self._shown, text, most=self._rows, seconds=self._pool.seconds, **values
        )

    async def _operation(
        self, request: Request, url: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """The parameters of a request, exactly one query among them."""
        given = url
        if request.method == "POST":
            media, _, rest = request.headers.get("content-type", "").lower().partition(";")
            charset = rest.partition("charset=")[2].strip(' "')
            body = await read_body(request)
            if media.strip() == _FORM:
                if any(name in ("query", "update") for name, _ in url):
                    raise HTTPException(400, "a form has its query in the body")
                given = [*url, *parameters(body)]
            elif media.strip() == _QUERY:
                if charset not in ("", "utf-8"):
                    raise HTTPException(415, "queries are sent as UTF-8")
                given = [*url, ("query", _utf8(body))]
            elif media.strip() == _UPDATE:
                raise HTTPException(403, "this server changes nothing")
            else:
                raise HTTPException(415, f"queries are sent as {_FORM} or {_QUERY}")
        names = [name for name, _ in given]
        if "update" in names or "using-graph-uri" in names or "using-named-graph-uri" in names:
            raise HTTPException(403 if request.method == "POST" else 400, "updates are refused")
        if names.count("query") != 1:
            raise HTTPException(400, "a request has exactly one query")
        return given

    async def _description(self, request: Request) -> Response:
        """What the service says of itself, in RDF."""
        media = accepted(request.headers.get("accept", ""), TRIPLES)
        if media is None:
            raise HTTPException(406, f"the description comes as {', '.join(TRIPLES)}")
        form = GRAPH_FORMATS[TRIPLES[media]]
        data = ox.serialize(description(str(request.url)), format=form, prefixes=_PREFIXES)
        return Response(data or b"", headers={"Content-Type": content_type(media), **_VARY})


def wanted_form(form: str, accept: str) -> str:
    """What the Accept header of a request amounts to, where its address may name a format.

    Raises:
        HTTPException: 406, there is no such format.
    """
    if not form:
        return accept
    offered = {**TRIPLES, **RESULTS}
    found = [media for media, name in offered.items() if name == form]
    if not found and "*/*" not in accept and accept and accepted(accept, offered):
        return accept  # programs such as SPARQLWrapper say it twice, here in a word of their own
    if not found:
        raise HTTPException(406, f"formats are {', '.join({*RESULTS.values(), *TRIPLES.values()})}")
    return ", ".join(found)


def data_response(reply: Reply, media: str, *, rows: int, named: str | None) -> Response:
    """An answer as data.

    Args:
        reply: the answer, written in that format.
        media: its media type.
        rows: the limit of rows, told where it left something out.
        named: the format that the address names, as for a file to keep; None where it names none.
    """
    headers = {"Content-Type": content_type(media), **_VARY}
    if reply.truncated:
        headers["Kg-Truncated"] = f"after {rows}"
    if named:
        headers["Content-Disposition"] = f'attachment; filename="answer.{named}"'
    return Response(reply.body, headers=headers)


_PREFIXES = {"sd": _SD, "formats": _FORMATS}
_VARY = {"Vary": "Accept"}


def description(endpoint: str) -> list[Triple]:
    """What the service can do, in https://www.w3.org/TR/sparql11-service-description/ terms."""

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    kind = NamedNode(RDF.type)
    found = [
        Triple(service, kind, sd("Service")),
        Triple(service, sd("endpoint"), NamedNode(endpoint)),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, kind, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), graph),
        Triple(graph, kind, sd("Graph")),
        Triple(
            service,
            NamedNode(PREFIXES["rdfs"] + "comment"),
            Literal("Read only. No federation. Answers are limited in rows and in time."),
        ),
    ]
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV")
    graphs = ("SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML")
    found += [
        Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name))
        for name in (*results, *graphs)
    ]
    return found


def dataset_of(given: list[tuple[str, str]]) -> Dataset | None:
    """The graphs that a request names; None if it names none.

    Raises:
        HTTPException: 400, one is named by what is no IRI.
    """
    default = tuple(value for name, value in given if name == "default-graph-uri")
    named = tuple(value for name, value in given if name == "named-graph-uri")
    for value in (*default, *named):
        iri(value)
    return Dataset(default, named) if default or named else None


def iri(text: str) -> str:
    """An absolute IRI that came with a request, as it is.

    Raises:
        HTTPException: 400, it is none.
    """
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise HTTPException(400, f"{text[:200]!r} is not an absolute IRI") from error


def parameters(data: bytes) -> list[tuple[str, str]]:
    """The names and values of a query string or a form.

    Raises:
        HTTPException: 400, they are not UTF-8.
    """
    try:
        return parse_qsl(
            data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except ValueError as error:
        raise HTTPException(400, "parameters are sent percent-encoded, as UTF-8") from error


async def read_body(request: Request) -> bytes:
    """A request's body.

    Raises:
        HTTPException: 413, it is too large.
    """
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise HTTPException(413, f"a query has at most {MOST_BYTES} bytes")
    except ClientDisconnect as error:
        raise HTTPException(400, "the request broke off") from error
    return bytes(body)


async def disconnected(request: Request) -> None:
    """Wait until the client is gone."""
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the query is not UTF-8") from error
