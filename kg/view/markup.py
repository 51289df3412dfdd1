"""A network as GEXF or GraphML, for Gephi and other programs.

Written here and not by networkx: its GEXF is of version 1.2, where Gephi joins parallel edges, and
carries the day of writing; its GraphML gives edges of different pairs one id, which Gephi refuses
(networkx issue 4347).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from kg import __version__
from kg.view.flat import writable

_GEXF = "http://gexf.net/1.3"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF_TYPES = {bool: "boolean", int: "integer", float: "double", str: "string"}
_GRAPHML_TYPES = _GEXF_TYPES | {int: "int"}


def gexf(plain: nx.MultiDiGraph, *, title: str = "") -> str:
    """The rows of `kg.view.flat.flat` as GEXF 1.3 (gexf.net).

    An edge begins on the day that it was first printed (the first day of a month or year that is
    all that is known) and has no end: Gephi's timeline shows what was known when. Its kind is its
    relation and status, so that Gephi keeps parallel edges; its weight the number of sources.

    Args:
        plain: of `flat`.
        title: what the network is, as description.
    """
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = f"kg {__version__}"
    ET.SubElement(meta, "description").text = writable(title)
    graph = ET.SubElement(
        root,
        "graph",
        {
            "defaultedgetype": "directed",
            "idtype": "string",
            "mode": "dynamic",
            "timeformat": "date",
            "timerepresentation": "interval",
        },
    )
    for cls, columns in _columns(plain).items():
        declared = ET.SubElement(graph, "attributes", {"class": cls, "mode": "static"})
        for name, kind in columns.items():
            if name == "label":  # is an attribute of the node itself
                continue
            attributes = {"id": name, "title": name, "type": _GEXF_TYPES[kind]}
            ET.SubElement(declared, "attribute", attributes)
    nodes = ET.SubElement(graph, "nodes")
    for node, data in plain.nodes(data=True):
        label = {"id": node, "label": data["label"]}
        _values(ET.SubElement(nodes, "node", label), data)
    edges = ET.SubElement(graph, "edges")
    for one, other, key, data in plain.edges(keys=True, data=True):
        said = f"{data['relation']}, {data['status']}"
        drawn = {"id": key, "source": one, "target": other, "label": said, "kind": said}
        drawn["weight"] = str(float(data["sources"]))
        if data.get("first"):
            drawn["start"] = (data["first"] + "-01-01")[:10]
        _values(ET.SubElement(edges, "edge", drawn), data)
    return _text(root)


def graphml(plain: nx.MultiDiGraph, *, title: str = "") -> str:
    """The rows of `kg.view.flat.flat` as GraphML (graphml.graphdrawing.org).

    Ids are n0, n1, ... and e0, e1, ..., as GraphML's schema allows no IRI for one; a node's IRI is
    its ``iri``.

    Args:
        plain: of `flat`.
        title: what the network is, as description.
    """
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    number = {node: f"n{i}" for i, node in enumerate(plain)}
    nodes = {node: {"iri": node, **data} for node, data in plain.nodes(data=True)}
    columns = _columns(plain)
    if nodes:
        columns["node"] = {"iri": str, **columns["node"]}
    for cls, each in columns.items():
        for name, kind in each.items():
            key = {"id": f"{cls}-{name}", "for": cls, "attr.name": name}
            ET.SubElement(root, "key", {**key, "attr.type": _GRAPHML_TYPES[kind]})
    graph = ET.SubElement(root, "graph", {"id": "network", "edgedefault": "directed"})
    if title:
        ET.SubElement(graph, "desc").text = writable(title)
    for node, data in nodes.items():
        _data(ET.SubElement(graph, "node", {"id": number[node]}), "node", data)
    for one, other, key, data in plain.edges(keys=True, data=True):
        ends = {"id": key, "source": number[one], "target": number[other]}
        _data(ET.SubElement(graph, "edge", ends), "edge", data)
    return _text(root)


def _columns(plain: nx.MultiDiGraph) -> dict[str, dict[str, type]]:
    """The attributes of nodes and of edges that have a value anywhere, with its type."""
    found: dict[str, dict[str, type]] = {}
    rows = {"node": plain.nodes.values(), "edge": plain.edges.values()}
    for cls, each in rows.items():
        types = {name: type(value) for row in each for name, value in row.items()}
        found[cls] = {n: types[n] for n in plain.graph["columns"][cls] if n in types}
    return found


def _values(element: ET.Element, data: Mapping[str, Any]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, value in data.items():
        if name == "label":
            continue
        ET.SubElement(values, "attvalue", {"for": name, "value": _value(value)})


def _data(element: ET.Element, cls: str, data: Mapping[str, Any]) -> None:
    for name, value in data.items():
        ET.SubElement(element, "data", {"key": f"{cls}-{name}"}).text = _value(value)


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(root: ET.Element) -> str:
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
