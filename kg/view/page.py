"""A network as one HTML file that opens anywhere, offline, and shows the words behind each line.

pyvis holds the nodes, edges and options, and brings the vis-network script; the page around it is
ours (`template.html`, `page.css`, `page.js`), because pyvis's own template loads from a CDN and
runs hostile names as markup. Everything from an article reaches the page as data in a JSON block
and is put on the screen as text; the content security policy allows our two scripts and nothing
else.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx

from kg.model import STATUSES
from kg.view.core import core
from kg.view.glyph import glyph
from kg.view.layout import positions
from kg.view.line import fanned, line, words

FACT_WORDS = {"leads": {"words": "leader"}}  # as a heading over the names
SHAPES = {"Party": "dot", "Alliance": "hexagon", "Person": "diamond"}
PORTRAIT, LANDSCAPE = 0.7, 1.55  # width by height of the two layouts that a page carries


def write_page(
    path: Path | str, network: nx.MultiDiGraph, *, title: str, max_nodes: int = 300
) -> None:
    """Write `page` to a file, as UTF-8, and nothing beside it."""
    text = page(network, title=title, max_nodes=max_nodes)
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def page(network: nx.MultiDiGraph, *, title: str, max_nodes: int = 300) -> str:
    """The network as one self-contained HTML document.

    Args:
        network: of `kg.view.network`; it is not changed.
        title: the heading, plain text.
        max_nodes: of a larger network only the most connected nodes are drawn, and the page says
            how many it leaves out.
    """
    title = title.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written
    drawn = core(network, max_nodes)
    data = _data(drawn)
    data["title"] = title
    data["left_out"] = len(network) - len(drawn)
    data["left_out_edges"] = network.number_of_edges() - drawn.number_of_edges()
    own = files("kg.view")
    vis, script = _vis_network(), own.joinpath("page.js").read_text("utf-8")
    style = own.joinpath("page.css").read_text("utf-8")
    parts = {
        "title": html.escape(title),
        "policy": _policy(vis, script),
        "style": style,
        "vis": vis,
        "data": _json(data),
        "script": script,
    }
    template = own.joinpath("template.html").read_text("utf-8")
    pieces = template.split("§")  # text, name, text, name, ..., text
    return "".join(parts[piece] if i % 2 else piece for i, piece in enumerate(pieces))


def _data(network: nx.MultiDiGraph) -> dict[str, Any]:
    """All that the page's script reads. Nodes and edges go by number, so no name is a key."""
    from pyvis.network import Network  # noqa: PLC0415  imports IPython: 0.2 s

    drawing = Network(directed=True)
    number = {node: i for i, node in enumerate(sorted(network))}
    wide, tall = positions(network, aspect=LANDSCAPE), positions(network, aspect=PORTRAIT)
    for node, i in number.items():
        data = network.nodes[node]
        drawn = glyph(data)
        drawing.add_node(
            i,
            label="\n".join(drawn.lines),
            shape=SHAPES.get(data["cls"], "square"),
            size=round(drawn.radius, 1),
            inside=drawn.inside,
            box=[round(drawn.width, 1), round(drawn.height, 1), round(drawn.drop, 1)],
            x=wide[node][0],
            y=wide[node][1],
            tall=tall[node],
            cls=data["cls"],
            name=data["label"],
            short=data["short"],
            aliases=list(data["aliases"]),
            facts=[
                {**_worded(fact), **FACT_WORDS.get(fact["predicate"], {})} for fact in data["facts"]
            ],
        )
    for one, other, data, bend in fanned(network):
        drawing.add_edge(
            number[one],
            number[other],
            id=f"e{len(drawing.edges)}",
            smooth=_curve(bend),
            **_line(data),
            **_worded(data),
        )
    drawing.set_options(json.dumps(OPTIONS))
    dates = [row[key] for row in _rows(network) for key in ("first", "last") if row[key]]
    return {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "statuses": STATUSES,
        "first": min(dates, default=None),
        "last": max(dates, default=None),
    }


OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 150,
        "multiselect": False,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "chosen": False},
    "edges": {"chosen": False},
    "layout": {"improvedLayout": False},
}


def _rows(network: nx.MultiDiGraph) -> list[dict[str, Any]]:
    facts = [fact for _, data in network.nodes(data=True) for fact in data["facts"]]
    return [data for _, _, data in network.edges(data=True)] + facts


def _worded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "words": words(row["predicate"])}


def _line(data: Mapping[str, Any]) -> dict[str, Any]:
    """How vis draws an edge, except its colour, which the page's theme decides."""
    drawn = line(data)
    mark = drawn.mark or "arrow"
    scale = 0.75 if mark == "bar" else 0.55
    arrows: dict[str, Any] = {
        "to": {"enabled": bool(drawn.mark), "type": mark, "scaleFactor": scale}
    }
    if drawn.denied:
        arrows["middle"] = {"enabled": True, "type": "bar", "scaleFactor": 1.0}
    return {
        "family": drawn.family,
        "width": drawn.width,
        "dashes": list(drawn.dashes) or False,
        "arrows": arrows,
        "arrowStrikethrough": mark in ("bar", "vee"),
    }


def _curve(bend: float) -> dict[str, Any] | bool:
    if not bend:
        return False
    kind = "curvedCW" if bend > 0 else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(0.17 * abs(bend), 3)}


def _vis_network() -> str:
    """The newest vis-network script in the installed pyvis, with its licence notice."""
    folder = files("pyvis").joinpath("templates", "lib")
    found = sorted(
        (each.name for each in folder.iterdir() if each.name.startswith("vis-")),
        key=lambda name: [int(n) if n.isdigit() else 0 for n in name[4:].split(".")],
    )
    text = folder.joinpath(found[-1], "vis-network.min.js").read_text("utf-8")
    return text.split("\n//# sourceMappingURL")[0].replace("</script", "<\\/script")


def _policy(*scripts: str) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(sha256(script.encode('utf-8')).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _json(data: Mapping[str, Any]) -> str:
    """JSON that cannot leave its script element, whatever the names and quotes hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
