"""On which side of its shape a label stands: where fewest lines run through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from kg.view.glyph import GAP, LINE, Glyph, width_of
from kg.view.pictures.sheet import Point

Box = tuple[float, float, float, float]  # left, top, right, bottom
Ways = Sequence[npt.NDArray[np.float64]]  # points along each line, one array a line

SIDES = ("below", "above", "right", "left")  # in the order of liking
COLLISION = 100.0  # what covering another shape or label costs, by a line that runs through
DISLIKE = 0.3  # what each step down the order of liking costs


def label_box(drawn: Glyph, at: Point, side: str) -> Box:
    """Where a label that stands outside its shape lies, in CSS pixels."""
    x, y = at
    half = max(width_of(line) for line in drawn.lines) / 2
    tall = LINE * len(drawn.lines)
    if side == "below":
        return x - half, y + drawn.radius + GAP, x + half, y + drawn.radius + GAP + tall
    if side == "above":
        return x - half, y - drawn.radius - GAP - tall, x + half, y - drawn.radius - GAP
    off = drawn.radius + GAP + 1.0
    left = x + off if side == "right" else x - off - 2 * half
    return left, y - tall / 2, left + 2 * half, y + tall / 2


def sides(
    glyphs: Mapping[str, Glyph], at: Mapping[str, Point], ways: Ways, room: Point
) -> dict[str, str]:
    """The side for each label that stands outside its shape.

    Args:
        glyphs: of all nodes.
        at: their centres, in CSS pixels from the left upper corner.
        ways: the lines between them.
        room: width and height of what is drawn; no label leaves it.
    """
    outside = sorted(node for node in glyphs if not glyphs[node].inside)
    chosen = dict.fromkeys(outside, "below")
    for _ in range(2):  # once more, when all know where the others stand
        for node in outside:
            taken = list(_taken(node, glyphs, at, chosen))
            costs = [
                _cost(label_box(glyphs[node], at[node], side), taken, ways, room) + rank * DISLIKE
                for rank, side in enumerate(SIDES)
            ]
            chosen[node] = SIDES[costs.index(min(costs))]
    return chosen


def _taken(
    node: str, glyphs: Mapping[str, Glyph], at: Mapping[str, Point], chosen: Mapping[str, str]
) -> Iterator[Box]:
    """The boxes of all other shapes and labels."""
    for other, drawn in glyphs.items():
        if other != node:
            x, y = at[other]
            yield x - drawn.radius, y - drawn.radius, x + drawn.radius, y + drawn.radius
            if other in chosen:
                yield label_box(drawn, at[other], chosen[other])


def _cost(label: Box, taken: Sequence[Box], ways: Ways, room: Point) -> float:
    left, top, right, bottom = label
    if left < 0 or top < 0 or right > room[0] or bottom > room[1]:
        return 10 * COLLISION
    margin = 3.0
    covered = sum(
        left < box[2] + margin
        and right > box[0] - margin
        and top < box[3] + margin
        and bottom > box[1] - margin
        for box in taken
    )
    crossed = sum(
        bool(
            (
                (way[:, 0] > left) & (way[:, 0] < right) & (way[:, 1] > top) & (way[:, 1] < bottom)
            ).any()
        )
        for way in ways
    )
    return COLLISION * covered + crossed
