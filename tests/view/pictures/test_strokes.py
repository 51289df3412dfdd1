from __future__ import annotations

from math import hypot, pi

import pytest

from kg.view.line import line
from kg.view.pictures.sheet import Picture
from kg.view.pictures.strokes import Curve, border, curve, draw_line


def test_a_curve_runs_from_one_end_to_the_other() -> None:
    """Whatever its bend; without one it is straight."""
    for bend in (-1.0, 0.0, 2.0):
        way = curve((0, 0), (100, 0), bend, 1.0)
        assert (way.at(0), way.at(1)) == ((0, 0), (100, 0))
    assert curve((0, 0), (100, 0), 0.0, 1.0).at(0.5) == (50, 0)


def test_parallel_edges_part_also_where_they_are_short() -> None:
    """A step of bend is worth some pixels at least."""
    apart = [curve((0, 0), (30, 0), bend, 1.0).at(0.5)[1] for bend in (-1.0, 1.0)]
    assert apart[1] - apart[0] >= 18


def test_a_part_lies_on_the_whole() -> None:
    """Middle and ends of a part are points of the curve."""
    way = Curve((0, 0), (50, 80), (100, 0))
    part = way.part(0.2, 0.6)
    assert part.at(0.0) == pytest.approx(way.at(0.2))
    assert part.at(0.5) == pytest.approx(way.at(0.4))
    assert part.at(1.0) == pytest.approx(way.at(0.6))


def test_an_edge_begins_at_the_border() -> None:
    """Where a curve leaves a circle of 10 it is 10 from its centre."""
    way = Curve((0, 0), (50, 30), (100, 0))
    share = way.share_near(0.0, 0.5, lambda point: hypot(*point) > 10)
    assert hypot(*way.at(share)) == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(
    ("cls", "angle", "reach"),
    [
        ("Party", 0.7, 10.0),
        ("Alliance", 0.0, 10.0),
        ("Alliance", pi / 6, 8.66),
        ("Person", 0.0, 10.0),
        ("Person", pi / 4, 7.07),
        ("Place", 0.0, 10.0),
        ("Place", pi / 4, 14.14),
    ],
)
def test_shapes_reach_as_far_as_they_are_drawn(cls: str, angle: float, reach: float) -> None:
    """A hexagon is nearer at its sides than at its corners, a square farther at its corners."""
    assert border(cls, 10.0, angle) == pytest.approx(reach, abs=0.01)


def test_each_mark_is_drawn() -> None:
    """No two marks give the same picture, and a mutual line has its mark at both ends."""
    pictures = {}
    for predicate in ("alliedWith", "memberOf", "splitFrom", "opposes", "contradicts", "backs",
                      "leads", "parentOf", "relativeOf", "negotiatesWith"):  # fmt: skip
        stroke = line({"predicate": predicate, "status": "planned", "sources": 1})
        picture = Picture(60, 20, title="a line")
        draw_line(picture, Curve((5, 10), (30, 10), (55, 10)), stroke, "#000000")
        pictures[picture.svg()] = predicate
    assert len(pictures) == 10
