"""Triples of one graph, written and looked up by plain strings; literals in one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import isfinite
from typing import TypeAlias, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ClaimError
from kg.model import Entity
from kg.store import Store, Term
from kg.vocab import RDF, XSD

_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)

Value: TypeAlias = Entity | int | float | str


class Triples:
    """Collects the triples of one named graph.

    Args:
        graph: IRI of the graph.
    """

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self._quads: dict[Quad, None] = {}

    def iri(self, subject: str, predicate: str, *objects: str) -> None:
        """Add triples whose objects are IRIs."""
        for value in objects:
            self._add(subject, predicate, NamedNode(value))

    def text(self, subject: str, predicate: str, *values: str | None) -> None:
        """Add triples whose objects are strings; empty ones are left out."""
        for value in values:
            if value:
                self._add(subject, predicate, Literal(value))

    def literal(self, subject: str, predicate: str, value: Literal) -> None:
        """Add a triple whose object is a literal of any type."""
        self._add(subject, predicate, value)

    def date(self, subject: str, predicate: str, value: str | None) -> None:
        """Add a date with the precision it is given in; None is left out."""
        if value:
            self._add(subject, predicate, date_literal(value))

    def value(self, subject: str, predicate: str, value: Value) -> None:
        """Add a triple whose object is an entity, a number or a string."""
        term = NamedNode(value.id) if isinstance(value, Entity) else number_or_text(value)
        self._add(subject, predicate, term)

    def _add(self, subject: str, predicate: str, value: Term) -> None:
        self._quads[Quad(NamedNode(subject), NamedNode(predicate), value, self.graph)] = None

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)


class Nodes:
    """The triples of one graph by subject and predicate.

    Args:
        quads: of one graph; nodes are named by their IRIs.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._nodes = _by_node(quads)

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def _node(self, subject: str) -> dict[str, list[Term]]:
        return self._nodes.get(subject, {})

    def terms(self, subject: str, predicate: str) -> list[Term]:
        """The objects of one predicate, sorted."""
        found = self._node(subject).get(predicate, [])
        return sorted(found, key=str) if len(found) > 1 else found

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects of one predicate as strings, sorted."""
        return [term.value for term in self.terms(subject, predicate)]

    def one(self, subject: str, predicate: str) -> str | None:
        """The object of one predicate as a string; the first where there are several."""
        return next(iter(self.values(subject, predicate)), None)

    def of_type(self, cls: str) -> list[str]:
        """The nodes of a class, sorted."""
        return sorted(n for n in self._nodes if cls in self.values(n, RDF.type))


class StoredNodes(Nodes):
    """The triples of one stored graph, each node's read when it is asked for.

    Args:
        store: asked.
        graph: IRI of the graph.
    """

    def __init__(self, store: Store, graph: str) -> None:
        super().__init__(())
        self._store = store
        self._graph = graph

    def __iter__(self) -> Iterator[str]:
        return iter(_by_node(self._store.quads(self._graph)))

    def _node(self, subject: str) -> dict[str, list[Term]]:
        if subject not in self._nodes and ":" in subject:  # what is no IRI is no node
            found = _by_node(self._store.match(subject, graph=self._graph))
            self._nodes[subject] = found.get(subject, {})
        return self._nodes.get(subject, {})

    def of_type(self, cls: str) -> list[str]:
        """The nodes of a class, sorted."""
        found = self._store.match(None, RDF.type, NamedNode(cls), self._graph)
        return sorted(cast(NamedNode, quad.subject).value for quad in found)


def _by_node(quads: Iterable[Quad]) -> dict[str, dict[str, list[Term]]]:
    nodes: dict[str, dict[str, list[Term]]] = {}
    for quad in quads:
        node = nodes.setdefault(cast(NamedNode, quad.subject).value, {})
        node.setdefault(quad.predicate.value, []).append(cast(Term, quad.object))
    return nodes


def date_literal(text: str) -> Literal:
    """An ISO date with the precision it is given in; any other text stays a string."""
    for pattern, datatype in _DATES:
        if pattern.fullmatch(text):
            return Literal(text, datatype=NamedNode(datatype))
    return Literal(text)


def number_or_text(value: float | str) -> Literal:
    """A number or string in the form that the store keeps, so that it can be compared."""
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, int):
        return Literal(str(int(value)), datatype=NamedNode(XSD.integer))
    if not isfinite(value):
        raise ClaimError(f"{value} is no quantity")
    digits = f"{Decimal(repr(value)):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=NamedNode(XSD.decimal))
