"""What every picture has around it: title, subtitle, legend, and a note under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.view.pictures.letters import HEAD, SMALL, folded, width_of
from kg.view.pictures.sheet import Picture, colours

MARGIN = 9.0
LINE = 1.32  # height of a line by the size of its letters
NOTE = "Drawn with kg from what the articles say"

Drawer = Callable[[Picture, float, float], None]  # at this x, on this middle line


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a sample of so many points width, and its words."""

    words: str
    width: float
    draw: Drawer


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words around a picture; each may be missing."""

    title: str = ""
    subtitle: str = ""
    notes: Sequence[str] = ()  # paragraphs
    keys: Sequence[Sequence[Key]] = ()  # groups, each beginning a line of its own

    def top(self, width: float) -> float:
        """The height that title and subtitle take on a sheet of this width."""
        return MARGIN + sum(size * LINE for _, size, _ in self._head(width)) + 5.0

    def bottom(self, width: float) -> float:
        """The height that legend and notes take."""
        keys = len(self._rows(width)) * _ROW
        notes = sum(SMALL * LINE for _ in self._notes(width))
        return (keys + 9.0 if keys else 0.0) + (notes + 3.0) + MARGIN

    def sheet(self, width: float, tall: float, *, called: str) -> Picture:
        """A sheet with these words, and room of this height between `top` and `bottom`.

        Args:
            width: of the sheet.
            tall: of what is to be drawn on it.
            called: its title for a screen reader, where it has none.
        """
        told = " ".join(filter(None, (self.subtitle and f"{self.subtitle}.", *self.notes)))
        height = self.top(width) + tall + self.bottom(width)
        picture = Picture(width, height, title=self.title or called, told=told)
        self._draw(picture)
        return picture

    def _draw(self, picture: Picture) -> None:
        palette = colours()
        right = picture.width - MARGIN
        picture.path([(MARGIN, 3.0), (right, 3.0)], ink=palette["ink"], width=1.6)
        y = MARGIN
        for words, size, weight in self._head(picture.width):
            y += size * LINE
            ink = palette["ink"] if weight > 400 else palette["muted"]
            picture.text(MARGIN, y - 0.28 * size, words, size=size, weight=weight, ink=ink)
        y = picture.height - self.bottom(picture.width)
        rows = self._rows(picture.width)
        if rows:
            y += 2.0
            picture.path([(MARGIN, y), (right, y)], ink=palette["rule"], width=0.5)
            y += 4.0
        for row in rows:
            x = MARGIN
            for key in row:
                key.draw(picture, x, y + _ROW / 2)
                x += key.width + 4.0
                picture.text(x, y + _ROW / 2 + 0.36 * SMALL, key.words, size=SMALL)
                x += width_of(key.words, SMALL) + _GAP
            y += _ROW
        y += 3.0 if rows else 0.0
        for line in self._notes(picture.width):
            y += SMALL * LINE
            picture.text(MARGIN, y, line, size=SMALL - 0.5, ink=palette["muted"])

    def _head(self, width: float) -> list[tuple[str, float, int]]:
        room = width - 2 * MARGIN
        titles = folded(self.title, room, HEAD, bold=True, most=3)
        subtitles = folded(self.subtitle, room, SMALL + 0.5, most=3)
        return [(t, HEAD, 700) for t in titles] + [(s, SMALL + 0.5, 400) for s in subtitles]

    def _notes(self, width: float) -> list[str]:
        room = width - 2 * MARGIN
        return [line for note in self.notes for line in folded(note, room, SMALL - 0.5)]

    def _rows(self, width: float) -> list[list[Key]]:
        rows: list[list[Key]] = []
        for group in self.keys:
            left = 0.0  # of the line's room: a group begins a new line
            for key in group:
                need = key.width + 4.0 + width_of(key.words, SMALL)
                if need > left:
                    rows.append([])
                    left = width - 2 * MARGIN
                rows[-1].append(key)
                left -= need + _GAP
        return rows


_ROW, _GAP = 11.0, 13.0


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 outlet", "1,200 outlets"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
