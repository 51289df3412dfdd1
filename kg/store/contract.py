# ruff: noqa: S101 - a contract is made of assertions
"""What every store must do, as tests to inherit: ``class TestMine(StoreContract)``."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.store import Store

_XSD = "http://www.w3.org/2001/XMLSchema#"


def quad(text: str, graph: str = "http://example.org/g", *, datatype: str = "string") -> Quad:
    """A quad that says a text of one fixed thing."""
    thing, says = NamedNode("http://example.org/thing"), NamedNode("http://example.org/says")
    return Quad(thing, says, Literal(text, datatype=NamedNode(_XSD + datatype)), NamedNode(graph))


def _count(store: Store) -> int:
    (row,) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]
    return int(row["n"].value)


class StoreContract:
    """Inherit, and give ``make_store`` as a fixture-free factory of an empty writable store."""

    def make_store(self) -> Store:
        """An empty store that may be written."""
        raise NotImplementedError

    def test_replace_leaves_exactly_the_new_triples(self) -> None:
        """What a graph held before and not any more is gone."""
        with self.make_store() as store:
            store.replace("http://example.org/g", [quad("a"), quad("b")])
            store.replace("http://example.org/g", [quad("b"), quad("c")])
            assert set(store.quads()) == {quad("b"), quad("c")}

    def test_replacing_with_the_same_changes_nothing(self) -> None:
        """Replace says whether it changed anything, also for numbers written another way."""
        number = quad("1.50", datatype="decimal")
        with self.make_store() as store:
            assert store.replace("http://example.org/g", [number])
            assert not store.replace("http://example.org/g", [number])

    def test_remove_leaves_the_other_graphs(self) -> None:
        """A triple that two graphs state is still seen when one of them goes."""
        with self.make_store() as store:
            store.replace("http://example.org/g", [quad("a"), quad("b")])
            store.replace("http://example.org/h", [quad("a", "http://example.org/h")])
            assert store.remove("http://example.org/g")
            assert store.graphs() == ["http://example.org/h"]
            assert _count(store) == 1

    def test_removing_what_is_not_there_is_told(self) -> None:
        """Remove answers False for a graph that does not exist."""
        with self.make_store() as store:
            assert not store.remove("http://example.org/g")

    def test_an_empty_graph_is_no_graph(self) -> None:
        """Replacing by nothing removes."""
        with self.make_store() as store:
            store.replace("http://example.org/g", [quad("a")])
            store.replace("http://example.org/g", [])
            assert store.graphs() == []

    def test_a_change_of_several_graphs_is_one(self) -> None:
        """What is in both lists stays, what is not there is passed over, an empty graph is gone."""
        g, h = "http://example.org/g", "http://example.org/h"
        with self.make_store() as store:
            store.replace(g, [quad("a"), quad("b")])
            store.replace(h, [quad("a", h)])
            store.change(
                added=[quad("b"), quad("c")],
                removed=[quad("a"), quad("a", h), quad("b"), quad("never")],
            )
            assert store.graphs() == [g]
            assert set(store.quads()) == {quad("b"), quad("c")}
            assert _count(store) == 2

    def test_match_finds_by_any_terms(self) -> None:
        """Each term that is given must agree, and each graph tells its own."""
        g, h = "http://example.org/g", "http://example.org/h"
        with self.make_store() as store:
            store.replace(g, [quad("a"), quad("b")])
            store.replace(h, [quad("a", h)])
            a = quad("a")
            assert set(store.match(object=a.object)) == {a, quad("a", h)}  # type: ignore[arg-type]
            assert set(store.match(a.subject.value, graph=g)) == {a, quad("b")}  # type: ignore[union-attr]
            assert set(store.match(predicate=a.predicate.value, object=quad("b").object)) == {  # type: ignore[arg-type]
                quad("b")
            }
            assert len(list(store.match())) == 3
            assert not list(store.match(h))

    def test_the_default_graph_is_the_union_and_a_set(self) -> None:
        """A triple that two graphs state counts once in a query without GRAPH."""
        with self.make_store() as store:
            store.replace("http://example.org/g", [quad("a")])
            store.replace("http://example.org/h", [quad("a", "http://example.org/h")])
            assert _count(store) == 1
            assert len(list(store.quads())) == 2

    def test_lines_are_those_of_a_graph_or_of_the_union(self) -> None:
        """In N-Triples, each triple once; what is not stored has none."""
        g, h = "http://example.org/g", "http://example.org/h"
        with self.make_store() as store:
            store.replace(g, [quad("a\n .\n")])
            store.replace(h, [quad("a\n .\n", h), quad("b", h)])
            lines = sorted(f"{quad(text).triple} .".encode() for text in ("a\n .\n", "b"))
            assert sorted(store.lines().splitlines()) == lines
            assert sorted(store.lines(h).splitlines()) == lines
            assert store.lines(g).splitlines() == lines[:1]
            assert store.lines("http://example.org/none") == b""

    def test_any_text_comes_back_as_it_went_in(self) -> None:
        """Quotes, escapes, control characters and unescaped-looking escapes are data."""
        texts = ['"\\', "\\u0041 \\\\u0022", "a\nb\r\t", "}; DROP ALL #", "\x01\x7f\u2028", "é😀"]
        with self.make_store() as store:
            store.replace("http://example.org/g", [quad(text) for text in texts])
            assert {q.object.value for q in store.quads()} == set(texts)  # type: ignore[union-attr]

    @pytest.mark.parametrize("text", ["SELECT", "DROP ALL", "INSERT DATA { <a:a> <a:b> 1 }"])
    def test_what_is_no_query_is_refused(self, text: str) -> None:
        """A malformed text and an update are QueryErrors, and nothing happens."""
        with self.make_store() as store:
            store.replace("http://example.org/g", [quad("a")])
            with pytest.raises(QueryError):
                store.query(text)
            assert _count(store) == 1
