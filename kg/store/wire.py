"""What goes to a server as a query and comes back as an answer, whatever the server makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.store import Results
from kg.store.embedded import MemoryStore
from kg.vocab import XSD

_NOT_WORDS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[\w-]*:[\w-]*",
    re.DOTALL,
)
_CONSTRUCT = re.compile(r"\bCONSTRUCT\b\s*", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words of a query that are neither data nor names, in lower case."""
    return _NOT_WORDS.sub(" ", text).casefold().split()


def selecting(text: str) -> str | None:
    """A query for a row of one number for each solution that a CONSTRUCT makes triples of.

    Args:
        text: a valid query.

    Returns:
        None for what is no CONSTRUCT.
    """
    # Blanks in the place of strings, names and comments: what is left lies where it lay.
    bare = _NOT_WORDS.sub(lambda match: " " * len(match[0]), text)
    found = _CONSTRUCT.search(bare)
    if found is None:
        return None
    end = found.end()
    if bare[end] == "{":  # the template, which has no braces in it
        end = bare.index("}", end) + 1
    return f"{text[: found.start()]}SELECT (1 AS ?n) {text[end:]}"


def parsed(text: str) -> Results:
    """What our own parser makes of a query.

    Raises:
        QueryError: it is none.
    """
    with MemoryStore() as nothing:
        return nothing.query(text)


def normal(quads: Iterable[Quad]) -> set[Quad]:
    """Quads with each value in the form that the embedded store keeps: 1.50 is 1.5."""
    store = ox.Store()
    store.extend(quads)
    return set(store)


def with_true(body: bytes) -> bytes:
    """Results in JSON with booleans as words, which Virtuoso writes as digits."""
    if XSD.boolean.encode() not in body:
        return body
    found: dict[str, Any] = json.loads(body)
    for row in found["results"]["bindings"]:
        for term in row.values():
            if term.get("datatype") == XSD.boolean:
                term["value"] = {"1": "true", "0": "false"}.get(term["value"], term["value"])
    return json.dumps(found).encode()


def version(text: str) -> tuple[int, ...]:
    """The numbers of a version, to compare."""
    return tuple(int(part) for part in re.findall(r"\d+", text))


def named_node(iri: str) -> NamedNode:
    """An IRI as a term.

    Raises:
        StoreError: it is none.
    """
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{iri!r} is not an IRI") from error
