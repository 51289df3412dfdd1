from __future__ import annotations

import random

import pytest
from election import (
    BILAWAL,
    CHATTHA,
    ECP,
    GOHAR,
    JI,
    KHAN,
    MWM,
    NA,
    NAWAZ,
    PMLN,
    PPP,
    PTI,
    SHEHBAZ,
    TTAP,
    happen,
    say,
)

from kg.errors import UsageError
from kg.model import Entity, StoredClaim
from kg.view.contract import short_form
from kg.view.evidence import marks
from kg.view.filter import Filter
from kg.view.network import alliances, ego, events, people


def edge(network, one, other, key):
    """The attributes of one edge, whichever way round a symmetric one is kept."""
    ends = (one.id, other.id) if network.has_edge(one.id, other.id, key) else (other.id, one.id)
    return network.edges[(*ends, key)]


def test_one_edge_a_pair_predicate_and_status(election: list[StoredClaim]) -> None:
    """What is planned and what is denied between two parties are two edges, both disputed."""
    network = alliances(election, {})
    planned = edge(network, PTI, JI, "alliedWith|planned")
    denied = edge(network, PTI, JI, "alliedWith|denied")
    assert planned["disputed"]
    assert denied["disputed"]
    assert [row["quote"] for row in denied["evidence"]] == [
        "Jamaat-e-Islami denied that any alliance with PTI had been agreed."
    ]


def test_a_symmetric_relation_is_one_edge_either_way_round(election: list[StoredClaim]) -> None:
    """PML-N allied with PPP and PPP allied with PML-N meet in one edge with three sources."""
    made = edge(alliances(election, {}), PMLN, PPP, "alliedWith|factual")
    assert (made["sources"], made["first"], made["last"]) == (3, "2024-02-20", "2024-02-21")


def test_a_directed_relation_keeps_its_direction() -> None:
    """That one opposes the other says nothing about the other."""
    network = alliances([say(PTI, "opposes", PMLN, "q"), say(PMLN, "opposes", PTI, "r")], {})
    assert network.number_of_edges() == 2


def test_reprints_of_one_wire_text_count_once() -> None:
    """Three outlets, two of which print the same wire text, are two independent sources."""
    claims = [
        say(PTI, "alliedWith", MWM, "a", outlet="ledger", origin="wire-1"),
        say(PTI, "alliedWith", MWM, "a", outlet="courier", origin="wire-1"),
        say(PTI, "alliedWith", MWM, "b", outlet="weekly"),
    ]
    made = edge(alliances(claims, {}), PTI, MWM, "alliedWith|factual")
    assert made["sources"] == 2
    assert len(made["evidence"]) == 3


def test_as_stated_entities_meet_in_their_canonical_one() -> None:
    """Two names of one party are one node, which carries both of them."""
    stated = Entity("urn:a/local", "Khan's party", "Party")
    claims = [say(stated, "alliedWith", MWM, "x"), say(PTI, "alliedWith", MWM, "y")]
    network = alliances(claims, {stated.id: PTI})
    assert sorted(network) == sorted([PTI.id, MWM.id])
    assert network.nodes[PTI.id]["short"] == "PTI"


def test_persons_and_organizations_need_a_party_on_the_other_side(
    election: list[StoredClaim],
) -> None:
    """A party member is no node; who opposes a party is; a quarrel with the commission is not."""
    network = alliances(election, {})
    assert KHAN.id in network
    assert ECP.id in network
    assert not {GOHAR.id, NAWAZ.id, CHATTHA.id, NA.id} & set(network)


def test_leaders_and_seats_are_facts_of_the_party(election: list[StoredClaim]) -> None:
    """PTI's two seat counts stand side by side, disputed, the better attested one drawn."""
    node = alliances(election, {}).nodes[PTI.id]
    seats = [fact for fact in node["facts"] if fact["predicate"] == "seatsWon"]
    assert [(fact["value"], fact["sources"], fact["disputed"]) for fact in seats] == [
        (93, 2, True),
        (100, 1, True),
    ]
    assert node["seats"] == 93
    leaders = alliances(election, {}).nodes[PPP.id]["facts"]
    assert [f["value"] for f in leaders if f["predicate"] == "leads"] == [BILAWAL.name]


def test_counts_of_different_bodies_do_not_disagree() -> None:
    """Seats in the National Assembly and seats in a province are two facts."""
    claims = [
        say(PTI, "seatsWon", 93, "a", legislature=NA),
        say(PTI, "seatsWon", 116, "b", legislature="Punjab Assembly"),
    ]
    facts = alliances(claims, {}).nodes[PTI.id]["facts"]
    assert [fact["disputed"] for fact in facts] == [False, False]


def test_superseded_articles_are_left_out() -> None:
    """What a corrected article no longer says is not drawn, unless it is asked for."""
    claims = [say(PTI, "alliedWith", MWM, "x", superseded=True)]
    assert len(alliances(claims, {})) == 0
    assert len(alliances(claims, {}, Filter(superseded=True))) == 2


def test_the_order_of_the_claims_does_not_matter(election: list[StoredClaim]) -> None:
    """Shuffled claims give an equal network."""
    shuffled = random.Random(7).sample(election, len(election))  # noqa: S311  not for secrets
    one, other = alliances(election, {}), alliances(shuffled, {})
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_people(election: list[StoredClaim]) -> None:
    """The network of people holds kin, candidacies and memberships, and no pair of parties."""
    network = people(election, {})
    assert edge(network, SHEHBAZ, NAWAZ, "relativeOf|factual")["sources"] == 1
    assert not network.has_edge(PMLN.id, PPP.id)


def test_events_go_from_actor_to_target() -> None:
    """Nawaz Sharif's nomination of his brother is an edge; those who met are tied together."""
    claims = [
        happen("Nomination", {"actor": (NAWAZ,), "target": (SHEHBAZ,)}, "n"),
        happen("Meeting", {"actor": (PTI, MWM)}, "m"),
        happen("Resignation", {"actor": (GOHAR,)}, "r"),
    ]
    network = events(claims, {})
    assert network.has_edge(NAWAZ.id, SHEHBAZ.id, "Nomination|factual")
    assert network.has_edge(*sorted([PTI.id, MWM.id]), "Meeting|factual")
    assert network.nodes[GOHAR.id]["facts"][0]["predicate"] == "Resignation"


def test_ego_finds_by_short_form_and_keeps_the_neighbours_edges(
    election: list[StoredClaim],
) -> None:
    """The surroundings of TTAP hold its members and what ties them to each other."""
    around = ego(alliances(election, {}), "ttap")
    assert TTAP.id in around
    assert around.has_edge(*sorted([PTI.id, JI.id]), "alliedWith|denied")


def test_ego_of_an_unknown_name_suggests_a_near_one(election: list[StoredClaim]) -> None:
    """A misspelt name is wrong use, and the error names what is near."""
    with pytest.raises(UsageError, match="Jamaat-e-Islami"):
        ego(alliances(election, {}), "Jamat e Islami")


@pytest.mark.parametrize(
    ("name", "aliases", "short"),
    [
        ("Pakistan Muslim League (Nawaz)", ["PML-N", "Nawaz League"], "PML-N"),
        ("Pashtunkhwa Milli Awami Party", ["PkMAP"], "PkMAP"),
        ("National Party", ["the party"], "National Party"),
        ("PTI", [], "PTI"),
        ("The League", ["PMLN", "PML(N)", "PML-N"], "PML-N"),
        ("The League", ["PPP-P", "PPPP", "PPP"], "PPP"),
    ],
)
def test_short_form(name, aliases, short) -> None:
    """An acronym stands for the name where the sources use one."""
    assert short_form(name, aliases) == short


def test_marks_take_the_longest_name_and_whole_words() -> None:
    """PML in PML-N is not marked on its own, nor PTI inside another word."""
    quote = "PML-N met PTI, not PTIx"
    assert [quote[a:b] for a, b in marks(quote, ["PML", "PML-N", "PTI"])] == ["PML-N", "PTI"]
