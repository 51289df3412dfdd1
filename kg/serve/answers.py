"""Answers to queries as pages: a table whose cells lead on, or why there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, RdfFormat
from starlette.responses import HTMLResponse

from kg.query import NamedQuery, named_queries, shorten
from kg.query.worker import Reply
from kg.serve import pages
from kg.serve.describe import rows_of
from kg.serve.links import at, href, web
from kg.serve.pool import WorkerPool
from kg.vocab import BASE, POL

MOST_SHOWN = 1000  # rows on a page
Cell: TypeAlias = dict[str, str] | None
_NAMED = """
SELECT DISTINCT ?name ?iri {
  VALUES ?name { TEXTS }
  GRAPH graph:entities { ?iri ?named ?name }
  FILTER(?named = rdfs:label || ?named = skos:altLabel)
}"""
_FORMS = {"rows": ("csv", "tsv", "json", "xml"), "boolean": ("json", "xml", "csv", "tsv"),
          "triples": ("ttl", "nt", "jsonld", "rdf")}  # fmt: skip


async def answer_page(
    pool: WorkerPool,
    text: str,
    *,
    reply: Reply | None = None,
    error: str = "",
    status: int = 200,
    rows: int = 0,
    most: int,
    seconds: float,
    named: NamedQuery | None = None,
    bindings: Mapping[str, str] | None = None,
    given: Sequence[tuple[str, str]] = (),
) -> HTMLResponse:
    """The page of a query with its answer, or why there is none.

    Args:
        pool: asks whom the names in the answer stand for.
        text: the query.
        reply: the answer, rows and yes or no as JSON, triples as N-Triples; None where there is
            none yet.
        error: why there is none.
        status: of the answer.
        rows: the limit of rows that the answer was given.
        most: rows that a file holds.
        seconds: the limit of time.
        named: the named query that it is.
        bindings: what its parameters were given.
        given: the parameters of the request, which name the graphs that it is about.
    """
    columns, lines = table(reply) if reply is not None else ([], [])
    named_columns = await _link_names(pool, columns, lines)
    ask = list(given) if not named else list((bindings or {}).items())
    address = f"/queries/{named.name}" if named else "/sparql"
    of_network = [("named", named.name), *ask] if named else ask
    return pages.response(
        "sparql",
        status=status,
        text=text,
        columns=columns,
        lines=lines,
        verdict=json.loads(reply.body)["boolean"] if reply and reply.kind == "boolean" else None,
        answered=reply is not None,
        truncated=bool(reply and reply.truncated),
        limit=rows,
        seconds=seconds,
        shown=min(most, MOST_SHOWN),
        most=most,
        error=error,
        place=_place(text, error),
        named=named,
        bindings=bindings or {},
        queries=named_queries(),
        forms=[
            (form, f"{address}?{urlencode([*ask, ('format', form)])}")
            for form in (_FORMS[reply.kind] if reply else ())
        ],
        network=f"/network/answer?{urlencode(of_network)}" if len(named_columns) > 1 else "",
    )


def table(reply: Reply) -> tuple[list[str], list[list[Cell]]]:
    """Names of columns and cells of an answer."""
    if reply.kind == "triples":
        triples = ox.parse(reply.body, format=RdfFormat.N_TRIPLES)
        rows = ((t.subject, t.predicate, t.object) for t in triples)
        return ["subject", "predicate", "object"], [list(map(cell, row)) for row in rows]
    if reply.kind == "boolean":
        return [], []
    data = json.loads(reply.body)
    columns = data["head"]["vars"]
    return columns, [
        [shown(row[name]["type"] == "uri", row[name]["value"]) if name in row else None
         for name in columns]
        for row in data["results"]["bindings"]
    ]  # fmt: skip


def cell(term: object) -> dict[str, str]:
    """A term as a table shows it."""
    return shown(isinstance(term, NamedNode), getattr(term, "value", str(term)))


def shown(is_iri: bool, value: str) -> dict[str, str]:
    """A value as a table shows it: what the graph describes leads to its page."""
    if not is_iri:
        return {"text": value, "href": ""}
    ours = value.startswith((BASE, str(POL)))
    return {"text": shorten(value), "href": href(value) if ours else web(value), "iri": value}


async def _link_names(
    pool: WorkerPool, columns: Sequence[str], lines: Sequence[Sequence[Cell]]
) -> list[str]:
    """Let names in an answer lead to whom they stand for; gives the columns of entities."""
    texts = {
        one["text"]
        for line in lines
        for one in line
        if one and "iri" not in one and 1 < len(one["text"]) < 200
    }
    known: dict[str, set[str]] = {}
    if texts:
        values = " ".join(str(Literal(text)) for text in sorted(texts))
        for row in await rows_of(pool, _NAMED.replace("TEXTS", values)):
            known.setdefault(row["name"], set()).add(row["iri"])
    found = []
    for number, name in enumerate(columns):
        cells = [line[number] for line in lines]
        entities = 0
        for one in cells:
            if one and "iri" in one:
                entities += "/entity/" in one["iri"]
            elif one and one["text"] in known:
                entities += 1
                who = known[one["text"]]
                one["href"] = href(min(who)) if len(who) == 1 else at("/search", q=one["text"])
        if entities * 2 >= len([one for one in cells if one]) > 0:
            found.append(name)
    return found


def _place(text: str, error: str) -> tuple[str, int] | None:
    """The line of a query that its error names, and the column in it (from 1)."""
    found = re.search(r"line (\d+), column (\d+)", error)
    lines = text.split("\n")
    if found is None or not 0 < int(found[1]) <= len(lines):
        return None
    return lines[int(found[1]) - 1], int(found[2])
