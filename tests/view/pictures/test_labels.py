from __future__ import annotations

import numpy as np

from kg.view.glyph import Glyph, glyph
from kg.view.pictures.labels import label_box, sides

PERSON = {"short": "Ann Lee", "cls": "Person", "claims": 1, "seats": None}
ROOM = (1000.0, 1000.0)


def drawn(n: int = 1) -> dict[str, Glyph]:
    """So many persons."""
    return {f"p{i}": glyph(PERSON) for i in range(n)}


def test_a_label_with_room_stands_below() -> None:
    """As on the page."""
    assert sides(drawn(), {"p0": (500, 500)}, [], ROOM) == {"p0": "below"}


def test_a_label_avoids_lines() -> None:
    """With a line downwards the label stands above."""
    line = np.linspace([500, 500], [500, 900], 40)
    assert sides(drawn(), {"p0": (500, 500)}, [line], ROOM) == {"p0": "above"}


def test_a_label_avoids_shapes_and_labels() -> None:
    """Two that stand close have labels that do not touch."""
    at = {"p0": (500.0, 500.0), "p1": (510.0, 530.0)}
    chosen = sides(drawn(2), at, [], ROOM)
    one, other = (label_box(glyph(PERSON), at[node], side) for node, side in chosen.items())
    assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_label_stays_on_the_sheet() -> None:
    """At the lower edge it stands above, at the left one to the right or below."""
    assert sides(drawn(), {"p0": (500, 990)}, [], ROOM) == {"p0": "above"}
    assert sides(drawn(), {"p0": (15, 990)}, [], ROOM) == {"p0": "right"}
