"""The graph as a file: Turtle, TriG, N-Triples, N-Quads, JSON-LD.

Turtle and N-Triples have no named graphs: they hold the union, in which the claims still tell their
articles. TriG, N-Quads and JSON-LD keep the graphs. Equal stores give equal bytes.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
from pyoxigraph import Quad, QueryTriples, RdfFormat, Triple

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

_TRIPLES = ("ttl", "nt")
_TYPE = f"> <{RDF.type}> ".encode()


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
    if facts_only:
        lines = _lines(_facts(store), form)
    elif graph is None and form in _TRIPLES:
        found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        written = cast(QueryTriples, found).serialize(format=RdfFormat.N_TRIPLES) or b""
        lines = sorted(written.splitlines(), key=_order)
    else:
        lines = _lines(store.quads(None if graph is None else _graph(store, graph)), form)
    left_out = [b"<%s#" % INDEX.encode()] if graph is None else []
    left_out += [b"<%s>" % PROV.startedAtTime.encode()] if canonical else []
    if left_out:
        lines = [line for line in lines if not line.split(b" ", 2)[1].startswith(tuple(left_out))]
    if not lines:
        raise UsageError("there is nothing to write", advice="build the graph with kg build")
    text = b"\n".join([*lines, b""])
    if form in ("nt", "nq"):
        stream.write(text)
    else:
        quads = ox.parse(text, RdfFormat.N_QUADS)
        statements = (quad.triple for quad in quads) if form in _TRIPLES else quads
        if form == "jsonld":
            ox.serialize(statements, stream, FORMATS[form])
        else:
            stream.write(_with_prefixes(statements, FORMATS[form]))
    return len(lines)


def _with_prefixes(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    """Turtle or TriG with the prefixes that it uses, in order; the serializer shuffles them."""
    written = ox.serialize(statements, format=form, prefixes=PREFIXES) or b""
    lines = written.split(b"\n", len(PREFIXES))
    rest = lines.pop()
    used = [line for line in sorted(lines) if line.split()[1] in rest]
    return b"\n".join([*used, b"", rest])


def _lines(quads: Iterable[Quad], form: str) -> list[bytes]:
    """The lines of some quads, graph by graph, or of their triples where the format has none."""
    if form in _TRIPLES:
        triples = {quad.triple for quad in quads}
        return sorted(_written(triples, RdfFormat.N_TRIPLES), key=_order)
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(quad)
    return [
        line
        for _, graph in sorted(graphs.items())
        for line in sorted(_written(graph, RdfFormat.N_QUADS), key=_order)
    ]


def _written(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> list[bytes]:
    return (ox.serialize(statements, format=form) or b"").splitlines()


def _order(line: bytes) -> bytes:
    """Puts a node's classes first, as people write Turtle."""
    return line.replace(_TYPE, b"> ! ", 1)


def _facts(store: Store) -> Iterator[Quad]:
    facts = [quad for quad in store.quads(CURRENT) if quad.predicate.value in _FACTS]
    yield from facts
    used = {term for quad in facts for term in (quad.subject, quad.object)}
    for quad in store.quads(ENTITIES):
        if quad.subject in used and quad.predicate.value != POL.canonical:
            yield quad


def _graph(store: Store, wanted: str) -> str:
    """The IRI of the graph that is meant; of an article's versions the newest."""
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
