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
  cut one is an error here. Of CONSTRUCT it does not tell, so each is asked a second time as SELECT;
  what DESCRIBE gives is the server's choice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat

from kg.errors import LimitError, StoreError
from kg.store import Dataset, Results, Term
from kg.store.client import SECONDS, Client, Response
from kg.store.servers import Server, find_server
from kg.store.wire import named_node, normal, parsed, selecting, version, with_true, words
from kg.store.writing import CHUNK, Writer, kept_by_us, n_triples
from kg.vocab import BASE, ONTOLOGY_VERSION, OWL, PREFIXES, graph_iri

_ACCEPTED = {"Accept": "application/n-triples"}
_RESULTS = {"Accept": "application/sparql-results+json"}


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
        self._union, self._pending = kept_by_us(base)
        self._listed: list[str] | None = None
        self._client = Client(
            self._server.shown,
            user=os.environ.get("KG_STORE_USER"),
            password=os.environ.get("KG_STORE_PASSWORD"),
            seconds=seconds,
        )
        self._writer = Writer(self._client, self._server, base=base, fetch=self._fetch)
        try:
            self._check_version()
            if write:
                self._writer.finish_pending()
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
        return n_triples(quad.triple for quad in self._fetch(graph or self._union)).encode()

    def match(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: Term | None = None,  # noqa: A002 - what it is called in RDF
        graph: str | None = None,
    ) -> Iterator[Quad]:
        """The quads of our named graphs that have these terms, each graph's own, in no order."""
        given: dict[str, Any] = {
            "s": None if subject is None else named_node(subject),
            "p": None if predicate is None else named_node(predicate),
            "o": object,
            "g": None if graph is None else named_node(graph),
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
        triples = isinstance(parsed(text), ox.QueryTriples)
        said = words(text)
        prefixes = "".join(
            f"PREFIX {prefix}: <{iri}> "
            for prefix, iri in PREFIXES.items()
            if re.search(rf"(?<![\w:-]){prefix}:", text)
        )
        pragmas = ""
        fields: list[tuple[str, str]] = []
        if dataset is not None or not any(word.startswith("from") for word in said):
            dataset = dataset or self._everything(named="graph" in " ".join(said))
            pragmas, fields = self._about(dataset)
        start = f"{pragmas}{prefixes}\n"
        if not triples:
            return self._ask(start + text, fields, _RESULTS)
        found = self._ask(start + text, fields, _ACCEPTED)
        if self._server.name == "virtuoso" and (rows := selecting(text)):
            self._ask(start + rows, fields, _RESULTS)  # a LimitError where the triples are cut
        return found

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
        fields = [(name, named_node(iri).value) for name, iris in kinds for iri in iris]
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
            return ox.parse_query_results(with_true(response.body), form or QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._strange(error) from error

    def _rows(self, text: str) -> ox.QuerySolutions:
        """Rows of a query of ours, which names its graphs."""
        return cast(ox.QuerySolutions, self._ask(text, [], _RESULTS))

    def _fetch(self, graph: str) -> set[Quad]:
        """All quads of a graph, each value in the form that the embedded store keeps."""
        name = named_node(graph)
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
        found = normal(Quad(q.subject, q.predicate, q.object, name) for q in self._parsed(response))
        if len(found) >= CHUNK and len(found) < (there := self._count(name)):
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
        own = version(ONTOLOGY_VERSION)
        for row in self._rows(text):
            if version(found := row["version"].value) > own:
                raise StoreError(
                    f"the store at {self._server.shown} was written by a newer version of kg"
                    f" (ontology {found}; this one knows {ONTOLOGY_VERSION})",
                    advice="upgrade polkg",
                )

    # Writing -------------------------------------------------------------------------------------

    def replace(self, graph: str, quads: Iterable[Quad]) -> bool:
        """Make a named graph hold exactly these triples."""
        name = self._own(graph)
        new = normal(quads)
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
        new = normal(added)
        gone = normal(removed) - new
        for quad in new | gone:
            self._own(cast(NamedNode, quad.graph_name).value)
        if new or gone:
            self._write(new, gone)

    def _write(
        self, added: set[Quad], removed: set[Quad], *, whole: tuple[str, set[Quad]] | None = None
    ) -> None:
        if not self._writable:
            raise StoreError("the store was opened for reading")
        self._listed = None
        self._writer.write(added, removed, whole=whole)

    def _own(self, graph: str) -> NamedNode:
        if not graph.startswith(self._base):
            raise StoreError(f"{graph} is not below {self._base}, where graphs of kg are")
        return named_node(graph)

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
