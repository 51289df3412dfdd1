"""The network of pairs that somebody asked about."""

from __future__ import annotations

from election import entity, say

from kg.view import pairs
from kg.view.pairs import BARE

RED, BLUE, GREEN = (entity("Party", name) for name in ("Red", "Blue", "Green"))
CLAIMS = [
    say(RED, "alliedWith", BLUE, "Red and Blue are allies."),
    say(RED, "opposes", BLUE, "Red is against Blue."),
    say(BLUE, "opposes", GREEN, "Blue is against Green."),
]
IDENTITY = {each.id: each for each in (RED, BLUE, GREEN)}


def test_all_ties_of_a_pair_are_drawn() -> None:
    """In whatever order the two were given, with their words; other pairs are not."""
    network = pairs(CLAIMS, IDENTITY, [(BLUE.id, RED.id, "")])
    assert sorted(data["predicate"] for *_, data in network.edges(data=True)) == [
        "alliedWith", "opposes"
    ]  # fmt: skip
    assert all(data["evidence"] for *_, data in network.edges(data=True))
    assert GREEN.id not in network


def test_a_predicate_narrows_its_pair() -> None:
    """To that relation."""
    network = pairs(CLAIMS, IDENTITY, [(RED.id, BLUE.id, "opposes")])
    assert [data["predicate"] for *_, data in network.edges(data=True)] == ["opposes"]


def test_a_pair_that_no_claim_ties_is_drawn_all_the_same() -> None:
    """By a line without evidence; nobody is tied to himself."""
    network = pairs(CLAIMS, IDENTITY, [(RED.id, GREEN.id, ""), (RED.id, RED.id, "")])
    ((_, _, data),) = network.edges(data=True)
    assert (data["predicate"], data["sources"], data["evidence"]) == (BARE, 0, [])
    assert network.nodes[GREEN.id]["label"] == "Green"
