from __future__ import annotations

import re
from itertools import pairwise

import pytest
from election import MWM, PTI, entity, say
from pictures.drawn import SVG, said, tree, words

from kg.model import StoredClaim
from kg.view import alliances, people
from kg.view.pictures import draw_network
from kg.view.pictures.sheet import COLUMN, PAGE, TALL


def sizes(picture) -> list[float]:
    """The sizes of all letters, in points."""
    styles = [text.get("style") or "" for text in tree(picture).iter(f"{SVG}text")]
    return [float(size) for style in styles for size in re.findall(r"font-size: ([\d.]+)px", style)]


def test_all_parties_are_named(election: list[StoredClaim]) -> None:
    """Each has its label, and under the picture what a short form stands for."""
    picture = draw_network(alliances(election, {}), title="Who is with whom")
    assert {"PTI", "PML-N", "National Party", "Imran Khan"} <= set(words(picture))
    assert "PTI: Pakistan Tehreek-e-Insaf" in said(picture)
    assert "19 parties, 3 alliances, 1 person, 1 other; 43 relations" in said(picture)


def test_letters_can_be_read_on_paper(election: list[StoredClaim]) -> None:
    """None is smaller than 6 points, and the sheet is no larger than a page."""
    for network in (alliances(election, {}), people(election, {})):
        picture = draw_network(network, title="t")
        assert min(sizes(picture)) >= 6.0
        assert COLUMN <= picture.width <= PAGE
        assert picture.height <= TALL


def test_the_legend_has_what_is_drawn(election: list[StoredClaim]) -> None:
    """Relations, statuses and shapes that occur, and no other."""
    text = said(draw_network(alliances([say(PTI, "alliedWith", MWM, "q", status="planned")], {})))
    assert "allied with" in text
    assert "planned" in text
    assert not re.search("opposes|denied|ended|person", text)
    assert "if or maybe" in said(draw_network(alliances(election, {})))


def test_parallel_relations_are_all_drawn(election: list[StoredClaim]) -> None:
    """Planned and denied between one pair are two curves of their own."""
    claims = [say(PTI, "alliedWith", MWM, s, status=s) for s in ("planned", "denied", "ended")]
    drawn = draw_network(alliances(claims, {})).svg()
    curves = re.findall(r'd="M [\d.]+ [\d.]+ \nQ ([\d.]+ [\d.]+)', drawn)
    assert len(set(curves)) >= 3


def test_a_large_network_keeps_its_core_and_says_so() -> None:
    """Of 400 parties as many as a page has room for; the rest is counted under the picture."""
    parties = [entity("Party", f"Party of Number {i}") for i in range(400)]
    claims = [say(one, "alliedWith", other, "q") for one, other in pairwise(parties)]
    claims += [say(parties[0], "backs", other, "r") for other in parties[2:12]]
    picture = draw_network(alliances(claims, {}), title="t")
    left = re.search(r"Left out: the (\d+) least connected names of 400", said(picture))
    assert left
    assert int(left[1]) > 300
    assert picture.height <= TALL


def test_as_many_as_are_asked_for_are_drawn() -> None:
    """The sheet grows rather than its letters shrink."""
    parties = [entity("Party", f"Party of Number {i}") for i in range(60)]
    claims = [say(parties[0], "backs", other, "r") for other in parties[1:]]
    picture = draw_network(alliances(claims, {}), most=50)
    assert "50 parties" in said(picture)
    assert min(sizes(picture)) >= 6.0


def test_hostile_names_are_drawn(hostile: list[StoredClaim]) -> None:
    """Markup and control characters in names make neither elements nor broken XML."""
    picture = draw_network(alliances(hostile, {}), title="</title><script>alert(1)</script>")
    assert not list(tree(picture).iter(f"{SVG}script"))
    assert picture.png(dpi=40)


@pytest.mark.parametrize("claims", [[], [say(PTI, "seatsWon", 3, "q")]])
def test_nothing_to_draw_is_a_picture_too(claims: list[StoredClaim]) -> None:
    """It says that no claim makes a line."""
    assert "No claim makes a line" in said(draw_network(alliances(claims, {})))


def test_the_order_of_the_claims_does_not_matter(election: list[StoredClaim]) -> None:
    """Equal networks are equal files."""
    one, other = (draw_network(alliances(c, {})).svg() for c in (election, election[::-1]))
    assert one == other
