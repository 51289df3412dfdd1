"""Parts of a network set on one page: the largest, the others beside or under it, single nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kg.view.glyph import Glyph
from kg.view.stress import Array

MARGIN = 16.0  # kept free around every box, in CSS pixels
GAP = 40.0  # more of it beside the largest part


class Block:
    """Nodes placed together, with the box they fill."""

    def __init__(self, nodes: Sequence[str], at: Array, glyphs: Mapping[str, Glyph]) -> None:
        self.nodes, self.at = nodes, at
        low, high = bounds(nodes, at, glyphs)
        self.low, self.high = low - MARGIN, high + MARGIN

    width = property(lambda self: float(self.high[0] - self.low[0]))
    height = property(lambda self: float(self.high[1] - self.low[1]))

    def move(self, low: Array) -> None:
        """Shift it so that its box begins there."""
        shift = low - self.low
        self.at, self.low, self.high = self.at + shift, self.low + shift, self.high + shift


def bounds(nodes: Sequence[str], at: Array, glyphs: Mapping[str, Glyph]) -> tuple[Array, Array]:
    """The least and the greatest corner of the boxes of shape and label."""
    half = np.array([[glyphs[n].width / 2, glyphs[n].height / 2] for n in nodes])
    centre = at + np.array([[0.0, glyphs[n].drop] for n in nodes])
    return (centre - half).min(axis=0), (centre + half).max(axis=0)


def pack(
    blocks: Sequence[Block], alone: Sequence[str], glyphs: Mapping[str, Glyph], aspect: float
) -> list[Block]:
    """Moves blocks to where they fill the page best; single nodes stand in rows under them.

    Args:
        blocks: connected nodes, the largest first.
        alone: nodes that nothing ties to another.
        glyphs: how each node is drawn.
        aspect: width by height of the page.
    """
    if not blocks:
        area = sum((glyphs[n].width + 2 * MARGIN) * (glyphs[n].height + 2 * MARGIN) for n in alone)
        return [_rows(alone, glyphs, 1.4 * (area * aspect) ** 0.5)] if alone else []
    main, *others = blocks
    if not (others or alone):
        return [main]
    widths = main.width * 1.15 ** np.arange(-18, 8)
    ways = [(beside, width) for width in widths for beside in (False, True)]
    costs = []
    for beside, width in ways:
        size = _size(_together(others, alone, glyphs, width))
        both = np.array([main.width, main.height])
        both[0] = both[0] + GAP + size[0] if beside else max(both[0], size[0])
        both[1] = max(both[1], size[1]) if beside else both[1] + size[1]
        costs.append(max(both[0] / aspect, both[1]))
    beside, width = ways[int(np.argmin(np.round(costs, 3)))]
    rest = _together(others, alone, glyphs, width)
    size = _size(rest)
    main.move(-np.array([main.width, main.height]) / 2)
    corner = np.min([block.low for block in rest], axis=0)
    for block in rest:
        if beside:
            goal = np.array([main.width / 2 + GAP, -size[1] / 2])
        else:
            goal = np.array([-size[0] / 2, main.height / 2])
        block.move(goal + block.low - corner)
    return [main, *rest]


def _size(blocks: Sequence[Block]) -> Array:
    low = np.min([block.low for block in blocks], axis=0)
    return np.asarray(np.max([block.high for block in blocks], axis=0) - low)


def _together(
    blocks: Sequence[Block], alone: Sequence[str], glyphs: Mapping[str, Glyph], width: float
) -> list[Block]:
    """Blocks side by side on shelves of this width, each shelf centred, single nodes under them."""
    shelves: list[list[Block]] = []
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
    if not alone:
        return list(blocks)
    rows = _rows(alone, glyphs, max(width, *(block.width for block in blocks), 0.0))
    rows.move(np.array([-rows.width / 2, y]))
    return [*blocks, rows]


def _rows(nodes: Sequence[str], glyphs: Mapping[str, Glyph], width: float) -> Block:
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
    y = 0.0
    for row in rows:
        x = -sum(glyphs[n].width + 2 * MARGIN for n in row) / 2
        up = max(glyphs[n].radius for n in row)
        for node in row:
            at.append([x + MARGIN + glyphs[node].width / 2, y + up])
            x += glyphs[node].width + 2 * MARGIN
        y += up + max(glyphs[n].drop + glyphs[n].height / 2 for n in row) + 2 * MARGIN
    return Block([node for row in rows for node in row], np.array(at), glyphs)
