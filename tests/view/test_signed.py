from __future__ import annotations

from itertools import combinations, product

import networkx as nx
from election import ANP, JI, KHAN, MWM, NA, PMLN, PPP, PTI, say
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import StoredClaim
from kg.view.filter import Filter
from kg.view.network import alliances, people
from kg.view.signed import LARGEST, allies, balance, contacts, signed


def pair(claims: list[StoredClaim], **options):
    """What the tie of PTI and MWM is taken for."""
    data = signed(alliances(claims, {}), **options).get_edge_data(PTI.id, MWM.id) or {}
    return {sign for sign, yes in data.items() if yes}


def test_relations_make_pairs_together_against_or_neither() -> None:
    """Alliance, quarrel and talks are three things, and a pair may be all of them."""
    claims = [
        say(PTI, "alliedWith", MWM, "a"),
        say(MWM, "opposes", PTI, "b"),
        say(PTI, "negotiatesWith", MWM, "c"),
    ]
    assert [pair([claim]) for claim in claims] == [{"together"}, {"against"}, {"other"}]
    assert pair(claims) == {"together", "against", "other"}


def test_only_what_holds_counts() -> None:
    """Plans count where they are asked for; a denied alliance never does."""
    planned = say(PTI, "alliedWith", MWM, "a", status="planned")
    denied = say(PTI, "alliedWith", MWM, "a", status="denied")
    assert pair([planned]) == pair([denied], status=("denied", "factual")) == set()
    assert pair([planned], status=("planned",)) == {"together"}


def test_an_alliance_that_ended_later_does_not_hold() -> None:
    """The later word decides, whichever way round."""
    made = say(PTI, "alliedWith", MWM, "a", published="2024-02-12")
    over = say(PTI, "alliedWith", MWM, "b", published="2024-03-01", status="ended")
    before = say(PTI, "alliedWith", MWM, "b", published="2024-01-01", status="ended")
    assert pair([made, over]) == set()
    assert pair([made, before]) == {"together"}
    asked = alliances([made, over], {}, Filter(status="factual"))
    assert not signed(asked).number_of_edges()


def test_sitting_in_one_parliament_is_no_alliance() -> None:
    """A member and the National Assembly have a tie that is neither for nor against."""
    pairs = signed(people([say(KHAN, "memberOf", NA, "m")], {}))
    assert pairs.edges[KHAN.id, NA.id]["other"]
    assert not allies(pairs)
    assert contacts(pairs).number_of_edges() == 1


def test_a_triad_with_one_quarrel_does_not_balance() -> None:
    """Two allies of PML-N are against each other: one pair fits no two camps."""
    claims = [
        say(PMLN, "alliedWith", PPP, "a"),
        say(PMLN, "alliedWith", ANP, "b"),
        say(PPP, "opposes", ANP, "c"),
        say(JI, "opposes", PPP, "d"),
    ]
    found = balance(signed(alliances(claims, {})))
    assert (found.together, found.against, found.both, found.triads) == (2, 2, 0, 1)
    assert found.unbalanced == (tuple(sorted([PMLN.id, PPP.id, ANP.id])),)
    assert (found.share, found.frustration) == (0, 1)


def test_without_a_triad_there_is_no_share() -> None:
    """Nothing balances or fails to where no three are tied."""
    assert balance(signed(alliances([say(PTI, "alliedWith", MWM, "a")], {}))).share is None


def test_a_large_block_has_no_frustration_index() -> None:
    """Rather none than a guess."""
    ring = nx.cycle_graph(LARGEST + 1)
    pairs = nx.Graph()
    pairs.add_edges_from(((str(a), str(b)) for a, b in ring.edges), together=True, against=False)
    assert balance(pairs).frustration is None


@settings(deadline=None)
@given(
    st.integers(2, 6).flatmap(
        lambda size: st.lists(
            st.sampled_from([None, True, False]),
            min_size=size * (size - 1) // 2,
            max_size=size * (size - 1) // 2,
        ).map(lambda signs: (size, signs))
    )
)
def test_frustration_is_the_least_over_all_camps(drawn: tuple[int, list[bool | None]]) -> None:
    """Block by block comes to the same as trying every split of the whole."""
    size, signs = drawn
    edges = [
        (str(a), str(b), against)
        for (a, b), against in zip(combinations(range(size), 2), signs, strict=True)
        if against is not None
    ]
    pairs = nx.Graph()
    for one, other, against in edges:
        pairs.add_edge(one, other, together=not against, against=against)
    splits = (dict(zip(map(str, range(size)), camps, strict=True))
              for camps in product((0, 1), repeat=size))  # fmt: skip
    least = min(sum((s[a] != s[b]) != against for a, b, against in edges) for s in splits)
    assert balance(pairs).frustration == least
