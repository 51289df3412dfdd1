"""Where the nodes of a network stand: computed beforehand, equal for equal networks.

Nodes that hold together stand together (stress majorization of the distances in the network, in
which opposition is long and alliance short), boxes of shape and label never overlap, and nodes
without any edge stand in tidy rows under the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.view.glyph import Glyph, glyph

Array = npt.NDArray[np.float64]

REACH = 84.0  # length of an edge of factor 1, in CSS pixels, beside the radii of its ends
LENGTHS = {"memberOf": 0.8, "alliedWith": 0.9, "mergedWith": 0.8, "opposes": 1.7, "splitFrom": 1.3}
MARGIN = 16.0  # kept free around every box
SHORTEST = 46.0  # of an edge that can be seen, between the shapes at its ends
PARALLEL = 14.0  # more of it for every further edge between the same two
CLEARANCE = 9.0  # kept free between an edge and a shape that it does not end at


def positions(network: nx.MultiDiGraph, *, aspect: float = 1.4) -> dict[str, tuple[float, float]]:
    """The centre of every node's shape, in CSS pixels, y downwards, around the origin.

    Args:
        network: with the node attributes of `kg.view.network`.
        aspect: width by height to aim at; under 1 for a phone.

    Returns:
        node to (x, y). It does not depend on the order in which the network was filled.
    """
    glyphs = {node: glyph(data) for node, data in network.nodes(data=True)}
    parts = [sorted(part) for part in nx.weakly_connected_components(network)]
    blocks = [
        _Block(part, _connected(network, part, glyphs, aspect), glyphs)
        for part in sorted(parts, key=lambda part: (-len(part), part))
        if len(part) > 1
    ]
    widest = max([block.width for block in blocks], default=0.0)
    alone = sorted(part[0] for part in parts if len(part) == 1)
    area = sum((glyphs[n].width + 2 * MARGIN) * (glyphs[n].height + 2 * MARGIN) for n in alone)
    row = max(widest, 1.4 * (area * aspect) ** 0.5)
    blocks = _shelve(blocks, max(widest, (aspect * sum(b.width * b.height for b in blocks)) ** 0.5))
    if alone:
        blocks.append(_rows(alone, glyphs, row, top=max((b.bottom for b in blocks), default=0.0)))
    placed = {n: xy for block in blocks for n, xy in zip(block.nodes, block.at, strict=True)}
    middle = _box_centre(list(placed), np.array(list(placed.values())), glyphs) if placed else 0
    return {
        node: (float(x), float(y))
        for node in sorted(placed)
        for x, y in [np.round(placed[node] - middle)]
    }


def overlaps(
    at: Mapping[str, tuple[float, float]], glyphs: Mapping[str, Glyph]
) -> list[tuple[str, str]]:
    """The pairs of nodes whose boxes of shape and label cut each other."""
    nodes = sorted(at)
    return [
        (one, other)
        for i, one in enumerate(nodes)
        for other in nodes[i + 1 :]
        if abs(at[one][0] - at[other][0]) < (glyphs[one].width + glyphs[other].width) / 2
        and abs(at[one][1] + glyphs[one].drop - at[other][1] - glyphs[other].drop)
        < (glyphs[one].height + glyphs[other].height) / 2
    ]


class _Block:
    """Nodes placed together, with the box they fill."""

    def __init__(self, nodes: Sequence[str], at: Array, glyphs: Mapping[str, Glyph]) -> None:
        self.nodes, self.at = nodes, at
        low, high = _bounds(nodes, at, glyphs)
        self.low, self.high = low - MARGIN, high + MARGIN

    width = property(lambda self: float(self.high[0] - self.low[0]))
    height = property(lambda self: float(self.high[1] - self.low[1]))
    bottom = property(lambda self: float(self.high[1]))

    def move(self, low: Array) -> None:
        shift = low - self.low
        self.at, self.low, self.high = self.at + shift, self.low + shift, self.high + shift


def _bounds(nodes: Sequence[str], at: Array, glyphs: Mapping[str, Glyph]) -> tuple[Array, Array]:
    half = np.array([[glyphs[n].width / 2, glyphs[n].height / 2] for n in nodes])
    centre = at + np.array([[0.0, glyphs[n].drop] for n in nodes])
    return (centre - half).min(axis=0), (centre + half).max(axis=0)


def _box_centre(nodes: Sequence[str], at: Array, glyphs: Mapping[str, Glyph]) -> Array:
    low, high = _bounds(nodes, at, glyphs)
    return (low + high) / 2


def _shelve(blocks: list[_Block], width: float) -> list[_Block]:
    """Blocks side by side on shelves of this width, the largest first, each shelf centred."""
    shelves: list[list[_Block]] = []
    for block in blocks:
        if shelves and sum(each.width for each in shelves[-1]) + block.width <= width:
            shelves[-1].append(block)
        else:
            shelves.append([block])
    y = 0.0
    for shelf in shelves:
        x = -sum(block.width for block in shelf) / 2
        tall = max(block.height for block in shelf)
        for block in shelf:
            block.move(np.array([x, y + (tall - block.height) / 2]))
            x += block.width
        y += tall
    return blocks


def _rows(nodes: list[str], glyphs: Mapping[str, Glyph], width: float, *, top: float) -> _Block:
    """Nodes in centred rows, their shapes on one line."""
    rows: list[list[str]] = [[]]
    filled = 0.0
    for node in nodes:
        need = glyphs[node].width + 2 * MARGIN
        if rows[-1] and filled + need > width:
            rows.append([])
            filled = 0.0
        rows[-1].append(node)
        filled += need
    at = []
    y = top + MARGIN
    for row in rows:
        x = -sum(glyphs[n].width + 2 * MARGIN for n in row) / 2
        up = max(glyphs[n].radius for n in row)
        for node in row:
            at.append([x + MARGIN + glyphs[node].width / 2, y + up])
            x += glyphs[node].width + 2 * MARGIN
        y += up + max(glyphs[n].drop + glyphs[n].height / 2 for n in row) + 2 * MARGIN
    return _Block([node for row in rows for node in row], np.array(at), glyphs)


def _connected(
    network: nx.MultiDiGraph, nodes: list[str], glyphs: Mapping[str, Glyph], aspect: float
) -> Array:
    index = {node: i for i, node in enumerate(nodes)}
    lengths = np.full((len(nodes), len(nodes)), np.inf)
    np.fill_diagonal(lengths, 0.0)
    shortest = np.zeros_like(lengths)
    for one, other, data in network.subgraph(nodes).edges(data=True):
        i, j = index[one], index[other]
        length = REACH * LENGTHS.get(data["predicate"], 1.0)
        radii = glyphs[one].radius + glyphs[other].radius
        lengths[i, j] = lengths[j, i] = min(lengths[i, j], length + radii)
        shortest[min(i, j), max(i, j)] = max(
            shortest[min(i, j), max(i, j)] + PARALLEL, radii + SHORTEST
        )
    linked = np.argwhere(np.triu(np.isfinite(lengths), 1))
    for k in range(len(nodes)):  # Floyd and Warshall: all shortest paths
        np.minimum(lengths, lengths[:, k, None] + lengths[None, k, :], out=lengths)
    at = _majorize(lengths, _start(lengths, nodes))
    at = _spread(_turn(at, aspect), nodes, glyphs, linked, shortest[tuple(linked.T)])
    low, high = _bounds(nodes, at, glyphs)
    lack = aspect * (high[1] - low[1]) / (high[0] - low[0])
    return np.asarray(at * np.clip([lack, 1 / lack], 1.0, 1.3))  # more room makes no new overlap


def _start(lengths: Array, nodes: list[str]) -> Array:
    """Classical scaling, plus a nudge from each node's own name that parts equal places."""
    squared = lengths**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    at = np.zeros((len(nodes), 2))
    for axis in range(min(2, len(nodes))):
        vector = vectors[:, -1 - axis]
        if vector[np.argmax(np.abs(vector).round(6))] < 0:
            vector = -vector
        at[:, axis] = vector * np.sqrt(max(values[-1 - axis], 0.0))
    digests = [sha256(node.encode("utf-8", "surrogatepass")).digest() for node in nodes]
    nudge = np.array([[d[0] * 256 + d[1], d[2] * 256 + d[3]] for d in digests]) / 65535 - 0.5
    return np.asarray(at + 0.25 * REACH * nudge)


def _majorize(lengths: Array, at: Array, *, rounds: int = 250) -> Array:
    """Stress majorization (Gansner, Koren, North 2004) with weights of length ** -2."""
    n = len(at)
    with np.errstate(divide="ignore"):
        weights = np.where(lengths > 0, lengths**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / n) - 1.0 / n
    scaled = weights * lengths
    for _ in range(rounds):
        gaps = np.linalg.norm(at[:, None] - at[None], axis=2)
        pull = np.divide(scaled, gaps, out=np.zeros_like(scaled), where=gaps > 1e-9)
        target = np.diag(pull.sum(axis=1)) - pull
        moved = inverse @ (target @ at)
        done = np.abs(moved - at).max() < 0.05
        at = moved
        if done:
            break
    return at


def _turn(at: Array, aspect: float) -> Array:
    """The long axis laid along the long side of the page, then stretched a little to fit it."""
    centred = at - at.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]  # the widest axis is x
    turned *= np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    if aspect < 1:
        turned = turned[:, ::-1]
    spans = np.maximum(np.ptp(turned, axis=0), 1.0)
    stretch = float(np.clip(np.sqrt(aspect * spans[1] / spans[0]), 0.75, 1.35))
    return np.asarray(turned * [stretch, 1 / stretch])


def _spread(
    at: Array, nodes: list[str], glyphs: Mapping[str, Glyph], linked: Any, shortest: Array
) -> Array:
    """Moves boxes apart until none overlap, shapes off passing edges, and ends of short edges."""
    drawn = [glyphs[node] for node in nodes]
    half = np.array([[g.width / 2, g.height / 2] for g in drawn]) + MARGIN / 2
    drop = np.array([[0.0, g.drop] for g in drawn])
    radius = np.array([g.radius for g in drawn])
    need = half[:, None] + half[None]
    edge_steps = 300 if len(nodes) * len(linked) < 20_000 else 0  # a crowd hides them anyway
    for step in range(900):
        if step < edge_steps:
            at = at + _off_edges(at, radius, linked) + _lengthened(at, linked, shortest)
        elif step % 40 == 39:
            at = at * 1.08  # crowded: give all of it more room, then go on
        centre = at + drop
        gap = centre[:, None] - centre[None]
        into = need - np.abs(gap)
        hit = (into > 1e-6).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            if step >= edge_steps:
                break
            continue
        along = into.argmin(axis=2)  # the axis on which least has to give way
        push = np.zeros_like(at)
        for axis in (0, 1):
            order = np.sign(gap[:, :, axis])
            order[order == 0] = np.triu(np.ones(order.shape))[order == 0] * 2 - 1
            push[:, axis] = (order * into[:, :, axis] * (hit & (along == axis))).sum(axis=1)
        at = at + 0.5 * push / np.maximum(hit.sum(axis=1), 1)[:, None] ** 0.5
    return at


def _lengthened(at: Array, linked: Any, shortest: Array) -> Array:
    """For the ends of each edge that is too short to be seen a step away from each other."""
    along = at[linked[:, 1]] - at[linked[:, 0]]
    gap = np.maximum(np.linalg.norm(along, axis=1), 1e-6)
    step = (0.2 * np.maximum(shortest - gap, 0.0) / gap)[:, None] * along
    moved = np.zeros_like(at)
    np.add.at(moved, linked[:, 0], -step)
    np.add.at(moved, linked[:, 1], step)
    return np.clip(moved, -12.0, 12.0)


def _off_edges(at: Array, radius: Array, linked: Any) -> Array:
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
