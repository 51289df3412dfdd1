from __future__ import annotations

import random

import networkx as nx
import pytest
from election import (
    ANP,
    BAP,
    BILAWAL,
    GDA,
    IPP,
    JI,
    JUIF,
    KHAN,
    MQM,
    MWM,
    PDM,
    PMLN,
    PPP,
    PTI,
    SHEHBAZ,
    SIC,
    TTAP,
    say,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Entity, StoredClaim
from kg.view.measures import measure
from kg.view.network import alliances


def allied(*pairs: tuple[Entity, Entity]) -> list[StoredClaim]:
    """One claim of an alliance a pair."""
    return [say(one, "alliedWith", other, "q") for one, other in pairs]


def test_place_counts_others_and_not_lines() -> None:
    """Two relations with one party are one tie, to an ally; the opponent is another."""
    claims = [
        *allied((PTI, MWM)),
        say(PTI, "backs", MWM, "b"),
        say(PTI, "opposes", PMLN, "c"),
        say(PPP, "opposes", PTI, "d"),
    ]
    place = measure(alliances(claims, {})).places[PTI.id]
    assert (place.ties, place.allies, place.opponents) == (3, 1, 2)


def test_the_coalitions_of_2024_are_the_blocs(election: list[StoredClaim]) -> None:
    """Who governed, who opposed, and the third force, by seats."""
    network = alliances(election, {})
    found = measure(network).blocs
    names = [{network.nodes[node]["short"] for node in bloc.members} for bloc in found]
    assert names[0] >= {"PML-N", "PPP", "MQM-P", "IPP", "PML-Q"}
    assert names[1] >= {"PTI", "SIC", "MWM", "TTAP"}
    assert names[2] >= {"GDA", "JUI-F"}
    assert [bloc.seats for bloc in found] == [146, 93, 4]
    assert found[0].against[2] == found[1].against[1] == 3


def test_a_coalition_of_many_parties_is_not_parted() -> None:
    """Parties that back two candidates together are one bloc; a finer resolution parts them."""
    backers = {KHAN: (IPP, MQM, PMLN, JI, BAP), SHEHBAZ: (IPP, MQM, JI, PPP, BAP)}
    pairs = [(party, who) for who, parties in backers.items() for party in parties]
    pairs += [(IPP, MQM), (MQM, PMLN), (MQM, PPP), (PMLN, PPP), (PMLN, BILAWAL), (BAP, BILAWAL)]
    apart = [(PTI, MWM), (SIC, TTAP), (GDA, JUIF), (ANP, PDM)]
    network = alliances(allied(*pairs, *apart), {})
    assert [len(bloc.members) for bloc in measure(network).blocs] == [9, 2, 2, 2, 2]
    assert len(measure(network, resolution=1).blocs) == 6


def test_an_alliances_seats_are_those_of_its_parties() -> None:
    """They are not counted twice."""
    claims = [
        *allied((PTI, TTAP), (MWM, TTAP)),
        say(PTI, "seatsWon", 90, "a"),
        say(MWM, "seatsWon", 1, "b"),
        say(TTAP, "seatsWon", 91, "c"),
    ]
    (bloc,) = measure(alliances(claims, {})).blocs
    assert bloc.seats == 91


def test_brokers_stand_between_blocs() -> None:
    """Of two triangles that talk through two parties, each of the two is a gatekeeper."""
    claims = [
        *allied((PTI, MWM), (MWM, SIC), (SIC, PTI), (PMLN, PPP), (PPP, MQM), (MQM, PMLN)),
        say(PTI, "negotiatesWith", PMLN, "talks"),
    ]
    places = measure(alliances(claims, {})).places
    assert {node for node, place in places.items() if place.broker} == {PTI.id, PMLN.id}
    assert (places[PTI.id].gatekeeper, places[PTI.id].liaison) == (2, 0)
    assert places[PTI.id].constraint < places[MWM.id].constraint


def test_roles_of_brokers() -> None:
    """A coordinator inside a bloc, a consultant of one, a liaison of two."""
    claims = [
        *allied((PTI, MWM), (PTI, SIC), (PMLN, PPP)),
        say(JI, "negotiatesWith", MWM, "a"),
        say(JI, "negotiatesWith", SIC, "b"),
        say(JI, "negotiatesWith", PMLN, "c"),
    ]
    places = measure(alliances(claims, {})).places
    assert places[PTI.id].coordinator == 1
    assert (places[JI.id].consultant, places[JI.id].liaison) == (1, 2)
    assert places[JI.id].bloc is None


def test_a_bridge_tells_what_it_holds() -> None:
    """Without the talks of PTI and PML-N three are cut off; without its only ally one is."""
    claims = [
        *allied((PTI, MWM), (MWM, SIC), (SIC, PTI), (PMLN, PPP), (PMLN, MQM), (PMLN, ANP)),
        say(PTI, "negotiatesWith", PMLN, "talks"),
    ]
    bridges = measure(alliances(claims, {})).bridges
    assert bridges[min(PTI.id, PMLN.id), max(PTI.id, PMLN.id)] == 3
    assert sorted(bridges.values()) == [1, 1, 1, 3]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_bridges_are_those_of_networkx_with_the_part_they_cut_off(seed: int) -> None:
    """On any network: taking the bridge out leaves a part of that size."""
    rand = random.Random(seed)  # noqa: S311  not for secrets
    parties = [PTI, MWM, SIC, PMLN, PPP, MQM, ANP, JI]
    pairs = [(a, b) for i, a in enumerate(parties) for b in parties[:i] if rand.random() < 0.25]
    graph = nx.Graph([(a.id, b.id) for a, b in pairs])
    found = measure(alliances(allied(*pairs), {})).bridges
    assert {frozenset(pair) for pair in found} == {frozenset(pair) for pair in nx.bridges(graph)}
    for pair, size in found.items():
        cut = graph.copy()
        cut.remove_edge(*pair)
        assert size == min(len(nx.node_connected_component(cut, end)) for end in pair)


def test_an_empty_network_has_no_measures() -> None:
    """No places, blocs or bridges, and no error."""
    found = measure(alliances([], {}))
    assert (found.places, found.blocs, found.modularity, found.bridges) == ({}, (), None, {})


def test_a_lone_opponent_has_a_place_and_no_bloc() -> None:
    """Whoever is only against others is in no bloc and in nobody's contact."""
    place = measure(alliances([say(PTI, "opposes", PDM, "q")], {})).places[PTI.id]
    assert (place.bloc, place.constraint, place.betweenness) == (None, None, 0)


def test_the_order_of_the_claims_does_not_matter(election: list[StoredClaim]) -> None:
    """Shuffled claims have equal measures."""
    shuffled = random.Random(7).sample(election, len(election))  # noqa: S311  not for secrets
    assert measure(alliances(election, {})) == measure(alliances(shuffled, {}))


@pytest.mark.parametrize("size", [2000])
def test_two_thousand_nodes(size: int) -> None:
    """A network of this size is measured, in some seconds."""
    network = nx.MultiDiGraph()
    for i in range(size):
        network.add_node(f"n{i:04}", cls="Party", seats=None)
    for i in range(1, size):
        for other in {i // 2, i // 3 * (i % 3 == 0)}:
            network.add_edge(
                f"n{i:04}",
                f"n{other:04}",
                "k",
                predicate="alliedWith",
                status="factual",
                over=False,
            )
    assert len(measure(network).places) == size
