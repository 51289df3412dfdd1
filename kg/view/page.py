"""A network as one HTML file that opens anywhere, offline, and shows the words behind each line.

pyvis holds the nodes, edges and options, and brings the vis-network script; the page around it is
ours (`template.html`, `page.css`, `script/*.js`), because pyvis's own template loads from a CDN
and runs hostile names as markup. Everything from an article reaches the page as data in a JSON
block and is put on the screen as text; the content security policy allows our two scripts and
nothing else.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx

from kg.model import STATUSES
from kg.view.core import core
from kg.view.glyph import glyph
from kg.view.layout import layouts
from kg.view.line import DASHES, TALKS_DASHES, fanned, line, widths, words
from kg.view.tie import SYMMETRIC

FACT_WORDS = {"leads": {"words": "leader"}}  # as a heading over the names
CLAIM = (
    "claim quote marks speaker status source outlet text article article_id published url".split()
)
SHAPES = {"Party": "dot", "Alliance": "hexagon", "Person": "diamond"}
PORTRAIT, LANDSCAPE = 0.7, 1.55  # width by height of the two layouts that a page carries


# The scripts are one module; each part uses those before it.
SCRIPTS = (
    *("words", "icons", "steps", "filter", "time", "legend"),
    *("drawing", "labels", "pointer", "evidence", "panel", "search", "address", "paper", "start"),
)

Href = Callable[[str], str]


def write_page(
    path: Path | str, network: nx.MultiDiGraph, *, title: str, max_nodes: int = 300
) -> None:
    """Write `page` to a file, as UTF-8, and nothing beside it."""
    text = page(network, title=title, max_nodes=max_nodes)
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def page(
    network: nx.MultiDiGraph,
    *,
    title: str,
    max_nodes: int = 300,
    href: Href | None = None,
    ways: Sequence[tuple[str, str]] = (),
) -> str:
    """The network as one self-contained HTML document.

    Args:
        network: of `kg.view.network`; it is not changed.
        title: the heading, plain text.
        max_nodes: of a larger network only the most connected nodes are drawn, and the page says
            how many it leaves out.
        href: from the IRI of an entity or of an article to the address of a page about it; without
            it the page links to nothing but the articles on the web.
        ways: links above the heading, each as its text and its address; of a page that is served.
    """
    title = title.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written
    drawn = core(network, max_nodes)
    data = _data(drawn, href)
    data["left_out"] = len(network) - len(drawn)
    data["left_out_edges"] = network.number_of_edges() - drawn.number_of_edges()
    vis, script = _scripts()
    own = files("kg.view")
    parts = {
        "title": html.escape(title),
        "policy": policy(),
        "ways": _ways(ways),
        "style": own.joinpath("page.css").read_text("utf-8"),
        "vis": vis,
        "data": _json(data),
        "script": script,
    }
    template = own.joinpath("template.html").read_text("utf-8")
    pieces = template.split("§")  # text, name, text, name, ..., text
    return "".join(parts[piece] if i % 2 else piece for i, piece in enumerate(pieces))


def _ways(ways: Sequence[tuple[str, str]]) -> str:
    links = (f'<a href="{html.escape(to)}">{html.escape(text)}</a>' for text, to in ways)
    return f'<nav class="ways">{" ".join(links)}</nav>' if ways else ""


@cache
def policy() -> str:
    """The content security policy of every page, for a server that sends it as a header too."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(sha256(script.encode('utf-8')).digest()).decode()}'"
        for script in _scripts()
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _data(network: nx.MultiDiGraph, href: Href | None) -> dict[str, Any]:
    """All that the page's script reads. Nodes and edges go by number, so no name is a key."""
    from pyvis.network import Network  # noqa: PLC0415  imports IPython: 0.2 s

    drawing = Network(directed=True)
    number = {node: i for i, node in enumerate(sorted(network))}
    wide, tall = layouts(network, aspects=[LANDSCAPE, PORTRAIT])
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
            iri=node,
            page=href(node) if href else None,
            cls=data["cls"],
            name=data["label"],
            short=data["short"],
            aliases=list(data["aliases"]),
            facts=[
                {**_told(fact, href), **FACT_WORDS.get(fact["predicate"], {})}
                for fact in data["facts"]
            ],
        )
    for one, other, data, bend in fanned(network):
        drawing.add_edge(
            number[one],
            number[other],
            id=f"e{len(drawing.edges)}",
            smooth=_curve(bend),
            **_line(data),
            **_told(data, href),
        )
    drawing.set_options(json.dumps(OPTIONS))
    return {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "physics": PHYSICS,
        "statuses": STATUSES,
        "dashes": DASHES,
        "family_dashes": {"talks": TALKS_DASHES},  # in the legend, of no status
        "widths": {status: widths(status) for status in STATUSES},
    }


OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": False,  # the page finds what is under the pointer itself
        "selectConnectedEdges": False,
        "multiselect": False,
        "hideEdgesOnDrag": False,
    },
    "nodes": {"chosen": False},
    "edges": {"chosen": False},
    "layout": {"improvedLayout": False},
}
PHYSICS = {  # while the reader lets the drawing move
    "solver": "forceAtlas2Based",
    "forceAtlas2Based": {"gravitationalConstant": -90, "springLength": 90, "avoidOverlap": 0.6},
    "maxVelocity": 30,
    "stabilization": False,
}


def _told(row: Mapping[str, Any], href: Href | None) -> dict[str, Any]:
    """An edge or a fact in words, with the claims that it stands on."""
    evidence = [_claim(claim, href) for claim in row["evidence"]]
    return {**row, "words": words(row["predicate"]), "evidence": evidence}


def _claim(row: Mapping[str, Any], href: Href | None) -> dict[str, Any]:
    shown = {name: row[name] for name in CLAIM}
    return {**shown, "page": href(row["article_iri"])} if href else shown


def _line(data: Mapping[str, Any]) -> dict[str, Any]:
    """How vis draws an edge, except its colour, which the page's theme decides."""
    drawn = line(data)
    arrows = {"to": _end(drawn.mark), "from": _end(drawn.tail)}
    if drawn.denied:
        arrows["middle"] = {"enabled": True, "type": "bar", "scaleFactor": 1.0}
    return {
        "family": drawn.family,
        "mutual": data["predicate"] in SYMMETRIC,
        "marks": {"to": drawn.mark, "from": drawn.tail},
        "width": drawn.width,
        "dashes": list(drawn.dashes) or False,
        "arrows": arrows,
        "arrowStrikethrough": drawn.mark in ("bar", "vee", "circle", "box"),
    }


def _end(mark: str) -> dict[str, Any]:
    scale = {"bar": 0.75, "circle": 0.5, "box": 0.45, "vee": 0.7}.get(mark, 0.55)
    return {"enabled": bool(mark), "type": mark or "arrow", "scaleFactor": scale}


def _curve(bend: float) -> dict[str, Any] | bool:
    if not bend:
        return False
    kind = "curvedCW" if bend > 0 else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(0.17 * abs(bend), 3)}


@cache
def _scripts() -> tuple[str, str]:
    """The bundled vis-network, and our own parts joined into one module."""
    folder = files("kg.view").joinpath("script")
    parts = [folder.joinpath(f"{name}.js").read_text("utf-8") for name in SCRIPTS]
    return _vis_network(), "\n".join(parts)


def _vis_network() -> str:
    """The newest vis-network script in the installed pyvis, with its licence notice."""
    folder = files("pyvis").joinpath("templates", "lib")
    found = sorted(
        (each.name for each in folder.iterdir() if each.name.startswith("vis-")),
        key=lambda name: [int(n) if n.isdigit() else 0 for n in name[4:].split(".")],
    )
    text = folder.joinpath(found[-1], "vis-network.min.js").read_text("utf-8")
    return text.split("\n//# sourceMappingURL")[0].replace("</script", "<\\/script")


def _json(data: Mapping[str, Any]) -> str:
    """JSON that cannot leave its script element, whatever the names and quotes hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
