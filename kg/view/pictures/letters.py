"""Words in print: how wide they are, how they are cut and folded, which fonts draw them."""

from __future__ import annotations

import logging
import warnings
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from unicodedata import east_asian_width

from kg.view.glyph import plain

SMALL, BODY, HEAD = 6.5, 7.5, 12.0  # sizes of letters, in points
BUNDLED = "DejaVu Sans"  # comes with matplotlib: measures the same everywhere, and is the widest
# The first that is installed draws a PNG; whoever shows an SVG looks for them in this order.
FAMILIES = (
    "Inter",
    "Helvetica Neue",
    "Helvetica",
    "Arial",
    "Liberation Sans",
    "Noto Sans",
    "DejaVu Sans",
)
STACK = ", ".join(f"'{name}'" if " " in name else name for name in (*FAMILIES, "sans-serif"))

_LOCK = Lock()  # a font holds one text at a time

_TOLD: set[int] = set()  # letters that no font has, each told once

log = logging.getLogger(__name__)


def width_of(words: str, size: float = BODY, *, bold: bool = False) -> float:
    """How many points a line of words takes, on the safe side."""
    words = plain(words)
    square = [char for char in words if east_asian_width(char) in "WF"]  # not in the bundled font
    rest = "".join(char for char in words if east_asian_width(char) not in "WF")
    return (_width_in_em(rest, bold) + 1.02 * len(square)) * size


def fitted(words: str, room: float, size: float = BODY, *, bold: bool = False) -> str:
    """Words that fit the room, cut with an ellipsis where they do not."""
    words = plain(words)
    if width_of(words, size, bold=bold) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(words[:middle].rstrip() + "…", size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return words[:low].rstrip() + "…"


def folded(
    words: str, room: float, size: float = BODY, *, bold: bool = False, most: int = 99
) -> list[str]:
    """Words on as many lines as they need, or on the most that there may be."""
    lines: list[str] = []
    for word in plain(words).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (width_of(longer, size, bold=bold) <= room or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return [fitted(line, room, size, bold=bold) for line in lines]


@cache
def families(words: str) -> tuple[str, ...]:
    """The installed families that draw these words: the usual one, and what it lacks from others.

    What no font has is told in the log, once.
    """
    installed = _installed()
    usual = next(name for name in (*FAMILIES, BUNDLED) if name in installed)
    chosen = [usual]
    lacking = {ord(char) for char in words} - _letters(installed[usual])
    for name, path in installed.items():
        if not lacking:
            break
        if not name.startswith("Last Resort") and (found := lacking & _letters(path)):
            chosen.append(name)
            lacking -= found
    if new := lacking - _TOLD:
        _TOLD.update(new)
        signs = " ".join(map(chr, sorted(new)))
        log.warning("no installed font has %s: a PNG shows boxes, an SVG keeps the letters", signs)
    return tuple(chosen)


@cache
def _installed() -> dict[str, str]:
    """Families with the file of their upright cut, those that pictures prefer first."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415  slow to load, and an extra

    upright = [
        e for e in fontManager.ttflist if e.style == "normal" and e.weight in (400, "normal")
    ]
    paths = {entry.name: entry.fname for entry in sorted(upright, key=lambda entry: entry.fname)}
    preferred = [name for name in FAMILIES if name in paths]
    others = sorted(paths.keys() - {*preferred}, key=lambda name: ("Noto Sans" not in name, name))
    return {name: paths[name] for name in (*preferred, *others)}


@cache
def _letters(path: str) -> frozenset[int]:
    try:
        return frozenset(_font(path).get_charmap())
    except (OSError, RuntimeError):  # a font of coloured pictures, or a broken one
        return frozenset()


@cache
def _font(path: str) -> Any:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    return FT2Font(path)


@lru_cache(maxsize=10_000)
def _width_in_em(words: str, bold: bool) -> float:
    from matplotlib import get_data_path  # noqa: PLC0415

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = _font(str(Path(get_data_path(), "fonts", "ttf", name)))
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # letters that it lacks are as wide as its box for them
        font.set_size(64, 72)
        font.set_text(words)
        return float(font.get_width_height()[0]) / 64 / 64
