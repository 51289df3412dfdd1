"""A store on a server that speaks SPARQL 1.1: choose it when one machine is not enough.

Whole graphs are put, fetched and deleted with the Graph Store Protocol, or changed with SPARQL
Update where there is none; ``kg.store.servers`` says which servers are known. What to know:

* Nothing keeps two writers apart: see to it that one process writes at a time. The server decides
  what a reader sees meanwhile; ``flush`` has nothing left to do.
* One graph changes in one request, so an article is whole or absent. Larger changes take several;
  what a broken writer left half is done when the next one opens the store.
* Only graphs whose IRIs begin with the base are listed, asked, read and changed; what else is on
  the server stays out of sight.
* Servers count a triple once for each graph that states it, if they have a default graph for all
  graphs at all. So kg keeps the union as a graph of its own, which doubles the size.
* Numbers, dates and language tags may come back in another spelling of the same value.
* Virtuoso takes a query with GRAPH over up to 6,000 graphs. It cuts answers at ResultSetMaxRows; a
  cut one is an error here, but of CONSTRUCT, where it is not told.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeAlias, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from kg.errors import LimitError, StoreError
from kg.store import Dataset, Results, Term
from kg.store.client import SECONDS, Client, Response
from kg.store.embedded import MemoryStore
from kg.store.servers import Server, find_server
from kg.vocab import BASE, DCTERMS, ONTOLOGY_VERSION, OWL, PREFIXES, XSD, graph_iri

Step: TypeAlias = tuple[str, Quad]  # what to do with it

_CHUNK = 1000  # triples in one update; Virtuoso takes no 3,000
_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}  # what we send of it is N-Triples
_ACCEPTED = {"Accept": "application/n-triples"}
_RESULTS = {"Accept": "application/sparql-results+json"}
_NOTE = NamedNode(DCTERMS.description)
_NOT_WORDS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[\w-]*:[\w-]*",
    re.DOTALL,
)


class RemoteStore:
    """Named graphs on a server.

    Args:
        address: as ``kg.store.servers`` lists them.
        write: whether replace and remove are allowed.
        base: what the IRIs of all our graphs begin with.
        seconds: that a request may take.

    Raises:
        StoreError: no such server answers, or a newer version of kg wrote the store.
    """

    def __init__(
        self, address: str, *, write: bool = False, base: str = BASE, seconds: float = SECONDS
    ) -> None:
        self._server: Server = find_server(address, os.environ)
        self._writable = write
        self._base = base
        self._union = graph_iri("union", base=base)  # of the others, kept by us
        self._pending = graph_iri("pending", base=base)  # what a writer has begun, for the next one
        self._listed: list[str] | None = None
        self._client = Client(
            self._server.shown,
            user=os.environ.get("KG_STORE_USER"),
            password=os.environ.get("KG_STORE_PASSWORD"),
            seconds=seconds,
        )
        try:
            self._check_version()
            if write:
                self._finish_pending()
        except BaseException:
            self.close()
            raise

    # Reading -------------------------------------------------------------------------------------

    def graphs(self) -> list[str]:
        """IRIs of our named graphs, sorted."""
        text = (
            "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o }"
            f" FILTER(STRSTARTS(STR(?g), {Literal(self._base)})) }}"
        )
        found = {str(row["g"].value) for row in self._rows(text)}
        return sorted(found - {self._union, self._pending})

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The quads of one of our named graphs, or of all of them, in no order."""
        for name in self.graphs() if graph is None else [graph]:
            yield from self._fetch(name)

    def lines(self, graph: str | None = None) -> bytes:
        """The triples of one named graph, or those of all, each once: N-Triples, in no order."""
        return _text(quad.triple for quad in self._fetch(graph or self._union)).encode()

    def match(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: Term | None = None,  # noqa: A002 - what it is called in RDF
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """The quads of our named graphs that have these terms, each graph's own, in no order."""
        given: dict[str, Any] = {
            "s": None if subject is None else _named_node(subject),
            "p": None if predicate is None else _named_node(predicate),
            "o": object,
            "g": None if graph is None else _named_node(graph),
        }
        s, p, o, g = (f"?{name}" if term is None else term for name, term in given.items())
        ours = "" if graph else f"FILTER(STRSTARTS(STR(?g), {Literal(self._base)}))"
        found = ox.Store()
        wanted = " ".join(f"?{name}" for name, term in given.items() if term is None) or "(1 AS ?n)"
        for row in self._rows(f"SELECT {wanted} {{ GRAPH {g} {{ {s} {p} {o} }} {ours} }}"):
            terms = [row[name] if term is None else term for name, term in given.items()]
            if terms[3].value not in (self._union, self._pending):
                found.add(Quad(*terms))
        yield from found

    def query(self, text: str, *, dataset: Dataset | None = None) -> Results:
        """Answer a SPARQL query; the default graph is the union of the named graphs."""
        # Our own parser goes first: what is wrong is told as elsewhere, and no update passes,
        # which some servers would run.
        triples = isinstance(_parsed(text), ox.QueryTriples)
        words = _NOT_WORDS.sub(" ", text).casefold().split()
        prefixes = "".join(
            f"PREFIX {prefix}: <{iri}> "
            for prefix, iri in PREFIXES.items()
            if re.search(rf"(?<![\w:-]){prefix}:", text)
        )
        pragmas = ""
        fields: list[tuple[str, str]] = []
        if dataset is not None or not any(word.startswith("from") for word in words):
            dataset = dataset or self._everything(named="graph" in " ".join(words))
            pragmas, fields = self._about(dataset)
        accepted = _ACCEPTED if triples else _RESULTS
        return self._ask(f"{pragmas}{prefixes}\n{text}", fields, accepted)

    def _everything(self, *, named: bool) -> Dataset:
        """The dataset of all our graphs under their union."""
        if named and self._listed is None:
            self._listed = self.graphs()
        return Dataset(default=[self._union], named=(self._listed or ()) if named else ())

    def _about(self, dataset: Dataset) -> tuple[str, list[tuple[str, str]]]:
        """How a request says which graphs it is about: words before the query, and fields."""
        # An empty list would mean the server's own default.
        nothing = [graph_iri("nothing", base=self._base)]
        kinds = (
            ("default-graph-uri", dataset.default or nothing),
            ("named-graph-uri", dataset.named or nothing),
        )
        fields = [(name, _named_node(iri).value) for name, iris in kinds for iri in iris]
        if self._server.name == "virtuoso":  # it answers each field with a header: too many
            return "".join(f"define input:{name} <{iri}> " for name, iri in fields), []
        return "", fields

    def _ask(
        self, text: str, fields: Sequence[tuple[str, str]], accepted: dict[str, str]
    ) -> Results:
        response = self._client.send(
            "POST",
            self._server.query,
            data=[("query", text), *fields],
            headers=accepted,
            is_query=True,
            open_=self._server.open_query,
        )
        if "X-SPARQL-MaxRows" in response.headers or response.headers.get("X-SQL-State"):
            raise LimitError(
                f"{self._server.shown} gives only a part of the answer", advice="ask for less"
            )
        if accepted is _ACCEPTED:
            found = ox.Store()
            found.extend(self._parsed(response))
            return found.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        try:
            form = QueryResultsFormat.from_media_type(response.media_type)
            return ox.parse_query_results(
                _with_true(response.body), form or QueryResultsFormat.JSON
            )
        except (SyntaxError, ValueError) as error:
            raise self._strange(error) from error

    def _rows(self, text: str) -> ox.QuerySolutions:
        """Rows of a query of ours, which names its graphs."""
        return cast(ox.QuerySolutions, self._ask(text, [], _RESULTS))

    def _fetch(self, graph: str) -> set[Quad]:
        """All quads of a graph, each value in the form that the embedded store keeps."""
        name = _named_node(graph)
        with_password = self._server.graphs and "KG_STORE_USER" in os.environ
        address = self._server.graphs if with_password else self._server.open_graphs
        if address is None:
            text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
            response = self._client.send(
                "POST",
                self._server.query,
                data=[("query", text)],
                headers=_ACCEPTED,
                is_query=True,
                open_=self._server.open_query,
            )
        else:
            response = self._client.send(
                "GET", address, headers=_ACCEPTED, parameters={"graph": graph}
            )
        if response.status == 404:
            return set()
        found = _normal(
            Quad(q.subject, q.predicate, q.object, name) for q in self._parsed(response)
        )
        if len(found) >= _CHUNK and len(found) < (there := self._count(name)):
            raise StoreError(
                f"{self._server.shown} gives only {len(found)} of {there} triples of {graph}",
                advice="raise the server's limit; on Virtuoso that is ResultSetMaxRows",
            )
        return found

    def _count(self, name: NamedNode) -> int:
        text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {name} {{ ?s ?p ?o }} }}"
        return max(int(row["n"].value) for row in self._rows(text))

    def _parsed(self, response: Response) -> Iterator[Quad]:
        form = RdfFormat.from_media_type(response.media_type) or RdfFormat.N_TRIPLES
        try:
            yield from ox.parse(response.body, form)
        except (SyntaxError, ValueError) as error:
            raise self._strange(error) from error

    def _strange(self, error: Exception) -> StoreError:
        return StoreError(f"{self._server.shown} gives an answer that is no RDF: {error}")

    def _check_version(self) -> None:
        name = NamedNode(graph_iri("ontology", base=self._base))
        text = f"SELECT ?version {{ GRAPH {name} {{ ?ontology <{OWL.versionInfo}> ?version }} }}"
        own = _version(ONTOLOGY_VERSION)
        for row in self._rows(text):
            if _version(found := row["version"].value) > own:
                raise StoreError(
                    f"the store at {self._server.shown} was written by a newer version of kg"
                    f" (ontology {found}; this one knows {ONTOLOGY_VERSION})",
                    advice="upgrade polkg",
                )

    # Writing -------------------------------------------------------------------------------------

    def replace(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Make a named graph hold exactly these triples."""
        name = self._own(graph)
        new = _normal(quads)
        if any(quad.graph_name != name for quad in new):
            raise StoreError(f"quads of other graphs were given for {graph}")
        old = self._fetch(graph)
        if new == old:
            return False
        self._write(new - old, old - new, whole=(graph, new))
        return True

    def remove(self, graph: str) -> bool:
        """Drop a named graph; False where there is none."""
        return self.replace(graph, [])

    def change(self, *, added: Iterable[Quad] = (), removed: Iterable[Quad] = ()) -> None:
        """Take quads out and put quads in, of any of our graphs; 1,000 in a request."""
        new = _normal(added)
        gone = _normal(removed) - new
        for quad in new | gone:
            self._own(cast(NamedNode, quad.graph_name).value)
        if new or gone:
            self._write(new, gone)

    def _write(
        self, added: set[Quad], removed: set[Quad], *, whole: tuple[str, set[Quad]] | None = None
    ) -> None:
        """Change graphs; one that is given whole is put, where the server can."""
        if not self._writable:
            raise StoreError("the store was opened for reading")
        self._listed = None
        puts = whole is not None and self._server.graphs is not None
        # The union has too much rather than too little while this goes on. What is pending lets
        # the next writer finish it.
        self._put(self._pending, (Quad(*quad.triple) for quad in added | removed))
        if not puts and len(added) + len(removed) > _CHUNK:
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
            for start in range(0, len(triples), _CHUNK):
                text = _text(triples[start : start + _CHUNK])
                self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}}} }}")
        elif triples:
            self._graph_request(method, graph, _text(triples).encode())
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

    def _finish_pending(self) -> None:
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

    def _own(self, graph: str) -> NamedNode:
        if not graph.startswith(self._base):
            raise StoreError(f"{graph} is not below {self._base}, where graphs of kg are")
        return _named_node(graph)

    def flush(self) -> None:
        """Nothing to do: each request is durable when it is answered."""

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _parsed(text: str) -> Results:
    with MemoryStore() as nothing:
        return nothing.query(text)


def _normal(quads: Iterable[Quad]) -> set[Quad]:
    """Quads with each value in the form that the embedded store keeps: 1.50 is 1.5."""
    store = ox.Store()
    store.extend(quads)
    return set(store)


def _with_true(body: bytes) -> bytes:
    """Results in JSON with booleans as words, which Virtuoso writes as digits."""
    if XSD.boolean.encode() not in body:
        return body
    found: dict[str, Any] = json.loads(body)
    for row in found["results"]["bindings"]:
        for term in row.values():
            if term.get("datatype") == XSD.boolean:
                term["value"] = {"1": "true", "0": "false"}.get(term["value"], term["value"])
    return json.dumps(found).encode()


def _pieces(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    for start in range(0, len(steps), _CHUNK):
        yield steps[start : start + _CHUNK]


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
            yield f"{word} DATA {{ GRAPH {graph} {{\n{_text(triples)}}} }}"


def _text(triples: Iterable[Triple]) -> str:
    return (ox.serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


def _named_node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise StoreError(f"{iri!r} is not an IRI") from error
