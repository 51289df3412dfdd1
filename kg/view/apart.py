"""Boxes moved apart: none on another, no shape on a passing edge, no edge too short to be seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]  # two columns of node numbers

CLEARANCE = 9.0  # kept free between an edge and a shape that it does not end at
SIGHT = 80.0  # boxes nearer than this are watched, until something has moved half of it
STEPS = 900
EDGE_STEPS = 300
CROWD = 40_000  # nodes times edges, above which lines cross shapes whatever one does
FILLED = 0.5  # share of the page that boxes may fill before they are pushed


@dataclass(frozen=True, slots=True)
class Boxes:
    """What the nodes fill, one row a node."""

    half: Array  # of width and height of shape, label and margin
    drop: Array  # from the shape's centre to the box's
    radius: Array  # of the shape


def spread(at: Array, boxes: Boxes, linked: Pairs, shortest: Array) -> Array:
    """The places with every overlap gone, moved as little as it takes.

    Args:
        at: centres of the shapes.
        boxes: of the nodes, in the same order.
        linked: the ends of each edge.
        shortest: the least length of each edge.
    """
    extent = np.maximum(np.ptp(at, axis=0), 1.0)
    need = 4 * np.prod(boxes.half, axis=1).sum() / FILLED
    at = at * max(1.0, float(need / np.prod(extent + 2 * boxes.half.max(axis=0))) ** 0.5)
    edge_steps = EDGE_STEPS if len(at) * len(linked) < CROWD else 0
    seen, watched = at, _near(at, boxes)
    for step in range(STEPS):
        if step < edge_steps:
            at = at + _off_edges(at, boxes.radius, linked) + _lengthened(at, linked, shortest)
        elif step % 40 == 39:
            at = at * 1.08  # crowded: give all of it more room, then go on
        if np.abs(at - seen).max() > SIGHT / 2:
            seen, watched = at, _near(at, boxes)
        push, hit = _push(at, boxes, watched)
        if not hit and step >= edge_steps:
            break
        at = at + push
    return at


def _near(at: Array, boxes: Boxes) -> Pairs:
    """The pairs whose boxes are in sight of each other."""
    centre, half = at + boxes.drop, boxes.half
    order = np.argsort(centre[:, 0], kind="stable")
    reach = centre[order, 0] + 2 * half[:, 0].max() + SIGHT
    last = np.searchsorted(centre[order, 0], reach, side="right")
    found = []
    for rank, one in enumerate(order):
        others = order[rank + 1 : last[rank]]
        close = np.abs(centre[one] - centre[others]) < half[one] + half[others] + SIGHT
        others = others[close[:, 0] & close[:, 1]]
        found.append(np.stack([np.minimum(one, others), np.maximum(one, others)], axis=1))
    return np.concatenate(found)


def _push(at: Array, boxes: Boxes, watched: Pairs) -> tuple[Array, bool]:
    """For each node a step out of the boxes that it overlaps, and whether there were any."""
    one, other = watched.T
    centre = at + boxes.drop
    gap = centre[one] - centre[other]
    into = boxes.half[one] + boxes.half[other] - np.abs(gap)
    hit = (into > 1e-6).all(axis=1)
    one, other, gap, into = one[hit], other[hit], gap[hit], into[hit]
    along = into.argmin(axis=1)  # the axis on which least has to give way
    rows = np.arange(len(along))
    step = into[rows, along] * np.where(gap[rows, along] < 0, -1.0, 1.0)
    count = np.bincount(one, minlength=len(at)) + np.bincount(other, minlength=len(at))
    push = np.zeros_like(at)
    for axis in (0, 1):
        on = along == axis
        push[:, axis] = np.bincount(one[on], step[on], len(at))
        push[:, axis] -= np.bincount(other[on], step[on], len(at))
    return 0.5 * push / np.maximum(count, 1)[:, None] ** 0.5, bool(hit.any())


def _lengthened(at: Array, linked: Pairs, shortest: Array) -> Array:
    """For the ends of each edge that is too short to be seen a step away from each other."""
    along = at[linked[:, 1]] - at[linked[:, 0]]
    gap = np.maximum(np.linalg.norm(along, axis=1), 1e-6)
    step = (0.2 * np.maximum(shortest - gap, 0.0) / gap)[:, None] * along
    moved = np.zeros_like(at)
    np.add.at(moved, linked[:, 0], -step)
    np.add.at(moved, linked[:, 1], step)
    return np.clip(moved, -12.0, 12.0)


def _off_edges(at: Array, radius: Array, linked: Pairs) -> Array:
    """For each node a short step away from the edges that run across its shape."""
    one, other = at[linked[:, 0]], at[linked[:, 1]]
    along = other - one
    length = np.maximum((along**2).sum(axis=1), 1.0)
    share = ((at[:, None] - one[None]) * along[None]).sum(axis=2) / length
    away = at[:, None] - (one[None] + np.clip(share, 0, 1)[..., None] * along[None])
    gap = np.linalg.norm(away, axis=2)
    inner = (share > 0.02) & (share < 0.98)
    rows = np.arange(len(at))[:, None]
    inner &= (rows != linked[:, 0]) & (rows != linked[:, 1])
    lack = np.where(inner, np.maximum(radius[:, None] + CLEARANCE - gap, 0.0), 0.0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.sqrt(length)[:, None]
    unit = np.where(gap[..., None] > 1e-6, away / np.maximum(gap, 1e-6)[..., None], normal[None])
    step: Array = (0.25 * lack[..., None] * unit).sum(axis=1)
    return np.clip(step, -12.0, 12.0)
