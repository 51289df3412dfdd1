"""A network as text in a format that other programs read: CSV, GraphML, GEXF, JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.view.flat import flat
from kg.view.markup import gexf, graphml
from kg.view.measures import Measures

FORMATS = ("csv", "graphml", "gexf", "json")
_FORMULA = tuple("=+-@＝＋－＠")


def network_text(
    network: nx.MultiDiGraph,
    form: str,
    *,
    measures: Measures | None = None,
    title: str = "",
    nodes: bool = False,
) -> str:
    """The network in one of the `FORMATS`.

    * csv: the edges, or the nodes, with names first and IRIs last (``source`` and ``target``, or
      ``id``); no cell is a formula in a spreadsheet.
    * gexf, graphml: see `kg.view.markup`; all but JSON hold what `kg.view.flat.flat` keeps.
    * json: everything, evidence too, in the node-link form of networkx with the list ``edges``;
      measures of a node under ``measures``, those of the whole in ``graph``.

    Args:
        network: of `kg.view.network`; it is not changed.
        form: one of `FORMATS`.
        measures: of the same network, to be written with it.
        title: what the network is.
        nodes: with csv, the nodes and not the edges.

    Raises:
        UsageError: there is no such format, or it takes no ``nodes``.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", advice=f"use {', '.join(FORMATS)}")
    if nodes and form != "csv":
        raise UsageError("only csv has nodes apart", advice=f"{form} holds nodes and edges")
    if form == "json":
        return _json(network, measures, title)
    plain = flat(network, measures)
    if form == "csv":
        return _nodes_csv(plain) if nodes else _edges_csv(plain)
    return (gexf if form == "gexf" else graphml)(plain, title=title)


def inert(value: object) -> object:
    """A value for a cell that every spreadsheet takes for itself, and none for a formula.

    >>> inert("=HYPERLINK(1)"), inert(-1), inert(True)
    ("'=HYPERLINK(1)", -1, 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return f"'{value}"
    return value


def _nodes_csv(plain: nx.MultiDiGraph) -> str:
    rows = [{**data, "id": node} for node, data in plain.nodes(data=True)]
    return _csv(rows, [*plain.graph["columns"]["node"], "id"])


def _edges_csv(plain: nx.MultiDiGraph) -> str:
    label = plain.nodes.data("label")
    rows = [
        {"from": label[one], "to": label[other], **data, "source": one, "target": other}
        for one, other, data in plain.edges(data=True)
    ]
    said, *others = plain.graph["columns"]["edge"] or ["relation"]
    return _csv(rows, ["from", said, "to", *others, "source", "target"])


def _csv(rows: list[dict[str, Any]], columns: list[str]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows({name: inert(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _json(network: nx.MultiDiGraph, measures: Measures | None, title: str) -> str:
    whole = network.copy()
    whole.graph |= {"title": title} if title else {}
    if measures:
        found = asdict(measures)
        for node, place in found.pop("places").items():
            whole.nodes[node]["measures"] = place
        bridges = [[*pair, size] for pair, size in found.pop("bridges").items()]
        whole.graph |= {"measures": {**found, "bridges": bridges}}
    data = nx.node_link_data(whole, edges="edges")
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # JSON can name half a surrogate pair, UTF-8 cannot
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"
