"""How a node is drawn: its size, the words on it, and the box that both of them fill."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LETTER = 7.8  # mean width of a letter of the 14 px sans label, bold capitals counted below
CAPITAL = 10.4
LINE = 17.0  # height of a line of label
INSIDE = 66.0  # widest label that is written on the shape rather than under it
GAP = 5.0  # between a shape and the label under it

BASE_RADIUS = {"Party": 25.0, "Alliance": 29.0, "Person": 13.0}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A node as drawn: "PTI on a disc of radius 36". Lengths are CSS pixels at zoom 1.

    ``width`` and ``height`` are those of the box around shape and label; its centre lies
    ``drop`` under the centre of the shape.
    """

    lines: tuple[str, ...]
    inside: bool
    radius: float
    width: float
    height: float
    drop: float


def glyph(data: Mapping[str, Any]) -> Glyph:
    """The drawing of a node with the attributes that `kg.view.network` gives."""
    text = plain(data["short"]) or "?"
    radius = BASE_RADIUS.get(data["cls"], 13.0)
    radius += min(11.0, 0.9 * math.sqrt(data.get("seats") or 0) + 0.8 * math.sqrt(data["claims"]))
    length = width_of(text)
    if data["cls"] in ("Party", "Alliance") and length <= INSIDE:
        radius = max(radius, length / 2 + (9 if data["cls"] == "Alliance" else 7))
        return Glyph((text,), True, radius, 2 * radius, 2 * radius, 0.0)
    lines = wrap(text)
    tall = GAP + LINE * len(lines)
    width = max(2 * radius, *(width_of(line) for line in lines))
    return Glyph(lines, False, radius, width, 2 * radius + tall, tall / 2)


def width_of(text: str) -> float:
    """An estimate, on the safe side, of a label's width in CSS pixels."""
    wide = sum(char.isupper() or unicodedata.east_asian_width(char) in "WF" for char in text)
    return CAPITAL * wide + LETTER * (len(text) - wide)


def wrap(text: str, *, letters: int = 18, most: int = 3) -> tuple[str, ...]:
    """A label in at most `most` lines of about `letters` letters, cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += " " + word
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    return tuple(
        line if len(line) <= 2 * letters else line[: 2 * letters - 1] + "…" for line in kept
    )


def plain(text: str) -> str:
    """Text without control and format characters, which would reorder or hide its letters."""
    kept = "".join(" " if char.isspace() else char for char in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c)[0] != "C").split())
