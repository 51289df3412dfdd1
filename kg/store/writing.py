"""Changes on a server, made so that a writer that dies leaves nothing half for long.

A change begins by naming, in a graph for what is pending, the triples that it is about. The union
has too much rather than too little meanwhile. The next writer finishes what stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import StoreError
from kg.store.client import Client
from kg.store.servers import Server
from kg.vocab import DCTERMS, graph_iri

Step: TypeAlias = tuple[str, Quad]  # what to do with it

CHUNK = 1000  # triples in one update; Virtuoso takes no 3,000
_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}  # what we send of it is N-Triples
_NOTE = NamedNode(DCTERMS.description)


class Writer:
    """What sends changes to a server.

    Args:
        client: the way to it.
        server: its addresses.
        base: what the IRIs of all our graphs begin with.
        fetch: gives the quads of a graph.
    """

    def __init__(
        self, client: Client, server: Server, *, base: str, fetch: Callable[[str], set[Quad]]
    ) -> None:
        self._client, self._server, self._base, self._fetch = client, server, base, fetch
        self._union, self._pending = kept_by_us(base)

    def write(
        self, added: set[Quad], removed: set[Quad], *, whole: tuple[str, set[Quad]] | None = None
    ) -> None:
        """Change graphs, and the union with them.

        Args:
            added: quads of our graphs, which are not there.
            removed: quads that are.
            whole: a graph that changes alone, and all that it will hold: it is put, where the
                server can.
        """
        puts = whole is not None and self._server.graphs is not None
        self._put(self._pending, (Quad(*quad.triple) for quad in added | removed))
        if not puts and len(added) + len(removed) > CHUNK:
            self._note(added, removed)
        self._put(self._union, added, method="POST")
        if puts and whole is not None:
            self._put(*whole)
        else:
            self._patch(added, removed)
        if removed:
            self._review()
        self._put(self._pending, ())

    def _note(self, added: set[Quad], removed: set[Quad]) -> None:
        """Note down a change of several requests, so that the next writer can do all of it."""
        node = NamedNode(self._pending)
        steps = [("removed", quad) for quad in removed] + [("added", quad) for quad in added]
        notes = []
        for piece in _pieces(steps):
            for word, quads in _by_word(piece).items():
                text = (ox.serialize(quads, format=RdfFormat.N_QUADS) or b"").decode()
                notes.append(Quad(node, _NOTE, Literal(f"{word}\n{text}")))
        self._put(self._pending, notes, method="POST")
        # Until this stands there nothing has been changed, and nothing needs to be.
        self._update(f"INSERT DATA {{ GRAPH {node} {{ {node} {_NOTE} 'complete' }} }}")

    def _patch(self, added: set[Quad], removed: set[Quad]) -> None:
        """Change graphs by updates of a size that servers take."""
        for piece in _pieces([("DELETE", q) for q in removed] + [("INSERT", q) for q in added]):
            self._update(" ;\n".join(_updates(piece)))

    def _put(self, graph: str, quads: Iterable[Quad], *, method: str = "PUT") -> None:
        """Put a graph whole in the place of what it was, or (POST) into it."""
        triples = [quad.triple for quad in quads]
        if self._server.graphs is None:
            if method == "PUT":
                self._update(f"DROP SILENT GRAPH <{graph}>")
            for start in range(0, len(triples), CHUNK):
                text = n_triples(triples[start : start + CHUNK])
                self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}}} }}")
        elif triples:
            self._graph_request(method, graph, n_triples(triples).encode())
        elif method == "PUT":
            self._graph_request("DELETE", graph)

    def _graph_request(self, method: str, graph: str, data: bytes | None = None) -> None:
        response = self._client.send(
            method,
            self._server.graphs or "",
            data=data,
            headers=_TURTLE if data is not None else None,
            parameters={"graph": graph},
        )
        if response.status == 404 and method != "DELETE":
            raise StoreError(f"{self._server.shown} takes no graphs at its address")

    def _update(self, text: str) -> None:
        if self._server.update is None:
            raise StoreError(
                f"{self._server.shown} has no address for changes", advice="set KG_STORE_UPDATE"
            )
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        response = self._client.send(
            "POST", self._server.update, data=text.encode(), headers=headers
        )
        if response.status == 404:
            raise StoreError(f"{self._server.shown} takes no changes at its address")

    def _review(self) -> None:
        """Take from the union what is pending and in no graph any more."""
        self._update(
            f"DELETE {{ GRAPH <{self._union}> {{ ?s ?p ?o }} }} WHERE {{"
            f" GRAPH <{self._pending}> {{ ?s ?p ?o }}"
            f" FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({self._is_ours()}) }} }}"
        )

    def _is_ours(self) -> str:
        return (
            f"STRSTARTS(STR(?g), {Literal(self._base)})"
            f" && ?g != <{self._union}> && ?g != <{self._pending}>"
        )

    def finish_pending(self) -> None:
        """Finish or undo what a writer that died has left."""
        pending = self._fetch(self._pending)
        notes = {getattr(quad.object, "value", "") for quad in pending if quad.predicate == _NOTE}
        if "complete" in notes:
            noted: dict[str, set[Quad]] = {"removed": set(), "added": set()}
            for note in notes - {"complete"}:
                word, _, text = note.partition("\n")
                noted[word].update(ox.parse(text, RdfFormat.N_QUADS))
            self._patch(noted["added"], noted["removed"])
        if pending:
            self._update(
                f"INSERT {{ GRAPH <{self._union}> {{ ?s ?p ?o }} }} WHERE {{"
                f" GRAPH <{self._pending}> {{ ?s ?p ?o }}"
                f" GRAPH ?g {{ ?s ?p ?o }} FILTER({self._is_ours()}) }}"
            )
            self._review()
            self._put(self._pending, ())


def kept_by_us(base: str) -> tuple[str, str]:
    """The graphs that are none of the user's: the union of the others, and what is pending."""
    return graph_iri("union", base=base), graph_iri("pending", base=base)


def n_triples(triples: Iterable[Triple]) -> str:
    """Triples as text, a subset of what Turtle and DATA blocks take."""
    return (ox.serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _pieces(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    for start in range(0, len(steps), CHUNK):
        yield steps[start : start + CHUNK]


def _by_word(piece: Iterable[Step]) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = defaultdict(list)
    for word, quad in piece:
        found[word].append(quad)
    return found


def _updates(piece: Iterable[Step]) -> Iterator[str]:
    for word, quads in _by_word(piece).items():
        by_graph: dict[str, list[Triple]] = defaultdict(list)
        for quad in quads:
            by_graph[str(quad.graph_name)].append(quad.triple)
        for graph, triples in by_graph.items():
            yield f"{word} DATA {{ GRAPH {graph} {{\n{n_triples(triples)}}} }}"
