"""Which entities an answer to a query puts side by side: the lines of a network."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.errors import QueryError
from kg.model import Entity
from kg.query import Answer
from kg.vocab import EVENTS, POL, RELATIONS

Term: TypeAlias = NamedNode | Literal | BlankNode | Triple


def pairs_in(answer: Answer, identity: Mapping[str, Entity]) -> Iterator[tuple[str, str, str]]:
    """The pairs of canonical entities in an answer, each with the predicate between them.

    Triples are pairs as they are. Of rows, the columns count that mostly hold entities, or names
    that one entity alone has: the two around a column of relations, else the first two.

    Args:
        answer: to a query; it is read.
        identity: as-stated IRI to its canonical entity.

    Raises:
        QueryError: it has no two such columns.
    """
    columns, rows = _table(answer)
    names = _names(identity)
    whom = [[_entity(row[i], identity, names) for row in rows] for i in range(len(columns))]
    ends = [
        i
        for i, column in enumerate(whom)
        if 2 * sum(map(bool, column)) >= sum(row[i] is not None for row in rows) > 0
    ]
    if len(ends) < 2:
        raise QueryError(
            "no two columns of the answer name entities",
            advice="a network needs rows of two, as ?one and ?other",
        )
    said = next(
        (
            i
            for i in range(len(columns))
            if rows and i not in ends and all(_predicate(row[i]) for row in rows)
        ),
        None,
    )
    one, other = ends[:2]
    if said is not None and any(i > said for i in ends) and any(i < said for i in ends):
        one, other = max(i for i in ends if i < said), min(i for i in ends if i > said)
    for number, row in enumerate(rows):
        if whom[one][number] and whom[other][number]:
            predicate = _predicate(row[said]) if said is not None else ""
            yield whom[one][number], whom[other][number], predicate


def _table(answer: Answer) -> tuple[Sequence[str], list[tuple[Term | None, ...]]]:
    if answer.kind != "triples":
        return answer.columns, list(answer.rows())
    written = io.BytesIO()
    answer.write(written, "nt")
    triples = ox.parse(written.getvalue(), format=RdfFormat.N_TRIPLES)
    # What describes a node (a class, a name) ties it to nothing.
    return ("subject", "predicate", "object"), [
        (t.subject, t.predicate, t.object) for t in triples if _predicate(t.predicate)
    ]


def _names(identity: Mapping[str, Entity]) -> dict[str, str]:
    """Whom a name stands for, where it stands for one."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in identity.values():
        for name in (entity.name, *entity.aliases):
            owners[name].add(entity.id)
    return {name: min(found) for name, found in owners.items() if len(found) == 1}


def _entity(term: Term | None, identity: Mapping[str, Entity], names: Mapping[str, str]) -> str:
    if isinstance(term, NamedNode):
        return identity[term.value].id if term.value in identity else ""
    return names.get(term.value, "") if isinstance(term, Literal) else ""


def _predicate(term: Term | None) -> str:
    """The relation or event that a cell names; empty if none."""
    if not isinstance(term, NamedNode | Literal):
        return ""
    name = POL.local(term.value) or term.value
    return name if name in RELATIONS or name in EVENTS else ""
