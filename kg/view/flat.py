"""A network as rows of plain values: what spreadsheets, Gephi and other programs can hold."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

import networkx as nx

from kg.view.line import words
from kg.view.measures import Measures
from kg.view.signed import sign
from kg.view.tie import SYMMETRIC

# XML 1.0 has no way to write other characters; CSV readers stumble over them
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Row = dict[str, Any]


def flat(network: nx.MultiDiGraph, measures: Measures | None = None) -> nx.MultiDiGraph:
    """The network with text, numbers and truth values as attributes; None is left out.

    Nodes keep their IRI and get ``label``, ``short``, ``class``, ``aliases`` and ``leaders``
    (joined by semicolons), ``claims``, ``seats``, and what `kg.view.measures.Place` has; edges
    ``relation``, ``status``, ``sources``, ``disputed``, ``over``, ``first``, ``last``, ``sign``,
    ``directed``, ``statements`` (of outlets), ``bridge``, ``outlets``, and ``quote`` and ``url`` of
    the first claim; all evidence is in JSON only. Their keys count from e0.

    ``columns`` of the graph has the names for "node" and "edge" in their order, of values that are
    left out too.

    Line ends become line feeds, and characters that XML cannot hold (controls, lone surrogates)
    the replacement character.

    Args:
        network: of `kg.view.network`; it is not changed.
        measures: of the same network.
    """
    plain = nx.MultiDiGraph(columns={"node": [], "edge": []})
    names: dict[str, str] = {}
    for node in sorted(network):
        name = writable(node)
        while name in plain:  # two that differ in what cannot be written only
            name += "\ufffd"
        names[node] = name
        row = _node_row(network.nodes[node], node, measures)
        plain.graph["columns"]["node"] = list(row)
        plain.add_node(name, **_written(row))
    bridges = {frozenset(pair) for pair in measures.bridges} if measures else set()
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (one, other, _, data) in enumerate(edges):
        row = _edge_row(data)
        if measures:
            row["bridge"] = frozenset((one, other)) in bridges
        plain.graph["columns"]["edge"] = list(row)
        plain.add_edge(names[one], names[other], f"e{number}", **_written(row))
    return plain


def writable(text: str) -> str:
    """A text that XML 1.0 and CSV can hold."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _written(row: Row) -> Row:
    return {
        key: writable(value) if isinstance(value, str) else value
        for key, value in row.items()
        if value is not None
    }


def _node_row(data: Row, node: str, measures: Measures | None) -> Row:
    leaders = [
        str(fact["value"])
        for fact in data["facts"]
        if fact["predicate"] == "leads" and fact["status"] == "factual"
    ]
    row = {
        "label": data["label"],
        "short": data["short"],
        "class": data["cls"],
        "aliases": "; ".join(data["aliases"]),
        "leaders": "; ".join(dict.fromkeys(leaders)),
        "claims": data["claims"],
        "seats": data["seats"],
    }
    if measures:
        row |= asdict(measures.places[node]) | {"broker": measures.places[node].broker}
    return row


def _edge_row(data: Row) -> Row:
    evidence = data["evidence"]
    first: Row = evidence[0] if evidence else {}
    return {
        "relation": words(data["predicate"]),
        "status": data["status"],
        "sources": data["sources"],
        "disputed": data["disputed"],
        "over": data["over"],
        "first": data["first"],
        "last": data["last"],
        "sign": sign(data["predicate"]),
        "directed": data["predicate"] not in SYMMETRIC,
        "statements": data.get("statements"),
        "outlets": "; ".join(dict.fromkeys(row["source"] for row in evidence)),
        "quote": first.get("quote"),
        "url": first.get("url") or None,
    }
