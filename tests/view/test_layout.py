from __future__ import annotations

import random
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from election import BNPM, MQM, PKMAP, PMLN, PMLZ, TLP, TTAP, entity, say
from many import many_claims

from kg.model import StoredClaim
from kg.view.glyph import glyph
from kg.view.layout import layouts, overlaps, positions
from kg.view.network import alliances


def random_network(nodes: int, edges: int, seed: int) -> nx.MultiDiGraph:
    """Parties with and without acronyms, tied at random, a few of them not at all."""
    choice = random.Random(seed)  # noqa: S311  not for secrets
    parties = [
        entity("Party", f"Movement for Matter {i}", *([f"M{i}X-{i % 7}"] if i % 3 else []))
        for i in range(nodes)
    ]
    claims = [say(party, "seatsWon", i, "seats") for i, party in enumerate(parties)]
    for _ in range(edges):
        one, other = choice.sample(parties[: nodes - 4], 2)
        claims.append(say(one, choice.choice(["alliedWith", "opposes", "backs"]), other, "q"))
    return alliances(claims, {})


@pytest.mark.parametrize("aspect", [1.55, 0.7])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_forty_labels_do_not_overlap(seed: int, aspect: float) -> None:
    """At forty nodes no box of shape and label cuts another, on a wide page or a phone."""
    network = random_network(40, 70, seed)
    glyphs = {node: glyph(data) for node, data in network.nodes(data=True)}
    assert len(glyphs) == 40
    assert overlaps(positions(network, aspect=aspect), glyphs) == []


def test_overlaps_are_seen() -> None:
    """The check itself tells two boxes in one place from two apart."""
    box = glyph({"short": "ABC", "cls": "Party", "claims": 1})
    assert overlaps({"a": (0, 0), "b": (10, 0)}, {"a": box, "b": box}) == [("a", "b")]
    assert overlaps({"a": (0, 0), "b": (200, 0)}, {"a": box, "b": box}) == []


def test_layout_does_not_depend_on_the_order_of_the_network(election: list[StoredClaim]) -> None:
    """The same claims in another order put every node in the same place."""
    network = alliances(election, {})
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert positions(network) == positions(turned)


def test_members_of_an_alliance_stand_nearer_than_strangers(election: list[StoredClaim]) -> None:
    """Clusters are kept together: TTAP's members are nearer to it than the other camp."""
    at = positions(alliances(election, {}))

    def far(one, other):
        return abs(complex(*at[one.id]) - complex(*at[other.id]))

    members = [far(TTAP, party) for party in (BNPM, PKMAP)]
    assert max(members) < min(far(TTAP, MQM), far(TTAP, PMLN))


def test_every_edge_is_long_enough_to_be_seen(election: list[StoredClaim]) -> None:
    """Between the shapes of two that are tied there is room for the line and its mark."""
    network = alliances(election, {})
    at = positions(network)
    radius = {node: glyph(data).radius for node, data in network.nodes(data=True)}
    assert all(
        abs(complex(*at[a]) - complex(*at[b])) - radius[a] - radius[b] > 25
        for a, b in network.edges()
    )


def test_nodes_without_edges_stand_in_a_row_apart(election: list[StoredClaim]) -> None:
    """Parties that only have a seat count are lined up, no tied party between them."""
    network = alliances(election, {})
    at = positions(network, aspect=0.7)
    lone = {TLP.id, PMLZ.id}
    assert lone == set(nx.isolates(network))
    assert len({at[node][1] for node in lone}) == 1
    assert all(at[TLP.id][1] > y for node, (_, y) in at.items() if node not in lone)


def test_the_page_has_the_wanted_shape() -> None:
    """A wide layout is wider than high, a phone's higher than wide."""
    network = random_network(40, 70, 1)
    for aspect in (1.55, 0.7):
        xs, ys = zip(*positions(network, aspect=aspect).values(), strict=True)
        assert (max(xs) - min(xs) > max(ys) - min(ys)) == (aspect > 1)


def test_small_networks() -> None:
    """No node, one node and one pair are laid out too."""
    pair = alliances([say(TLP, "opposes", PMLZ, "q")], {})
    assert positions(alliances([], {})) == {}
    assert positions(alliances([say(TLP, "seatsWon", 0, "q")], {})) == {TLP.id: (0.0, 0.0)}
    one, other = positions(pair).values()
    assert abs(complex(*one) - complex(*other)) > 60


def test_equal_places_are_parted() -> None:
    """Ten parties tied to one alike, which no distance tells apart, stand in ten places."""
    claims = [say(entity("Party", f"Twin {i}"), "memberOf", TTAP, "q") for i in range(10)]
    at = positions(alliances(claims, {}))
    assert all(one != other for one, other in combinations(at.values(), 2))


def displacement(one: dict, other: dict) -> tuple[float, float]:
    """How far the median node moves, in diagonals of the drawing, and the share of turned pairs.

    A pair is turned where one stood clearly left of or above the other and no longer does.
    """
    common = sorted(one.keys() & other.keys())
    before, after = (np.array([at[node] for node in common]) for at in (one, other))
    diagonal = np.linalg.norm(np.ptp(before, axis=0))
    i, j = np.triu_indices(len(common), 1)
    was, now = before[i] - before[j], after[i] - after[j]
    clear = np.abs(was) > 0.1 * diagonal
    turned = (np.sign(was) != np.sign(now)) & clear
    moved = np.linalg.norm(before - after, axis=1) / diagonal
    return float(np.median(moved)), float(turned.sum() / clear.sum())


def test_one_more_article_turns_nothing_around(election: list[StoredClaim]) -> None:
    """Whichever article is added last, most names stay where they stood and as they stood."""
    whole = positions(alliances(election, {}), aspect=1.55)
    articles = sorted({claim.article.iri for claim in election})
    moves = []
    for article in articles[::4]:
        rest = [claim for claim in election if claim.article.iri != article]
        moves.append(displacement(whole, positions(alliances(rest, {}), aspect=1.55)))
    median, turned = np.median(moves, axis=0)
    assert median < 0.1
    assert turned < 0.15


def test_several_shapes_share_one_arrangement(election: list[StoredClaim]) -> None:
    """The layouts of a page are those that would be made one by one."""
    network = alliances(election, {})
    assert layouts(network, aspects=[1.55, 0.7]) == [
        positions(network, aspect=aspect) for aspect in (1.55, 0.7)
    ]


def test_a_pair_lies_flat() -> None:
    """Two parties that only know each other stand side by side, on every page."""
    pair = alliances([say(TLP, "opposes", PMLZ, "q")], {})
    for aspect in (1.55, 0.7):
        (x, y), (to_x, to_y) = positions(pair, aspect=aspect).values()
        assert abs(x - to_x) > 2 * abs(y - to_y)


def test_large_networks_are_laid_out_without_overlaps() -> None:
    """Above the size for which all distances are taken, labels still do not touch."""
    network = alliances(many_claims(450), {})
    glyphs = {node: glyph(data) for node, data in network.nodes(data=True)}
    assert overlaps(positions(network, aspect=1.55), glyphs) == []
