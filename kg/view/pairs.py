"""The network of pairs that somebody asked about, with the claims that tie them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.model import Entity, StoredClaim
from kg.view.contract import contract, short_form
from kg.view.evidence import summary
from kg.view.tie import Tie, event, relation

BARE = "inAnswer"  # the predicate of a line that no claim stands behind


def pairs(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    wanted: Iterable[tuple[str, str, str]],
) -> nx.MultiDiGraph:
    """The entities of some pairs, and every claim that ties the two of a pair.

    A pair that no claim ties has a line without evidence, so that nothing asked for is missing.

    Args:
        claims: as the store gives them.
        identity: as-stated IRI to its canonical entity.
        wanted: canonical IRIs of one and of the other, and the predicate that is asked for; empty
            for any. The order of the two does not matter.
    """
    asked: dict[frozenset[str], set[str]] = defaultdict(set)
    order: dict[frozenset[str], tuple[str, str]] = {}
    for one, other, predicate in wanted:
        if one != other:
            asked[frozenset((one, other))].add(predicate)
            order.setdefault(frozenset((one, other)), (one, other))

    def fits(tie: Tie) -> bool:
        predicates = asked.get(frozenset((tie.one.id, tie.other.id)), set())
        return tie.predicate in predicates or "" in predicates

    ties = [
        tie
        for stored in claims
        for tie in (*relation(stored, identity, None), *event(stored, identity)[0])
        if fits(tie)
    ]
    network = contract(ties, [])
    entities = {entity.id: entity for entity in identity.values()}
    for pair in sorted(order.values()):
        for iri in pair:
            if iri not in network:
                network.add_node(iri, **_alone(entities.get(iri) or Entity(iri, iri, "Entity")))
        if not (network.has_edge(*pair) or network.has_edge(*reversed(pair))):
            network.add_edge(
                *pair,
                key=f"{BARE}|factual",
                predicate=BARE,
                status="factual",
                disputed=False,
                over=False,
                **summary([]),
            )
    return network


def _alone(entity: Entity) -> dict[str, object]:
    """A node that no claim names."""
    return {
        "label": entity.name,
        "short": short_form(entity.name, entity.aliases),
        "cls": entity.cls,
        "aliases": sorted(entity.aliases),
        "claims": 0,
        "facts": [],
        "seats": None,
    }
