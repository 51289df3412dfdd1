"""Parties by parties in print: what each row says of each column, blocs side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import pi
from typing import Any

import networkx as nx

from kg.model import STATUSES
from kg.view.line import FAMILY, words
from kg.view.measures import measure
from kg.view.pictures.frame import MARGIN, NOTE, Frame, Key, counted
from kg.view.pictures.letters import SMALL, fitted, width_of
from kg.view.pictures.sheet import COLUMN, PAGE, PAPER, Picture, box, colours, ngon
from kg.view.pictures.words import STATUS_WORDS
from kg.view.tie import GROUPS, SYMMETRIC

SMALLEST, LARGEST = 13.0, 17.0  # of a cell
NAMES = 96.0  # longest name beside a row or over a column
APART = 3.0  # between blocs
ORDER = ("alliedWith", "memberOf", "mergedWith", "backs", "negotiatesWith", "opposes", "splitFrom")

Said = tuple[str, str]  # predicate and status


def draw_matrix(
    network: nx.MultiDiGraph, *, title: str = "", most: int | None = None, note: str = ""
) -> Picture:
    """The relations of parties and alliances as a table: rows act, columns are acted upon.

    Those who are allied stand together; each relation has a sign and each status a way to draw it,
    so that no two differ by colour alone.

    Args:
        network: of `kg.view.alliances`.
        title: over the picture.
        most: how many parties, those with most relations first; by default what a page has room
            for. What is left out is told in the picture.
        note: a sentence under it.
    """
    parties = network.subgraph(n for n, data in network.nodes(data=True) if data["cls"] in GROUPS)
    parties = parties.edge_subgraph(parties.edges(keys=True))
    room = int((PAGE - 2 * MARGIN - NAMES - 8 * APART) / SMALLEST)
    drawn = _most(parties, most or room)
    bound, free = _blocs(drawn)
    blocs = [*bound, *filter(None, [free])]
    names = {node: fitted(data["short"], NAMES, SMALL) for node, data in drawn.nodes(data=True)}
    longest = max((width_of(name, SMALL, bold=True) for name in names.values()), default=0.0) + 6.0
    gaps = APART * max(0, len(blocs) - 1)
    cell = PAGE - 2 * MARGIN - longest - gaps
    cell = max(SMALLEST, min(LARGEST, cell / max(1, len(drawn))))
    side = cell * len(drawn) + gaps
    width = max(COLUMN, side + longest + 2 * MARGIN)
    frame = _frame(parties, drawn, title=title, note=note)
    picture = frame.sheet(width, longest + side, called="Matrix")
    top = frame.top(width)
    at = _places(blocs, cell)
    _draw_grid(picture, bound, at, cell, MARGIN + longest, top + longest, names)
    for (one, other), told in sorted(_cells(drawn).items()):
        x = MARGIN + longest + at[other] + cell / 2
        _draw_cell(picture, x, top + longest + at[one] + cell / 2, cell, told)
    return picture


def _most(parties: nx.MultiDiGraph, most: int) -> nx.MultiDiGraph:
    """Those with the most relations, and who has any with them."""
    if len(parties) <= most:
        return parties
    ranked = sorted(parties, key=lambda n: (-parties.degree(n), -parties.nodes[n]["claims"], n))
    kept = parties.subgraph(ranked[:most])
    return kept.edge_subgraph(kept.edges(keys=True))


def _blocs(parties: nx.MultiDiGraph) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The blocs in their order, and those who have none, by name."""
    found = [bloc.members for bloc in measure(parties).blocs]
    inside = {node for members in found for node in members}
    rest = sorted(set(parties) - inside, key=lambda n: (parties.nodes[n]["short"], n))
    return found, tuple(rest)


def _places(blocs: Sequence[Sequence[str]], cell: float) -> dict[str, float]:
    """Where each one's row, and column, begins."""
    at: dict[str, float] = {}
    y = 0.0
    for members in blocs:
        for node in members:
            at[node] = y
            y += cell
        y += APART
    return at


def _cells(parties: nx.MultiDiGraph) -> dict[tuple[str, str], list[Said]]:
    found: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for one, other, data in parties.edges(data=True):
        said = (data["predicate"], data["status"])
        found[one, other].append(said)
        if data["predicate"] in SYMMETRIC:
            found[other, one].append(said)
    return {pair: sorted(set(told), key=_rank) for pair, told in found.items()}


def _rank(said: Said) -> tuple[int, int]:
    predicate, status = said
    place = ORDER.index(predicate) if predicate in ORDER else len(ORDER)
    return place, STATUSES.index(status)


def _draw_grid(
    picture: Picture,
    blocs: Sequence[Sequence[str]],
    at: Mapping[str, float],
    cell: float,
    left: float,
    top: float,
    names: Mapping[str, str],
) -> None:
    palette = colours()
    for one, y in at.items():
        for other, x in at.items():
            style: dict[str, Any] = {"ink": palette["rule"], "width": 0.4}
            fill = palette["rule"] if one == other else None
            picture.path(box(left + x, top + y, cell, cell), closed=True, fill=fill, **style)
        picture.text(left - 4.0, top + y + cell / 2 + 2.3, names[one], size=SMALL, align="right")
        across = left + y + cell / 2 + 2.3
        picture.text(across, top - 4.0, names[one], size=SMALL, turned=90.0)
    for members in blocs:
        start, side = at[members[0]], cell * len(members)
        corners = box(left + start, top + start, side, side)
        picture.path(corners, closed=True, ink=palette["alliance"], width=1.2)


def _draw_cell(picture: Picture, x: float, y: float, cell: float, told: Sequence[Said]) -> None:
    """Up to four signs side by side; of more the first three, and a plus."""
    if len(told) == 1:
        draw_relation(picture, x, y, cell * 0.27, *told[0])
        return
    step = cell / 2
    rows = 1 if len(told) == 2 else 2
    for i, said in enumerate(told[: 4 if len(told) <= 4 else 3]):
        across = x + (i % 2 - 0.5) * step
        down = y + ((i // 2) - (rows - 1) / 2) * step
        draw_relation(picture, across, down, cell * 0.165, *said)
    if len(told) > 4:
        picture.text(x + step / 2, y + step / 2 + 2.0, "+", size=SMALL, align="center", weight=700)


def draw_relation(
    picture: Picture, x: float, y: float, radius: float, predicate: str, status: str
) -> None:
    """A relation's sign: grey where it ended, framed where planned, struck out where denied."""
    palette = colours()
    ink = palette["ended" if status == "ended" else FAMILY.get(predicate, "other")]
    thick = radius * 0.55
    if predicate == "opposes":
        r = radius * 0.85
        cross = [(x - r, y - r), (x + r, y + r), (x - r, y + r), (x + r, y - r)]
        picture.path(cross, pieces=(2,), ink=ink, width=thick)
    elif predicate == "negotiatesWith":
        for i in (-1, 0, 1):
            picture.disc(x + i * radius * 0.85, y, radius * 0.32, fill=ink)
    elif predicate == "backs":
        picture.path(ngon(x - radius * 0.1, y, radius * 1.1, 3), closed=True, fill=ink)
    elif predicate == "memberOf":
        picture.path(ngon(x, y, radius * 1.05, 6), closed=True, fill=ink)
    elif predicate == "splitFrom":
        ends = [(x - radius * 0.8, y + radius * 0.9), (x + radius * 0.8, y - radius * 0.9)]
        picture.path(ends, ink=ink, width=thick)
    elif predicate == "mergedWith":
        plus = [(x - radius, y), (x + radius, y), (x, y - radius), (x, y + radius)]
        picture.path(plus, pieces=(2,), ink=ink, width=thick)
    elif predicate == "alliedWith":
        picture.disc(x, y, radius, fill=ink)
    else:
        picture.path(ngon(x, y, radius, 4, turn=pi / 4), closed=True, fill=ink)
    frame = radius * 1.45
    corners = box(x - frame, y - frame, 2 * frame, 2 * frame)
    dashes = {"planned": (2.2, 1.2), "alleged": (0.7, 0.9), "hypothetical": (0.7, 0.9)}.get(status)
    if dashes:
        picture.path(corners, closed=True, ink=palette["ink"], width=0.6, dashes=dashes)
    elif status == "denied":
        picture.path([(x - frame, y + frame), (x + frame, y - frame)], ink=PAPER, width=2.4)
        picture.path(
            [(x - frame, y + frame), (x + frame, y - frame)], ink=palette["ink"], width=0.9
        )
    elif status == "ended":
        picture.path([(x - frame, y + frame), (x + frame, y + frame)], ink=ink, width=0.8)


def _frame(every: nx.MultiDiGraph, drawn: nx.MultiDiGraph, *, title: str, note: str) -> Frame:
    rows = [data for _, _, data in drawn.edges(data=True)]
    short = {data["short"]: data["label"] for _, data in drawn.nodes(data=True)}
    names = "; ".join(f"{one}: {short[one]}" for one in sorted(short) if short[one] != one)
    notes = [
        "A row tells what its party does, a column to whom",
        "Green frames are blocs of allies",
    ]
    if not rows:
        notes = ["No claim ties two parties"]
    if lost := len(every) - len(drawn):
        notes.append(f"Left out: {counted(lost, 'party', 'parties')} with the fewest relations")
    parts = [counted(len(drawn), "party or alliance", "parties and alliances")]
    parts.append(counted(len(rows), "relation"))
    return Frame(
        title=title,
        subtitle="; ".join(parts),
        notes=[*filter(None, [names]), ". ".join([*notes, *filter(None, [note]), NOTE]) + "."],
        keys=(tuple(_relations(rows)), tuple(_statuses(rows))),
    )


def _relations(rows: Sequence[Mapping[str, Any]]) -> Iterator[Key]:
    counts = Counter(row["predicate"] for row in rows)
    for predicate in sorted(counts, key=lambda each: (-counts[each], each)):
        yield Key(words(predicate), 9.0, _sample(predicate, "factual"))


def _statuses(rows: Sequence[Mapping[str, Any]]) -> Iterator[Key]:
    found = {row["status"] for row in rows}
    for status in STATUSES:
        if status in found:
            yield Key(STATUS_WORDS[status], 9.0, _sample("alliedWith", status))


def _sample(predicate: str, status: str) -> Callable[[Picture, float, float], None]:
    return partial(_draw_sample, predicate, status)


def _draw_sample(predicate: str, status: str, picture: Picture, x: float, y: float) -> None:
    draw_relation(picture, x + 4.5, y, 2.9, predicate, status)
