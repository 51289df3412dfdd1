"""A network in print: the page's layout and visual language, at a size that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import atan2, hypot
from typing import Any

import networkx as nx
import numpy as np

from kg.model import STATUSES
from kg.view.core import core
from kg.view.dates import span_told
from kg.view.glyph import Glyph, glyph
from kg.view.layout import overlaps, positions
from kg.view.line import Line, fanned, line, words
from kg.view.pictures.frame import MARGIN, NOTE, Frame, Key, counted
from kg.view.pictures.labels import label_box, sides
from kg.view.pictures.sheet import COLUMN, PAGE, TALL, Picture, Point, colours
from kg.view.pictures.strokes import Curve, border, curve, draw_line, draw_shape, kind_of
from kg.view.pictures.words import STATUS_WORDS

LETTER = 14.0  # CSS pixels of a label
LARGEST, SMALLEST = 8.0 / LETTER, 6.0 / LETTER  # points a CSS pixel: labels of 8 to 6 points
ASPECTS = (0.85, 1.2, 1.55)  # width by height of a page, and of less of it where that is enough
CLOSER = (0.9, 0.8, 0.7, 0.6, 0.5)  # of the layout's distances, which are those of a screen
SHORTEST = 30.0  # of an edge, in CSS pixels between the shapes at its ends
DRAWN = 90  # nodes that are tried at first
SHAPE_WORDS = {"Party": "party", "Alliance": "alliance", "Person": "person", "": "other"}
NAMES = {
    "party": ("party", "parties"),
    "alliance": ("alliance", "alliances"),
    "person": ("person", "persons"),
    "other": ("other", "others"),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A network laid out: where the nodes stand, in CSS pixels from the left upper corner."""

    network: nx.MultiDiGraph
    glyphs: Mapping[str, Glyph]
    at: Mapping[str, Point]
    width: float
    height: float


def draw_network(
    network: nx.MultiDiGraph, *, title: str = "", most: int | None = None, note: str = ""
) -> Picture:
    """A network as a picture, no wider than a page, its labels no smaller than 6 points.

    Args:
        network: of `kg.view.network`; it is not changed.
        title: over the picture.
        most: how many nodes to draw, the best connected first, on a sheet that grows with them;
            by default as many as a page has room for. What is left out is told in the picture.
        note: a sentence under it.
    """
    plan, scale, frame = _fitting(network, title=title, most=most, note=note)
    width = max(COLUMN, plan.width * scale + 2 * MARGIN)
    if frame.top(width) + plan.height * scale + frame.bottom(width) > TALL:
        width = max(width, PAGE)  # the words around it fold less
    picture = frame.sheet(width, plan.height * scale, called="Network")
    top = frame.top(width)
    left = (width - plan.width * scale) / 2
    at = {node: (left + x * scale, top + y * scale) for node, (x, y) in plan.at.items()}
    _draw_blocs(picture, plan.network, at, scale)
    _draw_edges(picture, plan, at, scale)
    for node, data in plan.network.nodes(data=True):
        draw_shape(picture, data["cls"], *at[node], plan.glyphs[node].radius * scale)
    _draw_labels(picture, plan, at, scale)
    return picture


def _fitting(
    network: nx.MultiDiGraph, *, title: str, most: int | None, note: str
) -> tuple[_Plan, float, Frame]:
    """The largest part of the network that a page has room for, laid out."""
    count = min(len(network), most or DRAWN)
    while True:
        drawn = core(network, count)
        if count < len(network):  # whose partners are all left out would seem to have none
            drawn = drawn.edge_subgraph(drawn.edges(keys=True))
        frame = _frame(network, drawn, title=title, note=note)
        free = TALL - frame.top(PAGE) - frame.bottom(PAGE)
        fits = None
        for aspect in ASPECTS:
            for plan in _planned(drawn, aspect):
                scale = min(LARGEST, (PAGE - 2 * MARGIN) / plan.width, free / plan.height)
                if scale >= SMALLEST:
                    break
            else:
                break
            fits = plan, scale, frame
        if fits:
            return fits
        if most is not None or count <= 1:
            return plan, SMALLEST, frame
        count = max(1, int(count * min(0.94, (scale / SMALLEST) ** 0.5)))


def _planned(network: nx.MultiDiGraph, aspect: float) -> Iterator[_Plan]:
    """The layout as it is, and then drawn together as far as shapes and labels allow."""
    glyphs = {node: glyph(data) for node, data in network.nodes(data=True)}
    at = positions(network, aspect=aspect)
    if not at:
        yield _Plan(network, glyphs, at, 1.0, 1.0)
        return
    for share in (1.0, *CLOSER):
        closer = {node: (x * share, y * share) for node, (x, y) in at.items()}
        if share == 1.0 or not _crowded(network, closer, glyphs):
            yield _plan(network, closer, glyphs)


def _crowded(
    network: nx.MultiDiGraph, at: Mapping[str, Point], glyphs: Mapping[str, Glyph]
) -> bool:
    """Whether boxes of shape and label touch, or an edge is too short to be seen."""
    gaps = (
        hypot(at[one][0] - at[other][0], at[one][1] - at[other][1])
        - glyphs[one].radius
        - glyphs[other].radius
        for one, other in network.edges()
    )
    return bool(overlaps(at, glyphs)) or min(gaps, default=SHORTEST) < SHORTEST


def _plan(network: nx.MultiDiGraph, at: Mapping[str, Point], glyphs: Mapping[str, Glyph]) -> _Plan:
    edge = 6.0
    left = min(x - glyphs[n].width / 2 for n, (x, _) in at.items()) - edge
    right = max(x + glyphs[n].width / 2 for n, (x, _) in at.items()) + edge
    top = min(y + glyphs[n].drop - glyphs[n].height / 2 for n, (_, y) in at.items()) - edge
    bottom = max(y + glyphs[n].drop + glyphs[n].height / 2 for n, (_, y) in at.items()) + edge
    moved = {node: (x - left, y - top) for node, (x, y) in at.items()}
    return _Plan(network, glyphs, moved, right - left, bottom - top)


def _draw_blocs(
    picture: Picture, network: nx.MultiDiGraph, at: Mapping[str, Point], scale: float
) -> None:
    """A soft ground that joins each alliance to its present members, and to nobody else."""
    for bloc, data in network.nodes(data=True):
        if data["cls"] != "Alliance":
            continue
        members = sorted(
            one
            for one, _, edge in network.in_edges(bloc, data=True)
            if edge["predicate"] == "memberOf" and edge["status"] == "factual"
        )
        if len(members) < 2:
            continue
        ways = [point for member in members for point in (at[bloc], at[member])]
        starts = range(0, len(ways), 2)
        style: dict[str, Any] = {"ink": colours()["alliance"], "width": 84 * scale}
        picture.path(ways, pieces=starts, rounded=True, opacity=0.11, **style)


def _draw_edges(picture: Picture, plan: _Plan, at: Mapping[str, Point], scale: float) -> None:
    edges = [
        (one, other, data, bend, line(data)) for one, other, data, bend in fanned(plan.network)
    ]
    for one, other, data, bend, stroke in sorted(edges, key=lambda edge: -edge[4].width):
        way = curve(at[one], at[other], bend, scale)
        ends = [(plan.network.nodes[node]["cls"], plan.glyphs[node]) for node in (one, other)]
        first = way.share_near(0.0, 0.5, _beyond(at[one], *ends[0], scale))
        last = way.share_near(1.0, 0.5, _beyond(at[other], *ends[1], scale))
        if first >= last:  # shapes that touch leave no room between
            continue
        ink = colours()["ended" if data["status"] == "ended" else stroke.family]
        draw_line(picture, way.part(first, last), stroke, ink, scale=scale)


def _beyond(centre: Point, cls: str, drawn: Glyph, scale: float) -> Callable[[Point], bool]:
    """Whether a point lies outside a node's shape."""

    def outside(point: Point) -> bool:
        across, down = point[0] - centre[0], point[1] - centre[1]
        reach = border(cls, drawn.radius + 1.5, atan2(down, across)) * scale
        return hypot(across, down) > reach

    return outside


def _draw_labels(picture: Picture, plan: _Plan, at: Mapping[str, Point], scale: float) -> None:
    size = LETTER * scale
    palette = colours()
    shares = np.linspace(0.0, 1.0, 40)
    ways = [
        np.array([curve(plan.at[one], plan.at[other], bend, 1.0).at(share) for share in shares])
        for one, other, _, bend in fanned(plan.network)
    ]
    side_of = sides(plan.glyphs, plan.at, ways, (plan.width, plan.height))
    for node, data in plan.network.nodes(data=True):
        drawn = plan.glyphs[node]
        alliance = data["cls"] == "Alliance"
        if drawn.inside:
            x, y = at[node]
            ink = palette["bloc-ink" if alliance else "party-ink"]
            style: dict[str, Any] = {"size": size, "weight": 700, "align": "center"}
            picture.text(x, y + 0.36 * size, drawn.lines[0], ink=ink, **style)
            continue
        side = side_of[node]
        left, top, right, _ = label_box(drawn, (0.0, 0.0), side)
        align, across = {"right": ("left", left), "left": ("right", right)}.get(
            side, ("center", 0.0)
        )
        style = {"size": size, "weight": 700 if alliance else 400, "align": align}
        for number, line_ in enumerate(drawn.lines):
            x = at[node][0] + across * scale
            y = at[node][1] + (top + 17 * number + 13) * scale
            picture.text(x, y, line_, halo=5 * scale, **style)


def _frame(network: nx.MultiDiGraph, drawn: nx.MultiDiGraph, *, title: str, note: str) -> Frame:
    rows = [data for _, _, data in drawn.edges(data=True)]
    classes = Counter(kind_of(data["cls"]) for _, data in drawn.nodes(data=True))
    names = [counted(n, *NAMES[kind]) for kind, n in sorted(classes.items(), key=_by_kind)]
    outlets = {said["source"] for row in rows for said in row["evidence"]}
    dates = sorted(row[key] for row in rows for key in ("first", "last") if row[key])
    parts = [
        ", ".join(names),
        counted(len(rows), "relation"),
        f"from {counted(len(outlets), 'outlet')}" if outlets else "",
        f"printed {span_told(dates[0], dates[-1])}" if dates else "",
    ]
    notes = ["A thicker line has more independent sources"] if rows else ["No claim makes a line"]
    if lost := len(network) - len(drawn):
        edges = network.number_of_edges() - len(rows)
        notes.append(
            f"Left out: the {counted(lost, 'least connected name')} of {len(network):,},"
            f" with {counted(edges, 'relation')}"
        )
    return Frame(
        title=title,
        subtitle="; ".join(filter(None, parts)),
        notes=[_names(drawn), ". ".join([*notes, *filter(None, [note]), NOTE]) + "."],
        keys=(tuple(_relations(rows)), tuple(_statuses(rows)), tuple(_shapes(drawn))),
    )


def _by_kind(item: tuple[str, int]) -> int:
    return list(NAMES).index(item[0])


def _names(network: nx.MultiDiGraph) -> str:
    """What the short forms stand for, so that the picture can stand alone."""
    short = {data["short"]: data["label"] for _, data in network.nodes(data=True)}
    return "; ".join(f"{one}: {short[one]}" for one in sorted(short) if short[one] != one)


def _relations(rows: list[dict[str, Any]]) -> Iterator[Key]:
    counts = Counter(row["predicate"] for row in rows)
    alike: dict[Line, list[str]] = {}
    for predicate in sorted(counts, key=lambda each: (-counts[each], each)):
        stroke = line({"predicate": predicate, "status": "factual", "sources": 1})
        alike.setdefault(stroke, []).append(words(predicate))
    for stroke, each in alike.items():
        yield Key(", ".join(each), 22.0, _sample(stroke, colours()[stroke.family]))


def _statuses(rows: list[dict[str, Any]]) -> Iterator[Key]:
    found = {row["status"] for row in rows}
    for status in STATUSES:
        if status in found:
            stroke = line({"predicate": "alliedWith", "status": status, "sources": 1})
            ink = colours()["ended" if status == "ended" else "ink"]
            yield Key(STATUS_WORDS[status], 22.0, _sample(stroke, ink))


def _shapes(network: nx.MultiDiGraph) -> Iterator[Key]:
    found = {kind_of(data["cls"]) for _, data in network.nodes(data=True)}
    for cls, name in SHAPE_WORDS.items():
        if kind_of(cls) in found:
            yield Key(name, 7.0, partial(_shape_sample, cls))


def _sample(stroke: Line, ink: str) -> Callable[[Picture, float, float], None]:
    def draw(picture: Picture, x: float, y: float) -> None:
        way = Curve((x, y), (x + 11, y), (x + 22, y))
        draw_line(picture, way, stroke, ink, scale=0.55)

    return draw


def _shape_sample(cls: str, picture: Picture, x: float, y: float) -> None:
    draw_shape(picture, cls, x + 3.5, y, 3.5 if kind_of(cls) != "other" else 3.0)
