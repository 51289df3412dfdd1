"""Where the nodes of a network stand: computed beforehand, equal for equal networks.

Nodes that hold together stand together (`stress`, in which opposition is long and alliance short),
boxes of shape and label never overlap (`apart`), and what is tied to nothing else stands beside or
under the rest (`pack`). The whole is turned so that names point where their hash says, as far as
the page's shape leaves it open: one more article moves things a little and turns nothing around.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.view.apart import Boxes, spread
from kg.view.glyph import Glyph, glyph
from kg.view.pack import MARGIN, Block, bounds, pack
from kg.view.stress import Array, Lengths, arrange, homes

REACH = 84.0  # length of an edge of factor 1, in CSS pixels, beside the radii of its ends
LENGTHS = {"memberOf": 0.8, "alliedWith": 0.9, "mergedWith": 0.8, "opposes": 1.7, "splitFrom": 1.3}
SHORTEST = 46.0  # of an edge that can be seen, between the shapes at its ends
PARALLEL = 14.0  # more of it for every further edge between the same two
TURNS = 120  # angles that are tried
SOME = 5  # nodes from which on a part has a shape


def positions(network: nx.MultiDiGraph, *, aspect: float = 1.4) -> dict[str, tuple[float, float]]:
    """The centre of every node's shape, in CSS pixels, y downwards, around the origin.

    Args:
        network: with the node attributes of `kg.view.network`.
        aspect: width by height to aim at; under 1 for a phone.

    Returns:
        node to (x, y). It does not depend on the order in which the network was filled.
    """
    return layouts(network, aspects=[aspect])[0]


def layouts(
    network: nx.MultiDiGraph, *, aspects: Sequence[float]
) -> list[dict[str, tuple[float, float]]]:
    """`positions` for several shapes of the page, the costly part of them done once."""
    glyphs = {node: glyph(data) for node, data in network.nodes(data=True)}
    parts = [sorted(part) for part in nx.weakly_connected_components(network)]
    parts.sort(key=lambda part: (-len(part), part))
    tied = [(part, _connected(network, part, glyphs)) for part in parts if len(part) > 1]
    alone = sorted(part[0] for part in parts if len(part) == 1)
    return [_on_page(tied, alone, glyphs, aspect) for aspect in aspects]


def _on_page(
    tied: Sequence[tuple[list[str], _Tied]],
    alone: list[str],
    glyphs: Mapping[str, Glyph],
    aspect: float,
) -> dict[str, tuple[float, float]]:
    """Every part turned to the page, parts side by side, single nodes under them."""
    inner = aspect * (1 - 0.6 * _elsewhere(tied, alone)) if aspect > 1 else aspect
    blocks = [Block(part, _fitted(part, each, glyphs, inner), glyphs) for part, each in tied]
    blocks = pack(blocks, alone, glyphs, aspect)
    if not blocks:
        return {}
    placed = {n: xy for block in blocks for n, xy in zip(block.nodes, block.at, strict=True)}
    low, high = bounds(list(placed), np.array(list(placed.values())), glyphs)
    return {
        node: (float(x), float(y))
        for node in sorted(placed)
        for x, y in [np.round(placed[node] - (low + high) / 2)]
    }


def _elsewhere(tied: Sequence[tuple[list[str], _Tied]], alone: list[str]) -> float:
    """The share of the nodes outside the largest part, which a wide page has beside it."""
    others = sum(len(part) for part, _ in tied[1:]) + len(alone)
    return others / max(1, others + len(tied[0][0])) if tied else 0.0


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


@dataclass(frozen=True, slots=True)
class _Tied:
    """Connected nodes before they are turned to a page, with the lengths of their edges."""

    at: Array
    wanted: Lengths
    shortest: Lengths  # at which an edge can be seen


def _connected(network: nx.MultiDiGraph, nodes: list[str], glyphs: Mapping[str, Glyph]) -> _Tied:
    index = {node: i for i, node in enumerate(nodes)}
    wanted: dict[tuple[int, int], float] = {}
    shortest: dict[tuple[int, int], float] = {}
    for one, other, predicate in network.subgraph(nodes).edges(data="predicate"):
        low, high = sorted((index[one], index[other]))
        radii = glyphs[one].radius + glyphs[other].radius
        length = REACH * LENGTHS.get(predicate, 1.0) + radii
        wanted[low, high] = min(wanted.get((low, high), length), length)
        shortest[low, high] = max(shortest.get((low, high), 0.0) + PARALLEL, radii + SHORTEST)
    wanted = dict(sorted(wanted.items()))
    return _Tied(arrange(nodes, wanted, nudge=0.25 * REACH), wanted, shortest)


def _fitted(nodes: list[str], tied: _Tied, glyphs: Mapping[str, Glyph], aspect: float) -> Array:
    """The nodes turned to the page, without overlaps, and stretched a little to its shape."""
    drawn = [glyphs[node] for node in nodes]
    boxes = Boxes(
        half=np.array([[g.width / 2, g.height / 2] for g in drawn]) + MARGIN / 2,
        drop=np.array([[0.0, g.drop] for g in drawn]),
        radius=np.array([g.radius for g in drawn]),
    )
    linked = np.array(list(tied.wanted))
    ties = np.bincount(linked.ravel(), minlength=len(nodes)).astype(float)
    shortest = np.array([tied.shortest[pair] for pair in tied.wanted])
    at = spread(_turn(tied.at, nodes, ties, aspect), boxes, linked, shortest)
    low, high = bounds(nodes, at, glyphs)
    lack = aspect * (high[1] - low[1]) / (high[0] - low[0])
    return np.asarray(at * np.clip([lack, 1 / lack], 1.0, 1.3))  # more room makes no new overlap


def _turn(at: Array, nodes: list[str], ties: Array, aspect: float) -> Array:
    """Turned, and mirrored or not, so that it fits the page and names are near their homes.

    Where the shape alone would decide, one more node could turn a round network anywhere and mirror
    any; the homes of the names, the well connected above all, hold it.
    """
    here = (at - at.mean(axis=0)) @ [1, 1j]
    home = (homes(nodes) @ [1, -1j]) * ties
    angles = np.arange(TURNS) * 2 * np.pi / TURNS
    turns = np.exp(1j * angles)
    spans = [
        np.maximum(np.ptp(f(here[:, None] * turns[None]), axis=0), 1.0) for f in (np.real, np.imag)
    ]
    wanted = aspect if len(nodes) >= SOME else 1000.0  # a pair lies flat
    fit = -np.abs(np.log(spans[0] / spans[1] / wanted))
    ways = [here, here.conj()]
    pulls = np.array([(way * home).sum() for way in ways])
    near = np.real(pulls[:, None] * turns[None]) / max(float(np.abs(pulls).max()), 1e-9)
    mirrored_fit = fit[(-np.arange(TURNS)) % TURNS]  # a mirror image spans what -angle does
    score = near + 2 * np.stack([fit, mirrored_fit])
    way, turn = np.unravel_index(int(score.round(6).argmax()), score.shape)
    turned = ways[way] * turns[turn]
    placed = np.stack([turned.real, turned.imag], axis=1)
    spans_now = np.maximum(np.ptp(placed, axis=0), 1.0)
    stretch = float(np.clip(np.sqrt(aspect * spans_now[1] / spans_now[0]), 0.75, 1.35))
    return np.asarray(placed * [stretch, 1 / stretch])
