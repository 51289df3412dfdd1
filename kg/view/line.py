"""How an edge is drawn, on the page and in print: its family, its stroke, the mark at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.view.tie import SYMMETRIC

# A relation's family decides colour, stroke and end mark.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "alliance": (
        "alliedWith",
        "memberOf",
        "mergedWith",
        "AllianceFormation",
        "Joining",
        "agreesWith",
    ),
    "talks": ("negotiatesWith", "Negotiation", "Meeting"),
    "backing": ("backs",),
    "role": ("leads", "holdsOffice", "candidateFor", "Nomination", "Appointment"),
    "opposition": ("opposes", "Violence", "Allegation", "Protest", "contradicts"),
    "parting": ("splitFrom", "AllianceEnd", "Leaving", "Resignation", "Dismissal"),
}
FAMILY = {predicate: family for family, each in FAMILIES.items() for predicate in each}
WORDS = {
    "alliedWith": "allied with",
    "memberOf": "member of",
    "mergedWith": "merged with",
    "negotiatesWith": "in talks with",
    "opposes": "opposes",
    "backs": "backs",
    "splitFrom": "split from",
    "leads": "leads",
    "seatsWon": "seats won",
    "voteShare": "vote share",
    "holdsOffice": "holds office",
    "candidateFor": "candidate for",
    "relativeOf": "related to",
}
DASHES: Mapping[str, tuple[float, ...]] = {
    "factual": (),
    "planned": (11, 7),
    "ended": (14, 5, 3, 5),
    "alleged": (9, 4, 2, 4, 2, 4),
    "denied": (4, 3),
    "hypothetical": (2, 7),
}
TALKS_DASHES = (2.5, 4)
WIDEST = 6  # sources; a line of more would hide others
END_MARKS = {
    "talks": "circle",
    "opposition": "bar",
    "parting": "inv_triangle",
    "backing": "vee",
    "role": "diamond",
    "other": "box",
}
BOTH_ENDS = ("circle", "bar", "box")  # that a line without direction has too


@dataclass(frozen=True, slots=True)
class Line:
    """An edge's stroke: "opposition, 2.5 px wide, unbroken, a bar at its end"."""

    family: str
    width: float  # CSS pixels at zoom 1
    dashes: tuple[float, ...]  # on, off, on, off; empty for an unbroken line
    mark: str  # at its end: arrow, vee, bar, inv_triangle, diamond, circle, box; empty for none
    tail: str  # at its start: the same mark, where two talk, contradict or are kin; else empty
    denied: bool  # crossed out in the middle


def line(data: Mapping[str, Any]) -> Line:
    """The stroke of an edge with the attributes of `kg.view.network`; colour is the theme's."""
    family = FAMILY.get(data["predicate"], "other")
    status = data["status"]
    dashes = DASHES[status]
    if family == "talks" and status in ("factual", "alleged"):
        dashes = TALKS_DASHES
    mutual = data["predicate"] in SYMMETRIC
    wide = widths(status)
    mark = END_MARKS.get(family, "" if mutual else "arrow")
    return Line(
        family=family,
        width=wide[min(data["sources"], len(wide)) - 1],
        dashes=dashes,
        mark="" if mutual and mark not in BOTH_ENDS else mark,
        tail=mark if mutual and mark in BOTH_ENDS else "",
        denied=status == "denied",
    )


def widths(status: str) -> tuple[float, ...]:
    """The width in CSS pixels of a line of one, two, ... independent sources; more stay the last.

    What is denied stays thin, what has ended moderate, however many say so.
    """
    if status == "denied":
        return (1.4,)
    most = 2 if status == "ended" else WIDEST
    return tuple(round(1.2 + 1.3 * sources, 1) for sources in range(1, most + 1))


def words(predicate: str) -> str:
    """A predicate as it is read: "in talks with", "alliance formation"."""
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in predicate).strip()
    return WORDS.get(predicate, spaced)


def fanned(network: nx.MultiDiGraph) -> Iterator[tuple[str, str, dict[str, Any], float]]:
    """Each edge with its bend, so that the parallel ones between two nodes are all seen.

    Bends of one pair are a step apart and symmetric around 0, the straight line; a positive one
    turns clockwise from source to target.
    """
    together: dict[tuple[str, str], list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    edges = network.edges(keys=True, data=True)
    for one, other, _, data in sorted(edges, key=lambda edge: edge[:3]):
        together[min(one, other), max(one, other)].append((one, other, data))
    for parallel in together.values():
        for rank, (one, other, data) in enumerate(parallel):
            bend = rank - (len(parallel) - 1) / 2
            yield one, other, data, bend if one < other else -bend
