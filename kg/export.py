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
from pyoxigraph import Quad, RdfFormat

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
_TYPE, _FIRST = f"> <{RDF.type}> ".encode(), b"> !\xff "


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
    index = () if graph is not None else (b"<%s#" % INDEX.encode(),)
    left_out = (*index, b"<%s>" % PROV.startedAtTime.encode()) if canonical else index
    if facts_only:
        parts = _facts(store)
    else:
        one = None if graph is None else _graph(store, graph)
        if one is None and form in _TRIPLES:
            parts = iter([("", store.lines())])
        else:
            graphs = [name for name in store.graphs() if name != INDEX] if one is None else [one]
            parts = ((name, store.lines(name)) for name in graphs)
    if form in _TRIPLES:
        text = _in_order(b"".join(lines for _, lines in parts), left_out)
    else:
        text = b"".join(
            _in_order(lines, left_out).replace(b" .\n", b" <%s> .\n" % name.encode())
            for name, lines in sorted(parts)
        )
    if not text:
        raise UsageError("there is nothing to write", advice="build the graph with kg build")
    if form in ("nt", "nq"):
        stream.write(text)
    else:
        quads = ox.parse(text, RdfFormat.N_QUADS)
        if form == "jsonld":
            ox.serialize(quads, stream, FORMATS[form])
        else:
            stream.write(_with_prefixes(quads, FORMATS[form]))
    return text.count(b"\n")


def _with_prefixes(quads: Iterable[Quad], form: RdfFormat) -> bytes:
    """Turtle or TriG with the prefixes that it uses, in order; the serializer shuffles them."""
    written = ox.serialize(quads, format=form, prefixes=PREFIXES) or b""
    lines = written.split(b"\n", len(PREFIXES))
    rest = lines.pop()
    used = [line for line in sorted(lines) if line.split()[1] in rest]
    return b"\n".join([*used, b"", rest])


def _in_order(triples: bytes, left_out: Iterable[bytes]) -> bytes:
    """Lines of N-Triples by subject, its classes first, as people write Turtle.

    Args:
        triples: lines in any order.
        left_out: what a predicate begins with whose lines are left out.
    """
    # FF is in no text. Where a text has the words of a type, its place is another, no more.
    lines = sorted(triples.replace(_TYPE, _FIRST).splitlines())
    for start in left_out:  # it may also stand in a text: few lines are looked at closely
        lines = [
            line
            for line in lines
            if start not in line or not line.split(b" ", 2)[1].startswith(start)
        ]
    return b"\n".join([*lines, b""] if lines else []).replace(_FIRST, _TYPE)


def _facts(store: Store) -> Iterator[tuple[str, bytes]]:
    """The graphs of what is current and of what it is about, of both only the plain triples."""
    facts = [quad for quad in store.quads(CURRENT) if quad.predicate.value in _FACTS]
    used = {term for quad in facts for term in (quad.subject, quad.object)}
    entities = [
        quad
        for quad in store.quads(ENTITIES)
        if quad.subject in used and quad.predicate.value != POL.canonical
    ]
    for name, quads in ((CURRENT, facts), (ENTITIES, entities)):
        yield name, ox.serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES) or b""


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
