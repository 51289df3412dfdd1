from __future__ import annotations

import numpy as np
import pytest

from kg.view.apart import Boxes, spread

NOTHING = np.zeros((0, 2), dtype=np.int64)


def boxes(count: int, width: float = 60, height: float = 40) -> Boxes:
    """Equal boxes without a label under them."""
    half = np.tile([width / 2, height / 2], (count, 1))
    return Boxes(half, np.zeros((count, 2)), np.full(count, height / 2))


def cuts(at: np.ndarray, of: Boxes) -> int:
    """How many pairs of boxes overlap."""
    gap = np.abs(at[:, None] - at[None]) - of.half[:, None] - of.half[None]
    return int(np.triu((gap < -1e-3).all(axis=2), 1).sum())


@pytest.mark.parametrize("count", [5, 40, 250])
def test_no_box_stays_on_another(count: int) -> None:
    """Boxes that all begin within a hand's breadth end side by side."""
    at = np.random.default_rng(1).normal(0, 30, (count, 2))
    of = boxes(count)
    assert cuts(at, of) > 0
    assert cuts(spread(at, of, NOTHING, np.zeros(0)), of) == 0


def test_boxes_in_one_place_are_parted() -> None:
    """Even where no direction is nearer than another."""
    of = boxes(5)
    assert cuts(spread(np.zeros((5, 2)), of, NOTHING, np.zeros(0)), of) == 0


def test_what_does_not_overlap_stays() -> None:
    """Boxes far apart are not moved."""
    at = np.array([[0.0, 0.0], [500.0, 0.0], [0.0, 500.0]])
    assert (spread(at, boxes(3), NOTHING, np.zeros(0)) == at).all()


def test_a_shape_steps_off_a_line_that_is_not_its_own() -> None:
    """Between two that are tied, the third gives way to the line."""
    at = np.array([[0.0, 0.0], [400.0, 0.0], [200.0, 3.0]])
    moved = spread(at, boxes(3), np.array([[0, 1]]), np.array([100.0]))
    assert abs(moved[2, 1] - moved[0, 1]) > 20


def test_a_short_edge_is_drawn_out() -> None:
    """Two that are tied end as far apart as their line needs to be seen."""
    at = np.array([[0.0, 0.0], [70.0, 0.0]])
    moved = spread(at, boxes(2), np.array([[0, 1]]), np.array([150.0]))
    assert np.linalg.norm(moved[1] - moved[0]) > 140
