"""Is the graph sound: its shapes, quotes, words, loose ends, and what is derived from it.

Everything is checked, nothing repaired.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.check.faults import Fault
from kg.check.nodes import loose_ends, out_of_date, quotes, unknown_words
from kg.check.shapes import broken_shapes, write_report
from kg.quads import read_graphs
from kg.store import Store
from kg.vocab import POL, ontology_file

__all__ = ["CheckReport", "Fault", "Problem", "check", "write_report"]

SHOWN = 5  # offenders kept of each kind


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of fault: "2 quotes are not the article's words", with the first claims."""

    kind: str
    count: int
    first: tuple[str, ...]  # where, and what is wrong there; a few


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was looked at and what is wrong."""

    articles: int
    claims: int
    triples: int
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults by kind, with a few of each."""
        places: dict[str, list[str]] = defaultdict(list)
        for fault in self.faults:
            places[fault.kind].append(fault.place)
        return tuple(
            Problem(kind, len(found), tuple(sorted(found)[:SHOWN]))
            for kind, found in sorted(places.items())
        )


def check(store: Store, *, shapes: Path | None = None) -> CheckReport:
    """Check every graph of the store.

    Args:
        store: read.
        shapes: a file of SHACL shapes; the bundled ones where None.

    Raises:
        DataError: the shapes cannot be read.
    """
    articles = read_graphs(store)
    union = ox.Store()
    union.extend(ox.Quad(*quad.triple) for quad in store.quads())
    return CheckReport(
        articles=len(articles),
        claims=sum(len(article.nodes.of_type(POL.Claim)) for article in articles),
        triples=len(union),
        faults=(
            *quotes(articles),
            *unknown_words(store),
            *loose_ends(store),
            *out_of_date(store),
            *broken_shapes(union, ontology_file("shapes.ttl") if shapes is None else shapes),
        ),
    )
