"""Seats by source in print: a row a party, a sign an outlet, so that disagreement is seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import floor, log10, pi
from typing import Any

from kg.view.pictures.frame import MARGIN, NOTE, Frame, Key, counted
from kg.view.pictures.letters import SMALL, fitted, width_of
from kg.view.pictures.sheet import PAGE, PAPER, TALL, Picture, box, colours, ngon
from kg.view.pictures.words import STATUS_WORDS
from kg.view.seats import Count

NAMES = 104.0  # width of the column of parties
VALUES = 150.0  # and of that with the numbers in words
ROW, STEP = 15.0, 6.6  # height of a row with one sign a number, and more for each further sign
SIGN = 2.9  # radius
HEADING, AXIS = 20.0, 13.0
# Colours of Okabe and Ito (2008), which colour-blind people tell apart, each with a shape.
SIGNS = (
    ("#0072b2", "disc"), ("#d55e00", "square"), ("#009e73", "up"), ("#cc79a7", "diamond"),
    ("#000000", "down"), ("#e69f00", "hexagon"), ("#56b4e9", "left"), ("#8a6400", "right"),
)  # fmt: skip
OTHERS = ("#6b6f76", "small")
UNNAMED = "Body not named in the texts"

Sign = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A party's numbers in one body."""

    party: str
    counts: Sequence[Count]

    @property
    def values(self) -> list[float]:
        return sorted({count.value for count in self.counts})

    def placed(self, scale: float) -> list[tuple[Count, float, float]]:
        """Each number with its place along the axis, and how many signs it stands off the middle.

        Args:
            scale: points a seat.
        """
        near: list[list[tuple[Count, float]]] = []  # signs of which each would touch the next
        for count in sorted(self.counts, key=lambda c: (c.value, c.outlet, c.status)):
            x = count.value * scale
            if near and x - near[-1][-1][1] < 2 * SIGN + 1.5:
                near[-1].append((count, x))
            else:
                near.append([(count, x)])
        return [
            (count, x, line - (len(each) - 1) / 2)
            for each in near
            for line, (count, x) in enumerate(each)
        ]

    def height(self, scale: float) -> float:
        return ROW + 2 * STEP * max(off for *_, off in self.placed(scale))


def draw_seats(
    counts: Sequence[Count], *, title: str = "", note: str = "", unit: str = "seats"
) -> Picture:
    """Numbers of seats by party and outlet, a chart for each body or election.

    Numbers whose text names no body stand, hollow, with those of the body that is named most.

    Args:
        counts: of `kg.view.seats`.
        title: over the picture.
        note: a sentence under it.
        unit: what is counted.
    """
    signs = _signs(counts)
    panels = _panels(counts)
    kept = sum(len(rows) for _, rows in panels)
    every = kept
    while True:
        chosen = _chosen(panels, kept)
        frame = _frame(counts, chosen, signs, title=title, note=note, lost=every - kept)
        tall = sum(_height(rows) for _, rows in chosen)
        if frame.top(PAGE) + tall + frame.bottom(PAGE) <= TALL or kept <= 1:
            break
        kept -= 1
    picture = frame.sheet(PAGE, tall, called="Seats")
    y = frame.top(PAGE)
    for scope, rows in chosen:
        y = _draw_panel(picture, y, scope, rows, signs, unit)
    return picture


def _signs(counts: Sequence[Count]) -> dict[str, Sign]:
    """An outlet's colour and shape; those with the fewest numbers share the last."""
    numbers = Counter(count.outlet for count in counts)
    ranked = sorted(numbers, key=lambda outlet: (-numbers[outlet], outlet))
    own = SIGNS if len(ranked) <= len(SIGNS) else SIGNS[:-1]
    return {outlet: own[i] if i < len(own) else OTHERS for i, outlet in enumerate(ranked)}


def _panels(counts: Sequence[Count]) -> list[tuple[str, list[_Row]]]:
    """The bodies, that with most numbers first, each with its parties, the largest first."""
    named = Counter(count.scope for count in counts if count.scope)
    order = sorted(named, key=lambda scope: (-named[scope], scope)) or [""]
    grouped: dict[str, dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        grouped[count.scope or order[0]][count.party].append(count)
    return [
        (
            scope,
            sorted(
                (_Row(party, each) for party, each in grouped[scope].items()),
                key=lambda row: (-row.values[-1], row.party),
            ),
        )
        for scope in order
        if grouped[scope]
    ]


def _chosen(panels: Sequence[tuple[str, list[_Row]]], most: int) -> list[tuple[str, list[_Row]]]:
    """The rows that most outlets count and that are disputed, in the order given."""
    ranked = sorted(
        ((-len(row.counts), -len(row.values), i, j) for i, (_, rows) in enumerate(panels)
         for j, row in enumerate(rows)),
    )[:most]  # fmt: skip
    kept = {(i, j) for *_, i, j in ranked}
    drawn = [
        (scope, [row for j, row in enumerate(rows) if (i, j) in kept])
        for i, (scope, rows) in enumerate(panels)
    ]
    return [(scope, rows) for scope, rows in drawn if rows]


def _draw_panel(
    picture: Picture,
    top: float,
    scope: str,
    rows: Sequence[_Row],
    signs: dict[str, Sign],
    unit: str,
) -> float:
    palette = colours()
    left, right = MARGIN + NAMES, PAGE - MARGIN - VALUES
    step, end = _scale(rows)
    scale = (right - left) / end
    foot = top + _height(rows)
    y = top + HEADING
    heading = scope[:1].upper() + scope[1:] if scope else UNNAMED
    heading = fitted(f"{heading}, {unit}", PAGE - 2 * MARGIN, bold=True)
    picture.text(MARGIN, y - 4.0, heading, weight=700)
    y += AXIS
    for tick in (n * step for n in range(round(end / step) + 1)):
        x = left + tick * scale
        picture.path([(x, y - 3.0), (x, foot)], ink=palette["rule"], width=0.5)
        picture.text(x, y - 5.5, f"{tick:,g}", size=SMALL, ink=palette["muted"], align="center")
    for row in rows:
        tall = row.height(scale)
        middle = y + tall / 2
        picture.path([(MARGIN, y), (PAGE - MARGIN, y)], ink=palette["rule"], width=0.4)
        name = fitted(row.party, NAMES - 12.0, bold=True)
        picture.text(left - 10.0, middle + 2.7, name, weight=700, align="right")
        low, high = (left + value * scale for value in (row.values[0], row.values[-1]))
        if high > low:
            ends = [(low, middle), (high, middle)]
            picture.path(ends, ink=palette["opposition"], width=5.0, opacity=0.22, rounded=True)
        for count, x, off in row.placed(scale):
            at = middle + off * STEP
            draw_sign(picture, left + x, at, signs[count.outlet], hollow=scope != count.scope)
            if count.status == "denied":
                ends = [(left + x - 4.0, at + 4.0), (left + x + 4.0, at - 4.0)]
                picture.path(ends, ink=palette["ink"], width=1.0)
        words = fitted(_values(row), VALUES - 12.0, SMALL, bold=high > low)
        weight = 700 if high > low else 400
        picture.text(right + 14.0, middle + 2.4, words, size=SMALL, weight=weight)
        y += tall
    return foot


def _height(rows: Sequence[_Row]) -> float:
    scale = (PAGE - 2 * MARGIN - NAMES - VALUES) / _scale(rows)[1]
    return HEADING + AXIS + sum(row.height(scale) for row in rows)


def _scale(rows: Sequence[_Row]) -> tuple[float, float]:
    """The gap between ticks, and the last of them."""
    highest = max(row.values[-1] for row in rows)
    step = _step(highest)
    return step, max(step, -(-highest // step) * step)


def _values(row: _Row) -> str:
    """The numbers in words: "93 of 264, 101, 150 (Gohar Ali Khan)"."""
    parts = []
    for value in row.values:
        same = [count for count in row.counts if count.value == value]
        totals = {count.total for count in same if count.total}
        words = f"{value:,g}" + (f" of {min(totals)}" if len(totals) == 1 else "")
        speakers = sorted({name for count in same for name in count.speakers})
        told = [STATUS_WORDS[s] for s in sorted({c.status for c in same} - {"factual"})]
        if speakers and all(count.speakers for count in same):
            told = [", ".join(speakers), *told]
        parts.append(words + (f" ({', '.join(told)})" if told else ""))
    return " or ".join(parts)


def _step(highest: float) -> float:
    """The gap between ticks: 1, 2 or 5 with zeros, so that there are five of them at most."""
    if highest <= 5:
        return 1.0
    rough = highest / 5
    ten = 10 ** floor(log10(rough))
    return next(float(n * ten) for n in (1, 2, 5, 10) if n * ten >= rough)


def draw_sign(picture: Picture, x: float, y: float, sign: Sign, *, hollow: bool = False) -> None:
    """An outlet's sign."""
    ink, shape = sign
    style: dict[str, Any] = {"fill": PAPER if hollow else ink, "ink": ink, "width": 0.9}
    turns = {"up": (3, -pi / 2), "down": (3, pi / 2), "left": (3, pi), "right": (3, 0.0),
             "diamond": (4, 0.0), "hexagon": (6, 0.0)}  # fmt: skip
    if shape in turns:
        corners, turn = turns[shape]
        wider = 1.25 if corners < 6 else 1.1
        picture.path(ngon(x, y, SIGN * wider, corners, turn=turn), closed=True, **style)
    elif shape == "square":
        side = SIGN * 1.75
        picture.path(box(x - side / 2, y - side / 2, side, side), closed=True, **style)
    else:
        picture.disc(x, y, SIGN if shape == "disc" else SIGN * 0.6, **style)


def _frame(
    counts: Sequence[Count],
    chosen: Sequence[tuple[str, Sequence[_Row]]],
    signs: dict[str, Sign],
    *,
    title: str,
    note: str,
    lost: int,
) -> Frame:
    rows = [row for _, each in chosen for row in each]
    disputed = sum(len(row.values) > 1 for row in rows)
    parts = [
        f"{counted(len(counts), 'number')} from {counted(len(signs), 'outlet')}" if counts else "",
        f"{disputed} of {counted(len(rows), 'row')} disputed" if disputed else "no disagreement",
    ]
    short = {c.party: c.name for row in rows for c in row.counts if c.party != c.name}
    names = "; ".join(f"{one}: {short[one]}" for one in sorted(short))
    notes = [*filter(None, [note])]
    if any(len(row.values) > 1 for row in rows):
        notes.append("A band joins numbers that differ")
    if lost:
        notes.append(f"Left out: {counted(lost, 'row')} that the fewest outlets count")
    if not counts:
        notes.append("No claim counts seats")
    hollow = any(count.scope != scope for scope, each in chosen for r in each for count in r.counts)
    shown = {count.outlet for row in rows for count in row.counts}
    return Frame(
        title=title,
        subtitle="; ".join(filter(None, parts)) if counts else "",
        notes=[*filter(None, [names]), ". ".join([*notes, NOTE]) + "."],
        keys=(tuple(_keys(signs, shown)), tuple(_hollow()) if hollow else ()),
    )


def _keys(signs: dict[str, Sign], shown: set[str]) -> Iterator[Key]:
    for outlet, sign in signs.items():
        if outlet in shown and sign != OTHERS:
            words = outlet if width_of(outlet, SMALL) < 150 else fitted(outlet, 150, SMALL)
            yield Key(words, 7.0, _sample(sign))
    others = sum(sign == OTHERS for outlet, sign in signs.items() if outlet in shown)
    if others:
        yield Key(counted(others, "other outlet"), 7.0, _sample(OTHERS))


def _hollow() -> Iterator[Key]:
    yield Key("hollow: the text does not name the body", 7.0, _sample(SIGNS[0], hollow=True))


def _sample(sign: Sign, *, hollow: bool = False) -> Callable[[Picture, float, float], None]:
    return partial(_draw_sample, sign, hollow)


def _draw_sample(sign: Sign, hollow: bool, picture: Picture, x: float, y: float) -> None:
    draw_sign(picture, x + 3.5, y, sign, hollow=hollow)
