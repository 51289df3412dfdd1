from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.central import betweenness, constraint, eigenvector


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    """Any graph of up to nine nodes, connected or not."""
    size = draw(st.integers(0, 9))
    pairs = [(str(a), str(b)) for a in range(size) for b in range(a)]
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(size)))
    graph.add_edges_from(draw(st.lists(st.sampled_from(pairs))) if pairs else [])
    return graph


@settings(deadline=None)
@given(graphs())
def test_betweenness_is_that_of_networkx(graph: nx.Graph) -> None:
    """On any graph, isolated nodes and several parts included."""
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph))


@settings(deadline=None)
@given(graphs())
def test_constraint_is_that_of_networkx(graph: nx.Graph) -> None:
    """On any graph; where networkx says nan, nobody has a constraint."""
    expected = nx.constraint(graph, nodes=list(graph))
    found = constraint(graph)
    assert {node for node, value in found.items() if value is None} == set(nx.isolates(graph))
    for node, value in found.items():
        assert value is None or value == pytest.approx(expected[node])


def test_eigenvector_is_of_the_largest_part() -> None:
    """In a star and a pair apart, the centre comes first and the pair has nothing."""
    graph = nx.Graph([("c", "1"), ("c", "2"), ("c", "3"), ("x", "y")])
    found = eigenvector(graph)
    assert max(found, key=lambda node: found[node] or 0) == "c"
    assert found["x"] == found["y"] == 0


def test_an_eigenvector_that_does_not_settle_is_none() -> None:
    """A long chain has no usable answer, and no wrong one is given."""
    chain = nx.relabel_nodes(nx.path_graph(200), str)
    assert set(eigenvector(chain).values()) == {None}
