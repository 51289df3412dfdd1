"""Nodes and edges in print, in the shapes and strokes of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import atan2, cos, hypot, pi, sin
from typing import Any

from kg.view.line import Line
from kg.view.pictures.sheet import PAPER, Picture, Point, box, colours, ngon

KINDS = {"Party": "party", "Alliance": "alliance", "Person": "person"}  # the rest is "other"
FILLS = {"party": "party", "alliance": "bloc", "person": "person", "other": "org"}
BEND = 0.16  # of an edge's length, by which its control point lies beside it for a bend of 1
LEAST_BEND = 18.0  # CSS pixels of the same, so that short parallel edges part too


def kind_of(cls: str) -> str:
    """Which of the four shapes stands for a class."""
    return KINDS.get(cls, "other")


def draw_shape(picture: Picture, cls: str, x: float, y: float, radius: float) -> None:
    """A node's shape: a disc for a party, a hexagon for an alliance, a diamond for a person."""
    kind = kind_of(cls)
    style: dict[str, Any] = {
        "fill": colours()[FILLS[kind]],
        "ink": PAPER,
        "width": min(1.0, radius / 5),
    }
    if kind == "party":
        picture.disc(x, y, radius, **style)
    elif kind == "other":
        picture.path(box(x - radius, y - radius, 2 * radius, 2 * radius), closed=True, **style)
    else:
        corners = 6 if kind == "alliance" else 4
        picture.path(ngon(x, y, radius, corners), closed=True, **style)


def border(cls: str, radius: float, angle: float) -> float:
    """How far a shape reaches from its centre in a direction."""
    kind = kind_of(cls)
    if kind == "alliance":
        return radius * cos(pi / 6) / cos(angle % (pi / 3) - pi / 6)
    if kind == "person":
        return radius / (abs(cos(angle)) + abs(sin(angle)))
    if kind == "other":
        return radius / max(abs(cos(angle)), abs(sin(angle)))
    return radius


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve: "from PTI to MWM, bent a little to the left"."""

    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point a share of the way along."""
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.control, self.end
        return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2

    def direction(self, share: float) -> float:
        """The angle at which it runs there."""
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.control, self.end
        across = (1 - share) * (x1 - x0) + share * (x2 - x1)
        down = (1 - share) * (y1 - y0) + share * (y2 - y1)
        return atan2(down, across)

    def part(self, low: float, high: float) -> Curve:
        """The curve between two shares of the way."""
        one, other = self.at(low), self.at(high)
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.control, self.end
        a, b, c = (1 - low) * (1 - high), low * (1 - high) + high * (1 - low), low * high
        return Curve(one, (a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2), other)

    def share_near(self, low: float, high: float, outside: Callable[[Point], bool]) -> float:
        """Where, between a point inside (low) and one outside (high), the curve leaves."""
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (low, middle) if outside(self.at(middle)) else (middle, high)
        return (low + high) / 2


def curve(one: Point, other: Point, bend: float, scale: float) -> Curve:
    """The way of an edge; see `kg.view.line.fanned` for the bend."""
    (x0, y0), (x1, y1) = one, other
    length = hypot(x1 - x0, y1 - y0) or 1.0
    aside = bend * max(BEND * length, LEAST_BEND * scale)
    middle = (
        (x0 + x1) / 2 - aside * (y1 - y0) / length,
        (y0 + y1) / 2 + aside * (x1 - x0) / length,
    )
    return Curve(one, middle, other)


def draw_line(picture: Picture, way: Curve, line: Line, ink: str, *, scale: float = 1.0) -> None:
    """An edge along a way that begins and ends where it shall, with its marks.

    Args:
        picture: what is drawn on.
        way: from the border of one shape to the border of another.
        line: its stroke, in CSS pixels.
        ink: its colour.
        scale: points a CSS pixel.
    """
    width = line.width * scale
    opacity = _opacity(line)
    head = (6.0 + 1.7 * line.width) * scale
    x, y = way.end
    total = hypot(x - way.start[0], y - way.start[1]) or 1.0
    kept = 1.0
    if line.mark in ("arrow", "inv_triangle", "diamond"):  # the stroke ends under the mark
        kept = max(0.1, 1 - 0.8 * head / total)
    drawn = way.part(0.0, kept)
    picture.path(
        [drawn.start, drawn.control, drawn.end],
        curved=True,
        ink=ink,
        width=width,
        dashes=[each * scale for each in line.dashes],
        opacity=opacity,
    )
    back = way.direction(0.0) + pi
    for mark, at, angle in (
        (line.mark, way.end, way.direction(1.0)),
        (line.tail, way.start, back),
    ):
        _draw_mark(picture, mark, at, angle, line=line, ink=ink, scale=scale)
    if line.denied:
        beside = partial(_beside, way.at(0.5), way.direction(0.5))
        for off in (-2.0 * scale, 2.0 * scale):
            across = [beside(off, 6 * scale), beside(off, -6 * scale)]
            picture.path(across, ink=ink, width=2.2 * scale)


def _beside(at: Point, angle: float, back: float, off: float) -> Point:
    """The point so far behind and beside another, seen in a direction."""
    ahead, aside = (cos(angle), sin(angle)), (-sin(angle), cos(angle))
    return at[0] - back * ahead[0] + off * aside[0], at[1] - back * ahead[1] + off * aside[1]


def _opacity(line: Line) -> float:
    return 0.75 if line.denied else 1.0


def _draw_mark(
    picture: Picture, mark: str, at: Point, angle: float, *, line: Line, ink: str, scale: float
) -> None:
    """The mark at one end of a line that arrives there at this angle."""
    beside = partial(_beside, at, angle)
    head = (6.0 + 1.7 * line.width) * scale
    half = head * 0.46
    opacity = _opacity(line)
    style: dict[str, Any] = {"closed": True, "fill": ink, "opacity": opacity}
    stroke: dict[str, Any] = {"ink": ink, "opacity": opacity}
    if mark == "arrow":
        picture.path([beside(0, 0), beside(head, half), beside(head, -half)], **style)
    elif mark == "inv_triangle":
        picture.path([beside(head, 0), beside(0, half), beside(0, -half)], **style)
    elif mark == "diamond":
        long, side = head * 1.3, half * 0.9
        sides = [beside(long / 2, side), beside(long, 0), beside(long / 2, -side)]
        picture.path([beside(0, 0), *sides], **style)
    elif mark == "box":
        side = head * 0.36
        corners = [beside(0, side), beside(0, -side), beside(2 * side, -side)]
        picture.path([*corners, beside(2 * side, side)], **style)
    elif mark == "circle":
        radius = head * 0.34
        picture.disc(*beside(radius, 0), radius, fill=ink, opacity=opacity)
    elif mark == "vee":
        legs = [beside(head * 0.8, half), beside(line.width * scale / 2, 0)]
        wide = max(line.width * 0.8, 1.4) * scale
        picture.path([*legs, beside(head * 0.8, -half)], width=wide, **stroke)
    elif mark == "bar":
        reach = (5.5 + line.width / 2) * scale
        thick = 3.2 * scale
        picture.path([beside(thick / 2, reach), beside(thick / 2, -reach)], width=thick, **stroke)
