"""Stores on servers: the contract on each, and what servers do otherwise than we must."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.derive import derive
from kg.errors import LimitError, QueryError, StoreError
from kg.export import dump
from kg.query import named_queries, run_query
from kg.store import Dataset, Store, open_store
from kg.store.contract import StoreContract, quad
from kg.store.remote import RemoteStore
from tests.generated import add, articles
from tests.store.servers import breaking, emptied

EXAMPLE = "http://example.org/"
G, H = f"{EXAMPLE}g", f"{EXAMPLE}h"


class Remote(StoreContract):
    """The contract, on the store at an address."""

    def make_store(self) -> Store:
        """An empty one."""
        return emptied(self.address, base=EXAMPLE)


class TestOxigraph(Remote):
    """Oxigraph's server."""

    @pytest.fixture(autouse=True)
    def _server(self, oxigraph: str) -> None:
        self.address = oxigraph


@pytest.fixture
def update_only(oxigraph: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a server that has only queries and updates."""
    monkeypatch.setenv("KG_STORE_QUERY", f"{oxigraph}/query")
    monkeypatch.setenv("KG_STORE_UPDATE", f"{oxigraph}/update")
    return f"{oxigraph}#generic"


class TestUpdateOnly(Remote):
    """A server without the Graph Store Protocol."""

    @pytest.fixture(autouse=True)
    def _server(self, update_only: str) -> None:
        self.address = update_only


@pytest.mark.usefixtures("login")
class TestVirtuoso(Remote):
    """Virtuoso, with a password by digest."""

    @pytest.fixture(autouse=True)
    def _server(self, virtuoso: str) -> None:
        self.address = virtuoso

    def test_the_system_graphs_are_out_of_sight(self) -> None:
        """Neither a list nor a query shows what Virtuoso keeps for itself."""
        with self.make_store() as store:
            store.replace(G, [quad("a")])
            assert store.graphs() == [G]
            rows = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
            assert [row["g"].value for row in rows] == [G]  # type: ignore[union-attr]

    def test_an_answer_that_is_cut_is_an_error(self) -> None:
        """A graph and an answer of more rows than the server gives are never taken for whole."""
        graph = "urn:cut:g"  # of a base of its own, since it cannot be read to be removed
        with RemoteStore(self.address, write=True, base="urn:cut:") as store:
            store.replace(graph, [quad(str(number), graph) for number in range(3500)])
            with pytest.raises(StoreError, match="of 3500 triples"):
                list(store.quads(graph))
            for query in ("SELECT *", "CONSTRUCT", "construct { ?s a ?p }"):
                with pytest.raises(LimitError, match="a part"):
                    store.query(f"{query} WHERE {{ ?s ?p ?o }}")
            few = store.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5")
            assert len(list(few)) == 5  # type: ignore[arg-type]

    def test_without_the_password_reading_works_and_writing_does_not(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The message says which variables are missing, and no value of theirs."""
        with self.make_store() as store:
            store.replace(G, [quad("a")])
        for name in ("KG_STORE_USER", "KG_STORE_PASSWORD"):
            monkeypatch.delenv(name)
        with RemoteStore(self.address, write=True, base=EXAMPLE) as store:
            assert list(store.quads()) == [quad("a")]
            with pytest.raises(StoreError, match="set KG_STORE_USER"):
                store.replace(G, [])

    def test_a_wrong_password_is_told_without_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error asks whether the variables are right."""
        monkeypatch.setenv("KG_STORE_PASSWORD", "Pa55word")
        with pytest.raises(StoreError, match="KG_STORE_PASSWORD right") as caught:
            RemoteStore(self.address, write=True, base=EXAMPLE)
        assert "Pa55word" not in str(caught.value)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> str:
    """The address of each server."""
    request.getfixturevalue("login")
    return str(request.getfixturevalue(request.param))


def texts(*values: tuple[str, str], graph: str = G) -> list[Quad]:
    """Quads with literals of XSD types."""
    return [quad(text, graph, datatype=kind) for text, kind in values]


def test_values_come_back_as_the_embedded_store_keeps_them(server: str) -> None:
    """Numbers, truth, dates and languages, whatever the server makes of their spelling."""
    said = texts(
        ("1.50", "decimal"), ("007", "integer"), ("1e3", "double"), ("false", "boolean"),
        ("2024", "gYear"), ("2024-02", "gYearMonth"), ("2024-02-10", "date"),
        ("2024-02-10T10:00:00+00:00", "dateTime"),
    )  # fmt: skip
    thing, says, _, graph = quad("")
    said.append(Quad(thing, says, Literal("colour", language="en-GB"), graph))
    with emptied(server, base=EXAMPLE) as store, open_store(None) as embedded:
        for one in (store, embedded):
            one.replace(G, said)
        assert set(store.quads()) == set(embedded.quads())
        assert not store.replace(G, said)


def test_truth_in_a_table_is_a_word(server: str) -> None:
    """Virtuoso gives 1 for true."""
    with emptied(server, base=EXAMPLE) as store:
        store.replace(G, texts(("true", "boolean")))
        (row,) = store.query("SELECT ?o { ?s ?p ?o }")  # type: ignore[misc]
        assert row["o"].value == "true"


def test_construct_gives_triples(server: str) -> None:
    """As the embedded store does: each once."""
    with emptied(server, base=EXAMPLE) as store:
        for graph in (G, H):
            store.replace(graph, [quad("a", graph)])
        found = list(store.query("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"))  # type: ignore[arg-type]
        assert found == [quad("a").triple]


@pytest.mark.parametrize(
    ("dataset", "plain", "named"),
    [
        (Dataset(default=[G]), {"a"}, set()),
        (Dataset(named=[H]), set(), {"b"}),
        (Dataset(default=[G, H], named=[G]), {"a", "b"}, {"a"}),
        (Dataset(default=[f"{EXAMPLE}none"]), set(), set()),
    ],
)
def test_a_dataset_is_all_that_a_query_sees(
    server: str, dataset: Dataset, plain: set[str], named: set[str]
) -> None:
    """Also where it leaves the default graph or the named ones empty."""
    with emptied(server, base=EXAMPLE) as store:
        store.replace(G, [quad("a")])
        store.replace(H, [quad("b", H)])
        for text, expected in (("?s ?p ?o", plain), ("GRAPH ?g { ?s ?p ?o }", named)):
            rows = store.query(f"SELECT ?o {{ {text} }}", dataset=dataset)
            assert {row["o"].value for row in rows} == expected  # type: ignore[union-attr]


def test_from_in_a_query_names_its_graphs(server: str) -> None:
    """The word in a string or a variable is none."""
    with emptied(server, base=EXAMPLE) as store:
        store.replace(G, [quad("from")])
        store.replace(H, [quad("b", H)])
        text = f"SELECT (COUNT(*) AS ?n) FROM <{H}> {{ ?s ?p ?o }}"  # noqa: S608 - ours
        assert [row["n"].value for row in store.query(text)] == ["1"]  # type: ignore[union-attr]
        text = 'SELECT ?from { ?from ?p "from" }'
        assert len(list(store.query(text))) == 1  # type: ignore[arg-type]


def test_graphs_of_others_are_left_alone(oxigraph: str) -> None:
    """They are not listed, asked, read or written."""
    with emptied(oxigraph, base=EXAMPLE) as store, emptied(oxigraph, base="urn:ours:") as ours:
        store.replace(G, [quad("a")])
        assert (ours.graphs(), list(ours.quads())) == ([], [])
        for text in ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }"):
            assert list(ours.query(text)) == []  # type: ignore[arg-type]
        with pytest.raises(StoreError, match="not below urn:ours:"):
            ours.replace(G, [])


def test_what_no_server_would_refuse_is_no_query(server: str) -> None:
    """Virtuoso's own words, which could fetch from elsewhere, are no SPARQL."""
    with emptied(server, base=EXAMPLE) as store, pytest.raises(QueryError, match="line 1"):
        store.query('define get:soft "replace" SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }')


def test_a_reader_writes_nothing(oxigraph: str) -> None:
    """As with a folder."""
    with RemoteStore(oxigraph, base=EXAMPLE) as store, pytest.raises(StoreError, match="reading"):
        store.replace(G, [quad("a")])


def test_a_newer_store_is_refused(oxigraph: str) -> None:
    """The ontology that is stored tells which version wrote it."""
    name = f"{EXAMPLE}graph/ontology"
    version = Quad(
        NamedNode(EXAMPLE),
        NamedNode("http://www.w3.org/2002/07/owl#versionInfo"),
        Literal("99.0"),
        NamedNode(name),
    )
    with emptied(oxigraph, base=EXAMPLE) as store:
        store.replace(name, [version])
        with pytest.raises(StoreError, match="newer version"):
            RemoteStore(oxigraph, base=EXAMPLE)
        store.remove(name)


def union(store: Store) -> set[str]:
    """What queries without GRAPH see."""
    return {row["o"].value for row in store.query("SELECT ?o { ?s ?p ?o }")}  # type: ignore[union-attr]


@pytest.mark.parametrize("after", range(2, 23))
@pytest.mark.parametrize("way", ["oxigraph", "update_only"])
def test_a_writer_may_break_off_at_any_request(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, way: str, after: int
) -> None:
    """The next one finds each change done or not begun, and the union of what there is."""
    request.getfixturevalue(way)
    direct = request.getfixturevalue("oxigraph")
    old, new = [quad("a"), quad("b")], [quad(str(number), H) for number in range(1500)]
    address = f"{direct}#generic" if way == "update_only" else direct
    with emptied(address, base=EXAMPLE) as store:
        store.replace(G, old)
    with breaking(direct, after=after) as through:
        if way == "update_only":
            monkeypatch.setenv("KG_STORE_QUERY", f"{through}/query")
            monkeypatch.setenv("KG_STORE_UPDATE", f"{through}/update")
        try:
            with RemoteStore(through, write=True, base=EXAMPLE) as store:
                store.replace(G, [quad("b")])
                store.change(added=new, removed=[quad("b")])
        except StoreError as error:
            assert "cannot be reached" in str(error)
    if way == "update_only":
        monkeypatch.setenv("KG_STORE_QUERY", f"{direct}/query")
        monkeypatch.setenv("KG_STORE_UPDATE", f"{direct}/update")
    with RemoteStore(address, write=True, base=EXAMPLE) as store:
        begun = store.graphs() != [G]
        assert set(store.quads(G)) in ([set()] if begun else [set(old), {quad("b")}])
        assert set(store.quads(H)) == (set(new) if begun else set())
        assert union(store) == {q.object.value for q in store.quads()}  # type: ignore[union-attr]


def canonical(store: Store) -> bytes:
    """All of a store, derived graphs included, as bytes that equal stores share."""
    import io

    derive(store)
    stream = io.BytesIO()
    dump(store, stream, "nq", canonical=True)
    return stream.getvalue()


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(articles(), min_size=1, max_size=3), st.randoms())
def test_a_server_holds_what_a_folder_would(server: str, found: list, random) -> None:
    """Whatever the order, and with one article added and taken out again."""
    shuffled = list(found)
    random.shuffle(shuffled)
    with open_store(None) as embedded, emptied(server) as store:
        for item in found[1:]:
            add(embedded, item)
        for item in shuffled:
            add(store, item)
        expected = {quad.graph_name for quad in embedded.quads()}
        gone = [graph for graph in store.graphs() if NamedNode(graph) not in expected]
        derive(store)
        for graph in gone:
            assert store.remove(graph)
        assert canonical(store) == canonical(embedded)
        assert len(list(store.query("SELECT DISTINCT * { ?s ?p ?o }"))) == len(  # type: ignore[arg-type]
            list(store.query("SELECT * { ?s ?p ?o }"))  # type: ignore[arg-type]
        )


def test_help_and_folders_need_no_client() -> None:
    """The HTTP library is loaded for addresses alone."""
    code = (
        "import sys\nfrom kg.store import open_store\nopen_store(None)\n"
        "sys.exit('requests' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)


def test_named_queries_answer_as_in_a_folder(server: str, sample_store: Path) -> None:
    """Every one ends on every server, with the same rows; lists of names in any order."""

    def rows(store: Store, name: str) -> list[list[list[str]]]:
        answer = run_query(store, name)
        # which of several quotations is the least depends on the server's alphabet
        kept = [
            i for i, name in enumerate(answer.columns) if not name.startswith(("quote", "words"))
        ]
        texts = [[getattr(row[i], "value", "") for i in kept] for row in answer.rows()]
        return sorted([sorted(text.split(", ")) for text in row] for row in texts)

    with open_store(sample_store) as folder, emptied(server) as store:
        for graph in folder.graphs():
            store.replace(graph, folder.quads(graph))
        for query in named_queries():
            assert rows(store, query.name) == rows(folder, query.name), query.name
