"""Claims contracted to a networkx network: one edge for what is said alike, its words with it.

Nodes are canonical entities (their IRI) with the attributes ``label``, ``short``, ``cls``,
``aliases``, ``claims`` (how many claims name it), ``seats`` and ``facts``. An edge stands for one
pair, predicate and status, with ``sources`` (independent ones), ``first``, ``last``, ``disputed``
(denied elsewhere), ``over`` (a later article calls it ended) and ``evidence``. Nothing here depends
on the order of the claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import networkx as nx

from kg.errors import UsageError
from kg.ids import fold
from kg.model import Entity, StoredClaim
from kg.view.contract import contract
from kg.view.filter import EVERYTHING, Filter
from kg.view.tie import BLOC_RELATIONS, GROUPS, Fact, Tie, between_blocs, event, facts, relation


def alliances(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    only: Filter = EVERYTHING,
    *,
    leaders: bool = False,
) -> nx.MultiDiGraph:
    """Parties and alliances, and who is with, against or in talks with whom.

    Organizations and persons appear only where they are tied to a party or an alliance; a
    person's membership of a party belongs to `people`. Leaders, seats, vote shares and ideology
    are facts of the nodes.

    Args:
        claims: as the store gives them, entities as stated.
        identity: as-stated IRI to its canonical entity; one that is missing is itself.
        only: which claims are kept; all that no newer version replaces by default.
        leaders: those who lead a party or an alliance stand as nodes too.
    """
    kinds = BLOC_RELATIONS | {"leads"} if leaders else BLOC_RELATIONS
    ties: list[Tie] = []
    about: list[Fact] = []
    for stored in only.claims(claims, identity, any_status=True):
        about += [fact for fact in facts(stored, identity) if fact.about.cls in GROUPS]
        ties += [tie for tie in relation(stored, identity, kinds) if between_blocs(tie)]
    return contract(ties, about, only)


def people(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity], only: Filter = EVERYTHING
) -> nx.MultiDiGraph:
    """Every relation of a person: to parties, offices, bodies and other people.

    The arguments are those of `alliances`.
    """
    kept = only.claims(claims, identity, any_status=True)
    ties = [tie for stored in kept for tie in relation(stored, identity, None)]
    return contract([tie for tie in ties if "Person" in (tie.one.cls, tie.other.cls)], [], only)


def events(
    claims: Iterable[StoredClaim], identity: Mapping[str, Entity], only: Filter = EVERYTHING
) -> nx.MultiDiGraph:
    """Who did what to whom: an edge of the event's type from each actor to each target.

    Without a target the office, body, place or matter stands in; actors alone are tied to each
    other; a single actor keeps the event as a fact. The arguments are those of `alliances`.
    """
    told = [event(stored, identity) for stored in only.claims(claims, identity, any_status=True)]
    ties = [tie for each, _ in told for tie in each]
    return contract(ties, [fact for _, each in told for fact in each], only)


def ego(network: nx.MultiDiGraph, name: str, *, only: Filter = EVERYTHING) -> nx.MultiDiGraph:
    """One entity, its neighbours, and every edge among them.

    Args:
        network: any network of this module.
        name: the entity's IRI, name, short form or alias; case and accents do not matter.
        only: its classes are those of the neighbours; the entity itself may have any.

    Raises:
        UsageError: nothing in the network has this name.
    """
    wanted = fold(name)
    names: dict[str, str] = {}
    for node in sorted(network, reverse=True):
        data = network.nodes[node]
        for alias in (*data["aliases"], data["short"], data["label"]):
            names[fold(alias)] = node
    centre = name if name in network else names.get(wanted)
    if centre is None:
        near = get_close_matches(wanted, names, n=3)
        advice = "did you mean " + " or ".join(network.nodes[names[n]]["label"] for n in near)
        raise UsageError(f"the network has no entity named {name!r}", advice=advice if near else "")
    around = {centre, *network.successors(centre), *network.predecessors(centre)}
    kept = {n for n in around if n == centre or only.of_class(network.nodes[n]["cls"])}
    return network.subgraph(kept).copy()
