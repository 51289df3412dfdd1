"""The graph as a file: Turtle, TriG, N-Triples, N-Quads, JSON-LD.

Turtle and N-Triples have no named graphs: they hold the union, in which the claims still tell their
articles. TriG, N-Quads and JSON-LD keep the graphs. Equal stores give equal bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, Triple

from kg.derive import CURRENT, ENTITIES, INDEX
from kg.errors import UsageError
from kg.quads import read_articles
from kg.store import Store
from kg.vocab import (
    POL,
    PREFIXES,
    PROV,
    RDF,
    RELATIONS,
    graph_iri,
)

FORMATS: dict[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}

_FACTS = {POL[name] for name in RELATIONS}


def export(
    store: Store,
    path: Path,
    *,
    graph: str | None = None,
    facts_only: bool = False,
    canonical: bool = False,
) -> int:
    """Write the graph to a file, whole or not at all.

    Args:
        store: read.
        path: its ending tells the format: one of FORMATS.
        graph: only one named graph: its IRI, the id of an article, or the name of a derived graph
            ("current").
        facts_only: only the current direct triples, with the names and classes of their entities.
        canonical: without the times of runs, so that equal knowledge is equal bytes.

    Returns:
        How many triples or quads were written.

    Raises:
        UsageError: the ending is unknown, the file cannot be written, there is no such graph, or
            there is nothing to write.
    """
    form = path.suffix.removeprefix(".")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            count = dump(
                store, stream, form, graph=graph, facts_only=facts_only, canonical=canonical
            )
        beside.replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def dump(
    store: Store,
    stream: IO[bytes],
    form: str,
    *,
    graph: str | None = None,
    facts_only: bool = False,
    canonical: bool = False,
) -> int:
    """Write the graph to a binary stream; as ``export``, with the format's name.

    Args:
        store: read.
        stream: where to.
        form: one of FORMATS.
        graph: as for ``export``.
        facts_only: as for ``export``.
        canonical: as for ``export``.

    Returns:
        How many triples or quads were written.

    Raises:
        UsageError: the format is unknown, there is no such graph, or there is nothing to write.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", advice=f"use .{', .'.join(FORMATS)}")
    quads = _facts(store) if facts_only else _all(store, _graph(store, graph))
    if canonical:
        quads = (quad for quad in quads if quad.predicate.value != PROV.startedAtTime)
    statements: list[Quad] | list[Triple]
    if form in ("ttl", "nt"):
        statements = sorted({quad.triple for quad in quads}, key=_order)
    else:
        statements = sorted(quads, key=_order)
    if not statements:
        raise UsageError("there is nothing to write", advice="build the graph with kg build")
    if form in ("ttl", "trig"):
        stream.write(_with_prefixes(statements, FORMATS[form]))
    else:
        ox.serialize(statements, stream, FORMATS[form])
    return len(statements)


def _with_prefixes(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    """Turtle or TriG with the prefixes that it uses, in order; the serializer shuffles them."""
    written = ox.serialize(statements, format=form, prefixes=PREFIXES) or b""
    lines = written.splitlines(keepends=True)
    declared = lines[: len(PREFIXES)]
    rest = b"".join(lines[len(PREFIXES) :])
    return b"".join(line for line in sorted(declared) if line.split()[1] in rest) + b"\n" + rest


def _order(statement: Quad | Triple) -> tuple[str, ...]:
    graph = str(statement.graph_name) if isinstance(statement, Quad) else ""
    # a node's classes first, as people write Turtle
    predicate = "" if statement.predicate.value == RDF.type else statement.predicate.value
    return graph, str(statement.subject), predicate, str(statement.object)


def _all(store: Store, graph: str | None) -> Iterator[Quad]:
    """One graph, or all that hold knowledge."""
    for name in store.graphs() if graph is None else [graph]:
        if name != INDEX or graph is not None:
            yield from store.quads(name)


def _facts(store: Store) -> Iterator[Quad]:
    facts = [quad for quad in store.quads(CURRENT) if quad.predicate.value in _FACTS]
    yield from facts
    used = {term for quad in facts for term in (quad.subject, quad.object)}
    for quad in store.quads(ENTITIES):
        if quad.subject in used and quad.predicate.value != POL.canonical:
            yield quad


def _graph(store: Store, wanted: str | None) -> str | None:
    """The IRI of the graph that is meant; of an article's versions the newest."""
    if wanted is None:
        return None
    graphs = store.graphs()
    versions = [info.iri for info in read_articles(store) if info.id == wanted]
    for iri in (wanted, *versions[-1:], graph_iri(wanted) if wanted.isidentifier() else ""):
        if iri in graphs:
            return iri
    raise UsageError(
        f"there is no graph or article {wanted!r}",
        advice=f"derived graphs are {', '.join(_names(graphs))}",
    )


def _names(graphs: Iterable[str]) -> list[str]:
    start = graph_iri("")
    return [iri.removeprefix(start) for iri in graphs if iri.startswith(start)]
