from __future__ import annotations

import csv
import io
import json
import warnings
from typing import Any

import networkx as nx
import pytest
from election import JI, MWM, PTI, say
from hypothesis import given, settings
from hypothesis import strategies as st
from shapes import gexf_faults, graphml_faults

from kg.errors import UsageError
from kg.model import Entity, StoredClaim
from kg.view.flat import flat
from kg.view.formats import FORMATS, inert, network_text
from kg.view.measures import measure
from kg.view.network import alliances
from kg.view.outlets import sources

TEXT = st.text(st.characters(), max_size=12) | st.sampled_from(
    [
        "\x00\x01",
        "\ud800",
        "]]>",
        "<a&'\">",
        "\r\n\t",
        " ",
        "\ufffe",
        "=1+1",
        "\u202e",
        "\U0001f600",
    ]
)
Rows = tuple[dict[str, Any], list[tuple[Any, ...]]]


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    """Networks of claims with any names, quotes, titles and dates."""
    entities = [
        Entity(
            f"urn:{draw(TEXT)}:{i}", draw(TEXT), "Party", tuple(draw(st.lists(TEXT, max_size=2)))
        )
        for i in range(3)
    ]
    claims = [
        say(
            *draw(st.sampled_from([(a, "alliedWith", b) for a in entities for b in entities])),
            draw(TEXT),
            url=draw(TEXT),
            title=draw(TEXT),
            outlet=draw(TEXT),
            status=draw(st.sampled_from(["factual", "denied"])),
            published=draw(st.sampled_from([None, "2024", "2024-02", "2024-02-10"])),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return alliances(claims, {})


def rows(network: nx.MultiDiGraph, *, without: tuple[str, ...] = ()) -> Rows:
    """Nodes and edges with their attributes, in an order of their own."""
    edges = [
        (one, other, sorted((k, v) for k, v in data.items() if k not in without))
        for one, other, data in network.edges(data=True)
    ]
    return dict(network.nodes(data=True)), sorted(edges, key=repr)


def read_gexf(text: str) -> Rows:
    """What networkx reads, without what the format adds."""
    with warnings.catch_warnings():
        read = nx.read_gexf(io.BytesIO(text.encode("utf-8")))
    return rows(read, without=("id", "start", "label", "weight"))


def read_graphml(text: str) -> Rows:
    """What networkx reads, the nodes under their IRIs."""
    read = nx.parse_graphml(text.encode("utf-8"), force_multigraph=True)
    named = nx.relabel_nodes(read, {node: data.pop("iri") for node, data in read.nodes(data=True)})
    return rows(named)


@settings(deadline=None)
@given(networks())
def test_gexf_is_read_again_as_it_was(network: nx.MultiDiGraph) -> None:
    """Whatever the names and quotes hold, in the shape that the schema asks for."""
    measures = measure(network)
    text = network_text(network, "gexf", measures=measures, title="\x00 & <")
    assert gexf_faults(text) == []
    assert read_gexf(text) == rows(flat(network, measures))


@settings(deadline=None)
@given(networks())
def test_graphml_is_read_again_as_it_was(network: nx.MultiDiGraph) -> None:
    """Whatever the names and quotes hold, in the shape that the schema asks for."""
    measures = measure(network)
    text = network_text(network, "graphml", measures=measures, title="\x00 & <")
    assert graphml_faults(text) == []
    assert read_graphml(text) == rows(flat(network, measures))


@settings(deadline=None)
@given(networks())
def test_json_is_read_again_whole(network: nx.MultiDiGraph) -> None:
    """Evidence and half surrogates included, in UTF-8."""
    text = network_text(network, "json").encode("utf-8")
    read = nx.node_link_graph(json.loads(text), edges="edges")
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))


@settings(deadline=None)
@given(networks())
def test_csv_is_read_again_and_no_cell_is_a_formula(network: nx.MultiDiGraph) -> None:
    """As many rows as nodes and edges; whatever begins like a formula is text."""
    for nodes, count in ((True, len(network)), (False, network.number_of_edges())):
        text = network_text(network, "csv", nodes=nodes)
        text.encode("utf-8")
        read = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(read) == count
        assert not [
            v for row in read for v in row.values() if v.lstrip()[:1] in ("=", "+", "-", "@")
        ]


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", " =1", "\t=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_made_text(value: str) -> None:
    """A leading apostrophe says so to all spreadsheets; numbers stay numbers."""
    assert inert(value) == f"'{value}"
    assert inert(-1) == -1


def test_what_xml_cannot_hold_is_marked_and_keeps_nodes_apart() -> None:
    """Line ends become line feeds; two names that differ in a control character stay two."""
    ends = [Entity(f"urn:{char}", f"a\r\nb{char}", "Party") for char in "\x00\x01"]
    plain = flat(alliances([say(ends[0], "alliedWith", ends[1], "q\rq")], {}))
    assert [label for _, label in plain.nodes(data="label")] == ["a\nb\ufffd"] * 2
    assert [quote for *_, quote in plain.edges(data="quote")] == ["q\nq"]


def test_gephi_keeps_parallel_edges(election: list[StoredClaim]) -> None:
    """Planned and denied between one pair are two edges of two kinds with two ids."""
    text = network_text(alliances(election, {}), "gexf")
    assert 'kind="allied with, planned"' in text
    assert 'kind="allied with, denied"' in text
    assert not gexf_faults(text)


def test_an_edge_begins_when_it_was_first_printed() -> None:
    """A month begins on its first day; what has no date is always there."""
    claims = [
        say(PTI, "alliedWith", MWM, "a", published="2024-02"),
        say(PTI, "alliedWith", JI, "b", published=None),
    ]
    text = network_text(alliances(claims, {}), "gexf")
    assert text.count(" start=") == 1
    assert 'start="2024-02-01"' in text
    assert 'for="first" value="2024-02"' in text


def test_measures_go_with_the_nodes(election: list[StoredClaim]) -> None:
    """The bloc of a party stands in every format."""
    network = alliances(election, {})
    measures = measure(network)
    for form in FORMATS:
        assert "bloc" in network_text(network, form, measures=measures, nodes=form == "csv")
    whole = json.loads(network_text(network, "json", measures=measures))
    assert whole["graph"]["measures"]["blocs"][0]["seats"] == 146


def test_outlets_can_be_written_too(election: list[StoredClaim]) -> None:
    """Their lines carry how many statements they stand for."""
    network = sources(election, {})
    assert not gexf_faults(network_text(network, "gexf"))
    assert not graphml_faults(network_text(network, "graphml"))
    assert "statements" in network_text(network, "csv").splitlines()[0]


def test_columns_of_a_spreadsheet_are_always_the_same() -> None:
    """Also where nobody has seats, and in one order."""
    ones = [say(PTI, "alliedWith", MWM, "a")]
    others = [*ones, say(PTI, "seatsWon", 3, "b")]
    headers = {
        network_text(alliances(claims, {}), "csv", nodes=True).splitlines()[0]
        for claims in (ones, others)
    }
    assert headers == {"label,short,class,aliases,leaders,claims,seats,id"}


def test_equal_networks_are_equal_bytes(election: list[StoredClaim]) -> None:
    """No time of writing and no order of the claims in any format."""
    for form in FORMATS:
        first = network_text(alliances(election, {}), form, title="t")
        assert first == network_text(alliances(reversed(election), {}), form, title="t")


def test_unknown_formats_are_wrong_use() -> None:
    """The error names those there are; only csv has nodes apart."""
    network = alliances([], {})
    with pytest.raises(UsageError, match="graphml"):
        network_text(network, "xlsx")
    with pytest.raises(UsageError, match="only csv"):
        network_text(network, "gexf", nodes=True)


def test_shape_checks_find_faults() -> None:
    """A file with a stray element, a missing attribute or a loose end does not pass."""
    good = network_text(alliances([say(PTI, "alliedWith", MWM, "a")], {}), "gexf")
    assert gexf_faults(good.replace("<edges>", "<edges><x />"))
    assert gexf_faults(good.replace(' value="1"', ' value="one"'))
    assert gexf_faults(good.replace(f'source="{min(PTI.id, MWM.id)}"', 'source="nobody"'))
    graph = network_text(alliances([say(PTI, "alliedWith", MWM, "a")], {}), "graphml")
    assert graphml_faults(graph.replace('"n0"', '"n/0"'))
    assert graphml_faults(graph.replace("edgedefault", "edges"))
