from __future__ import annotations

import numpy as np
import pytest

from kg.view.glyph import Glyph
from kg.view.pack import Block, bounds, pack

SMALL = Glyph(("A",), True, 20.0, 40.0, 40.0, 0.0)
GLYPHS = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", SMALL)


def block(names: str, width: float, height: float) -> Block:
    """Nodes in the corners of a box of this size."""
    places = [[0, 0], [width, height], [width, 0], [0, height]] * 7
    return Block(list(names), np.array(places[: len(names)], dtype=float), GLYPHS)


def extent(blocks: list[Block]) -> np.ndarray:
    """Width and height of all of them together."""
    nodes = [node for each in blocks for node in each.nodes]
    low, high = bounds(nodes, np.concatenate([each.at for each in blocks]), GLYPHS)
    return high - low


@pytest.mark.parametrize("aspect", [1.55, 0.7])
def test_parts_do_not_overlap(aspect: float) -> None:
    """Whichever way they are set, each part has its own ground."""
    parts = [block("abcd", 600, 400), block("ef", 120, 30), block("gh", 90, 80), block("ij", 60, 0)]
    placed = pack(parts, ["k", "l", "m"], GLYPHS, aspect)
    for i, one in enumerate(placed):
        for other in placed[i + 1 :]:
            apart = np.maximum(one.low - other.high, other.low - one.high)
            assert apart.max() >= -1e-6


def test_a_wide_page_has_them_beside_and_a_tall_one_under() -> None:
    """Where the free room is, there the small parts go."""
    for aspect, axis in ((2.2, 0), (0.6, 1)):
        main, *rest = pack([block("abcd", 500, 500), block("ef", 100, 20)], ["k"], GLYPHS, aspect)
        assert all(each.low[axis] >= main.high[axis] for each in rest)


def test_single_nodes_stand_on_a_line() -> None:
    """Without any edge at all they fill rows of the page's shape."""
    (rows,) = pack([], list("abcdefghijkl"), GLYPHS, 1.5)
    assert 1 < len(set(rows.at[:, 1])) < 12
    width, height = extent([rows])
    assert width > height


def test_nothing_is_packed_to_nothing() -> None:
    """An empty network has no parts."""
    assert pack([], [], GLYPHS, 1.5) == []
