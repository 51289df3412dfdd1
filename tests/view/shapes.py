"""What the schemas of GEXF 1.3 (gexf.net) and GraphML (graphml.graphdrawing.org) ask of a file.

Written from the specifications, for the parts of them that we write: elements in their places,
attributes and their types, ids that are unique and references that lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree import ElementTree as ET

GEXF, GRAPHML = "{http://gexf.net/1.3}", "{http://graphml.graphdrawing.org/xmlns}"
TOKEN = re.compile(r"[\w.:-]+")  # xs:NMTOKEN
TYPES = {
    "string": str,
    "boolean": ("true", "false").index,
    "integer": int,
    "int": int,
    "double": float,
    "date": date.fromisoformat,
    "token": lambda text: TOKEN.fullmatch(text).group(),
}


@dataclass(frozen=True)
class Shape:
    """An element: which children, which attributes it must and may have, and their types."""

    children: tuple[str, ...] = ()
    must: dict[str, object] = field(default_factory=dict)
    may: dict[str, object] = field(default_factory=dict)


def one_of(*words: str):
    """A type with these values."""
    return words.index


GEXF_SHAPES = {
    "gexf": Shape(("meta", "graph"), {"version": one_of("1.3")}),
    "meta": Shape(("creator", "keywords", "description"), may={"lastmodifieddate": "date"}),
    "creator": Shape(),
    "description": Shape(),
    "graph": Shape(
        ("attributes", "nodes", "edges"),
        may={
            "defaultedgetype": one_of("directed", "undirected", "mutual"),
            "idtype": one_of("string", "integer", "long"),
            "mode": one_of("static", "dynamic", "slice"),
            "timeformat": one_of("integer", "double", "date", "dateTime"),
            "timerepresentation": one_of("interval", "timestamp"),
        },
    ),
    "attributes": Shape(
        ("attribute",), {"class": one_of("node", "edge")}, {"mode": one_of("static", "dynamic")}
    ),
    "attribute": Shape(
        ("default", "options"),
        {"id": "string", "title": "string",
         "type": one_of("string", "boolean", "integer", "double")},
    ),
    "nodes": Shape(("node",), may={"count": "integer"}),
    "node": Shape(("attvalues",), {"id": "string"}, {"label": "string"}),
    "edges": Shape(("edge",), may={"count": "integer"}),
    "edge": Shape(
        ("attvalues",),
        {"source": "string", "target": "string"},
        {"id": "string", "label": "string", "kind": "string", "weight": "double",
         "start": "date", "end": "date", "type": one_of("directed", "undirected", "mutual")},
    ),
    "attvalues": Shape(("attvalue",)),
    "attvalue": Shape((), {"for": "string", "value": "string"}),
}  # fmt: skip

GRAPHML_SHAPES = {
    "graphml": Shape(("desc", "key", "graph")),
    "key": Shape(
        ("desc", "default"),
        {"id": "token"},
        {"for": one_of("all", "graph", "node", "edge"), "attr.name": "string",
         "attr.type": one_of("boolean", "int", "long", "float", "double", "string")},
    ),
    "desc": Shape(),
    "graph": Shape(
        ("desc", "data", "node", "edge"),
        {"edgedefault": one_of("directed", "undirected")},
        {"id": "token"},
    ),
    "node": Shape(("desc", "data"), {"id": "token"}),
    "edge": Shape(("desc", "data"), {"source": "token", "target": "token"}, {"id": "token"}),
    "data": Shape((), {"key": "token"}),
}  # fmt: skip


def gexf_faults(text: str) -> list[str]:
    """What is wrong with a GEXF file; an empty list where nothing is."""
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314  our own output
    faults = list(_shaped(root, GEXF, GEXF_SHAPES))
    for cls in ("node", "edge"):
        declared = {
            each.get("id"): each.get("type")
            for attributes in root.iter(f"{GEXF}attributes")
            if attributes.get("class") == cls
            for each in attributes
        }
        for value in (
            v for each in root.iter(f"{GEXF}{cls}") for v in each.iter(f"{GEXF}attvalue")
        ):
            faults += _typed(declared.get(value.get("for", "")), value.get("value", ""))
    return faults + list(_linked(root, GEXF))


def graphml_faults(text: str) -> list[str]:
    """What is wrong with a GraphML file; an empty list where nothing is."""
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314  our own output
    faults = list(_shaped(root, GRAPHML, GRAPHML_SHAPES))
    order = [child.tag for child in root]
    if order != sorted(order, key=[f"{GRAPHML}key", f"{GRAPHML}graph"].index):
        faults.append("keys stand before the graph")
    for cls in ("node", "edge"):
        declared = {
            each.get("id"): each.get("attr.type")
            for each in root.iter(f"{GRAPHML}key")
            if each.get("for") in (cls, "all")
        }
        for data in (
            d for each in root.iter(f"{GRAPHML}{cls}") for d in each.iter(f"{GRAPHML}data")
        ):
            faults += _typed(declared.get(data.get("key", "")), data.text or "")
    return faults + list(_linked(root, GRAPHML))


def _shaped(root: ET.Element, space: str, shapes: dict[str, Shape]) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(space)
        shape = shapes.get(name)
        if shape is None:
            yield f"{element.tag} is unknown"
            continue
        yield from (
            f"{child.tag} stands in {name}"
            for child in element
            if child.tag.removeprefix(space) not in shape.children
        )
        yield from (f"{name} has no {each}" for each in shape.must if each not in element.attrib)
        for attribute, value in element.attrib.items():
            kind = shape.must.get(attribute, shape.may.get(attribute))
            yield from (f"{name} {attribute}: {fault}" for fault in _typed(kind, value))


def _typed(kind: object, value: str) -> Iterator[str]:
    if kind is None:
        yield f"{value!r} has no declaration"
        return
    try:
        (kind if callable(kind) else TYPES[str(kind)])(value)
    except (ValueError, AttributeError):
        yield f"{value!r} is no {kind}"


def _linked(root: ET.Element, space: str) -> Iterator[str]:
    for cls in ("node", "edge", "key"):
        ids = [each.get("id") for each in root.iter(f"{space}{cls}")]
        if len(ids) != len(set(ids)):
            yield f"two {cls}s have one id"
    nodes = {each.get("id") for each in root.iter(f"{space}node")}
    for edge in root.iter(f"{space}edge"):
        if not {edge.get("source"), edge.get("target")} <= nodes:
            yield "an edge leads nowhere"
