"""Ties and facts that say alike are joined: one edge, one row, with the words of all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import networkx as nx

from kg.model import Entity, StoredClaim
from kg.view.evidence import summary
from kg.view.filter import EVERYTHING, Filter
from kg.view.tie import CONTESTED_BY, COUNTS, SYMMETRIC, Fact, Tie


def contract(
    ties: Iterable[Tie], facts: Iterable[Fact], only: Filter = EVERYTHING
) -> nx.MultiDiGraph:
    """The network of ties and facts; see `kg.view.network` for what nodes and edges hold.

    Args:
        ties: one a claim and pair.
        facts: one a claim; they become rows of the node that they are about.
        only: here its classes, its statuses and its number of sources count.
    """
    named: dict[str, list[Entity]] = defaultdict(list)
    edges: dict[tuple[str, str, str, str], list[StoredClaim]] = defaultdict(list)
    about: dict[str, list[Fact]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if not (only.of_class(tie.one.cls) and only.of_class(tie.other.cls)):
            continue
        one, other = tie.one.id, tie.other.id
        if tie.predicate in SYMMETRIC and other < one:
            one, other = other, one
        edges[one, other, tie.predicate, tie.status].append(tie.stored)
        if not only.of_status(tie.status):
            continue
        for entity in (tie.one, tie.other):
            named[entity.id].append(entity)
            claims[entity.id].add(tie.stored.iri)
    for fact in facts:
        if only.of_class(fact.about.cls) and only.of_status(fact.stored.claim.status):
            named[fact.about.id].append(fact.about)
            claims[fact.about.id].add(fact.stored.iri)
            about[fact.about.id].append(fact)
    network = nx.MultiDiGraph()
    for node in sorted(named):
        rows = [row for row in _fact_rows(about[node]) if row["sources"] >= only.min_sources]
        network.add_node(node, **_described(named[node]), claims=len(claims[node]), facts=rows)
        network.nodes[node]["seats"] = _seats(rows)
    for (one, other, predicate, status), stored in sorted(edges.items(), key=lambda item: item[0]):
        said = summary(stored)
        if said["sources"] >= only.min_sources and only.of_status(status):
            network.add_edge(
                one,
                other,
                key=f"{predicate}|{status}",
                predicate=predicate,
                status=status,
                disputed=_disputed(edges, one, other, predicate, status),
                over=status == "factual"
                and _latest(edges.get((one, other, predicate, "ended"), [])) > (said["last"] or ""),
                **said,
            )
    if only.min_sources > 1:
        bare = [n for n in network if not (network.degree(n) or network.nodes[n]["facts"])]
        network.remove_nodes_from(bare)
    return network


def _latest(claims: Iterable[StoredClaim]) -> str:
    return max((stored.article.published or "" for stored in claims), default="")


def _disputed(
    edges: Collection[tuple[str, str, str, str]], one: str, other: str, predicate: str, status: str
) -> bool:
    against = CONTESTED_BY if status == "denied" else {"denied"} if status in CONTESTED_BY else ()
    return any((one, other, predicate, each) in edges for each in against)


def _described(entities: list[Entity]) -> dict[str, Any]:
    """One description out of several: the name, class used most; all other names as aliases."""
    names = Counter(entity.name for entity in entities)
    classes = Counter(entity.cls for entity in entities)
    label = min(names, key=lambda name: (-names[name], -len(name), name))
    others = {alias for entity in entities for alias in (entity.name, *entity.aliases)} - {label}
    return {
        "label": label,
        "short": short_form(label, others),
        "cls": min(classes, key=lambda cls: (-classes[cls], cls)),
        "aliases": sorted(others),
    }


def _fact_rows(facts: list[Fact]) -> list[dict[str, Any]]:
    """Equal facts joined, the best attested first; `disputed` where sources give other numbers."""
    groups: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.predicate, str(fact.value), fact.detail, fact.stored.claim.status].append(fact)
    rows: list[dict[str, Any]] = [
        {
            "predicate": predicate,
            "value": same[0].value,
            "detail": detail,
            "status": status,
            "disputed": any(_contradicts(same[0], fact) for fact in facts),
            **summary([fact.stored for fact in same]),
        }
        for (predicate, _, detail, status), same in sorted(groups.items(), key=lambda item: item[0])
    ]
    return sorted(rows, key=lambda row: (row["predicate"], -row["sources"], str(row["value"])))


def _contradicts(one: Fact, other: Fact) -> bool:
    """Whether two counts of one thing differ: "93 seats" and "95 seats" in the same body."""
    return (
        one.predicate == other.predicate
        and one.predicate in COUNTS
        and one.stored.claim.status == other.stored.claim.status
        and one.value != other.value
        and (one.scope == other.scope or not one.scope or not other.scope)
    )


def _seats(rows: list[dict[str, Any]]) -> int | None:
    """The seat count that most independent sources give as a fact."""
    counts = [row for row in rows if row["predicate"] == "seatsWon" and row["status"] == "factual"]
    return int(counts[0]["value"]) if counts else None


def short_form(name: str, aliases: Iterable[str]) -> str:
    """The acronym among an entity's names (2 to 10 signs, mostly capitals), or the name itself.

    >>> short_form("Pakistan Muslim League (Nawaz)", ["PML-N", "Nawaz League"])
    'PML-N'
    """
    acronyms = [
        alias
        for alias in {name, *aliases}
        if re.fullmatch(r"[^\W\d_][\w.&()-]{1,9}", alias)
        and sum(char.isupper() for char in alias) >= max(2, (len(alias) + 1) // 2)
    ]
    # the shortest, and of one in several spellings ("PMLN", "PML(N)") the one with a hyphen
    return min(
        acronyms,
        key=lambda alias: (sum(map(str.isalpha, alias)), "-" not in alias, len(alias), alias),
        default=name,
    )
