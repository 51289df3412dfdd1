"""The embedded store, on Oxigraph: choose memory for tests and one-off builds, a folder otherwise.

A folder holds ``kg-store.json`` (what it is), ``live/`` (the database that the one writer changes),
``published/N/`` (static copies for readers) and ``current`` (the N that readers open). Reading the
live database beside its writer fails now and then, so readers never do.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, cast

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import BusyError, QueryError, StoreError
from kg.store import Dataset, Results, Term
from kg.store.folder import (
    MARKER,
    SIZES,
    check_marker,
    failed,
    guard,
    marker,
    prepare,
    read_published,
    sizes_of,
    write_json,
    write_text,
)
from kg.vocab import PREFIXES

logger = logging.getLogger(__name__)

_UNION = DefaultGraph()
# Takes a graph away, and from the union what no other graph states.
_DROP = """DELETE {{ ?s ?p ?o }} WHERE {{
  GRAPH {graph} {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph}) }}
}} ;
DROP SILENT GRAPH {graph}"""
_Quads: TypeAlias = dict[NamedNode, set[Quad]]
_PAUSE = 0.2  # seconds between two looks whether another writer has ended


class MemoryStore:
    """Quads in memory; nothing outlives the process.

    Args:
        store: the database; an empty one where None.
        writable: whether replace and remove are allowed.
    """

    def __init__(self, store: ox.Store | None = None, *, writable: bool = True) -> None:
        self._store: ox.Store | None = ox.Store() if store is None else store
        self._writable = writable
        self._changed = False

    @property
    def oxigraph(self) -> ox.Store:
        """The database itself, for bridges to other libraries."""
        if self._store is None:
            raise StoreError("the store is closed")
        return self._store

    def replace(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Make a named graph hold exactly these triples, in one transaction."""
        name = _named_node(graph)
        new = set(quads)
        if any(quad.graph_name != name for quad in new):
            raise StoreError(f"quads of other graphs were given for {graph}")
        old = set(self.oxigraph.quads_for_pattern(None, None, None, name))
        if old:
            # A store keeps numbers by value ("1.0" becomes "1"): compare in the form that it keeps.
            normal = ox.Store()
            normal.extend(new)
            new = set(normal)
        return self._apply(added=new - old, removed=old - new)

    def remove(self, graph: str) -> bool:
        """Drop a named graph; False where there is none."""
        name = _named_node(graph)
        if next(self.oxigraph.quads_for_pattern(None, None, None, name), None) is None:
            return False
        self._write(lambda: self.oxigraph.update(_DROP.format(graph=name)))
        return True

    def change(self, *, added: Iterable[Quad] = (), removed: Iterable[Quad] = ()) -> None:
        """Take quads out and put quads in, of any named graphs, in one transaction."""
        new, old = set(added), set(removed)
        if any(quad.graph_name == _UNION for quad in new | old):
            raise StoreError("only named graphs are written; the default graph is their union")
        self._apply(added=new, removed=old - new)

    def _apply(self, *, added: set[Quad], removed: set[Quad]) -> bool:
        if not added and not removed:
            return False
        if removed:
            text = " ;\n".join(self._steps(_by_graph(added), _by_graph(removed)))
            self._write(lambda: self.oxigraph.update(text))
        else:  # twice as fast as an update, and one transaction too
            union = [Quad(quad.subject, quad.predicate, quad.object) for quad in added]
            self._write(lambda: self.oxigraph.extend([*added, *union]))
        return True

    def _write(self, transaction: Callable[[], None]) -> None:
        if not self._writable:
            raise StoreError("the store was opened for reading")
        guard(transaction, "the store could not be written")
        self._changed = True

    def _steps(self, added: _Quads, removed: _Quads) -> Iterator[str]:
        """Updates by which the graphs change, and the union with them."""
        gone = set().union(*removed.values())
        for graph, quads in removed.items():
            own = self.oxigraph.quads_for_pattern(None, None, None, graph)
            if all(quad in quads for quad in own):
                yield _DROP.format(graph=graph)
                continue
            orphans = [quad for quad in quads if not self._stated_elsewhere(quad, gone)]
            yield f"DELETE DATA {{ {_text(orphans)} GRAPH {graph} {{ {_text(quads)} }} }}"
        for graph, quads in added.items():
            text = _text(quads)
            yield f"INSERT DATA {{ {text} GRAPH {graph} {{ {text} }} }}"

    def _stated_elsewhere(self, quad: Quad, removed: set[Quad]) -> bool:
        same = self.oxigraph.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(other not in removed and other.graph_name != _UNION for other in same)

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        names = guard(lambda: list(self.oxigraph.named_graphs()), "the store could not be read")
        return sorted(name.value for name in names)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all of them, in no order."""
        names = self.graphs() if graph is None else [graph]
        try:
            for name in names:
                yield from self.oxigraph.quads_for_pattern(None, None, None, _named_node(name))
        except (OSError, RuntimeError) as error:
            raise _damaged(error) from error

    def lines(self, graph: str | None = None) -> bytes:
        """The triples of one named graph, or those of all, each once: N-Triples, in no order."""
        name = _UNION if graph is None else _named_node(graph)
        try:
            return self.oxigraph.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b""
        except (OSError, RuntimeError) as error:
            raise _damaged(error) from error

    def match(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: Term | None = None,  # noqa: A002 - what it is called in RDF
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """The quads of named graphs that have these terms, each graph's own, in no order."""
        try:
            found = self.oxigraph.quads_for_pattern(
                None if subject is None else _named_node(subject),
                None if predicate is None else _named_node(predicate),
                object,
                None if graph is None else _named_node(graph),
            )
            for quad in found:
                if graph is not None or quad.graph_name != _UNION:
                    yield quad
        except (OSError, RuntimeError) as error:
            raise _damaged(error) from error

    def query(self, text: str, *, dataset: Dataset | None = None) -> Results:
        """Answer a SPARQL query; the default graph is the union of the named graphs."""
        graphs: dict[str, Any] = {}
        if dataset is not None:
            graphs["default_graph"] = list(map(_named_node, dataset.default))
            graphs["named_graphs"] = list(map(_named_node, dataset.named))
        try:
            return self.oxigraph.query(text, prefixes=PREFIXES, **graphs)
        except SyntaxError as error:
            raise QueryError(f"not a SPARQL query: {_syntax_message(error)}") from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the query failed: {error}") from error

    def flush(self) -> None:
        """Nothing to do: memory is all there is."""

    def close(self) -> None:
        """Let go of the quads."""
        self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class FolderStore(MemoryStore):
    """A folder opened for writing; readers see each flush.

    Args:
        path: the folder, which holds a marker or nothing.
        wait: seconds to wait for another writer to end.
    """

    def __init__(self, path: Path, *, wait: float = 0) -> None:
        self._path = path
        prepare(path)
        super().__init__(_open_live(path, wait))
        self._writer = path / "writer.json"
        # A writer that died left its note: what it wrote is whole, but may not be published.
        self._changed = self._writer.exists() or not (path / "current").exists()
        guard(self._take, f"the store {path} cannot be written")

    def _take(self) -> None:
        """Say who writes, and clear away what a killed writer was just writing."""
        for half in (*self._path.glob("current.*"), *self._path.glob("writer.json.*")):
            half.unlink()
        write_json(self._writer, {"pid": os.getpid(), "host": socket.gethostname()})
        write_json(self._path / MARKER, marker())

    def flush(self) -> None:
        """Make all changes durable and publish them to readers."""
        guard(self.oxigraph.flush, f"the store {self._path} could not be written")
        if self._changed:
            guard(self._publish, f"the store {self._path} could not be published")
            self._changed = False

    def compact(self) -> None:
        """Rewrite the files without what was removed; readers see the small ones."""
        guard(self.oxigraph.optimize, f"the store {self._path} could not be written")
        self._changed = True
        self.flush()

    def _publish(self) -> None:
        published = self._path / "published"
        published.mkdir(exist_ok=True)
        last = max((int(p.name) for p in published.iterdir() if p.name.isdigit()), default=0)
        current, new = self._path / "current", str(last + 1)
        before = current.read_text(encoding="utf-8").strip() if current.exists() else ""
        self.oxigraph.backup(published / new)
        write_json(published / new / SIZES, sizes_of(published / new))
        write_text(current, new)
        for old in published.iterdir():
            # The one before may just be being opened; an open one may not be removable (Windows).
            if old.name not in (new, before):
                shutil.rmtree(old, ignore_errors=True)
        logger.debug("published %s/%s", published, new)

    def close(self) -> None:
        """Flush and let the next writer in."""
        if self._store is None:
            return
        try:
            self.flush()
        finally:
            self._store = None
        self._writer.unlink(missing_ok=True)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After an error readers keep what they have: what was done since the last flush is whole,
        # but what follows from it is missing. The writer's note has the next writer publish it.
        if kind is not None and self._changed:
            self._store = None
        else:
            self.close()


def _open_live(path: Path, wait: float) -> ox.Store:
    """The writer's database, as soon as nobody else has it."""
    until = time.monotonic() + wait
    while True:
        try:
            return ox.Store(path / "live")
        except (OSError, RuntimeError) as error:
            if not _is_held(error) or time.monotonic() >= until:
                raise _cannot_write(path, error) from error
        time.sleep(min(_PAUSE, max(0, until - time.monotonic())))


def open_folder(path: Path, *, write: bool, wait: float = 0) -> MemoryStore:
    """Open a store's folder, for writing or for reading what was published last."""
    if write:
        return FolderStore(path, wait=wait)
    check_marker(path)
    return MemoryStore(read_published(path), writable=False)


def _cannot_write(path: Path, error: OSError | RuntimeError) -> StoreError:
    if not _is_held(error):
        return failed(f"the store {path} cannot be opened for writing", error)
    try:
        holder = json.loads((path / "writer.json").read_text(encoding="utf-8"))
        who = f"process {holder['pid']} on {holder['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        who = "another process"
    return BusyError(f"the store {path} is being written by {who}", advice="wait with --wait")


def _is_held(error: OSError | RuntimeError) -> bool:
    """Whether it says that somebody else has the database, and not that a file cannot be made."""
    return "While lock file" in str(error) or "lock hold by" in str(error)


def _named_node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{iri!r} is not an IRI") from error


def _damaged(error: Exception) -> StoreError:
    return StoreError(f"the store is damaged: {error}", advice="build it again in a new folder")


def _by_graph(quads: Iterable[Quad]) -> _Quads:
    found: _Quads = {}
    for quad in quads:
        found.setdefault(cast(NamedNode, quad.graph_name), set()).add(quad)
    return found


def _text(quads: Iterable[Quad]) -> str:
    # N-Triples is a subset of what DATA blocks take, escapes included.
    triples = (quad.triple for quad in quads)
    return (ox.serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _syntax_message(error: SyntaxError) -> str:
    # The parser lists every token it would have taken, down to character ranges: what helps is the
    # place, and the words it expected.
    text = " ".join(str(error.msg).split())
    place = re.match(r"error at (\d+):(\d+): (.*)", text)
    if place is None:
        return text
    line, column, rest = place.groups()
    expected = [word for word in rest.removeprefix("expected ").split(", ") if "[" not in word]
    rest = ", ".join(expected).removeprefix("one of ")
    if "Prefix not found" in rest:
        rest = "a prefix that is not declared"
    elif rest:
        rest = f"expected {rest}"
    return f"line {line}, column {column}: {rest[:160]}".rstrip(": ")
