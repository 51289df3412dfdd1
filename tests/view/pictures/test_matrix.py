from __future__ import annotations

import pytest
from election import JI, KHAN, MWM, PMLN, PTI, entity, say
from pictures.drawn import said, tree, words

from kg.model import STATUSES, StoredClaim
from kg.view import alliances
from kg.view.pictures import draw_matrix
from kg.view.pictures.matrix import ORDER, draw_relation
from kg.view.pictures.sheet import PAGE, TALL, Picture


def test_rows_and_columns_are_the_parties(election: list[StoredClaim]) -> None:
    """Each party stands twice; persons and who has no relation do not stand."""
    lines = words(draw_matrix(alliances(election, {})))
    assert lines.count("PTI") == lines.count("PML-N") == 2
    assert "Imran Khan" not in lines
    assert "TLP" not in lines


def test_allies_stand_together(election: list[StoredClaim]) -> None:
    """Rows follow the blocs: those who govern, then those who oppose, then who has no bloc."""
    lines = words(draw_matrix(alliances(election, {})))
    rows = list(dict.fromkeys(line for line in lines if lines.count(line) == 2))
    assert rows.index("PPP") < rows.index("PTI") < rows.index("JI")
    assert abs(rows.index("PTI") - rows.index("SIC")) < 4


def test_every_relation_and_status_has_a_sign_of_its_own() -> None:
    """Told apart by shape alone: drawn in one colour no two are alike."""
    signs = set()
    for predicate in ORDER:
        for status in STATUSES:
            picture = Picture(20, 20)
            draw_relation(picture, 10, 10, 4, predicate, status)
            shapes = [(path.get("d"), "dash" in (path.get("style") or "")) for path in
                      tree(picture).iter("{http://www.w3.org/2000/svg}path")]  # fmt: skip
            dots = tree(picture).findall(".//{http://www.w3.org/2000/svg}path[@style]")
            dashes = [part for path in dots for part in (path.get("style") or "").split(";")
                      if "dasharray" in part]  # fmt: skip
            signs.add((tuple(shapes), tuple(dashes)))
    # "if or maybe" and "alleged" share a sign: neither is vouched for
    assert len(signs) == len(ORDER) * (len(STATUSES) - 1)


def test_a_quarrel_is_no_bloc() -> None:
    """Who only oppose each other stand without a frame, and are there."""
    text = said(draw_matrix(alliances([say(PTI, "opposes", PMLN, "q")], {})))
    assert "2 parties and alliances; 1 relation" in text


def test_a_large_matrix_fits_a_page_and_says_what_it_leaves_out() -> None:
    """Of 60 parties those with most relations."""
    parties = [entity("Party", f"P{i}") for i in range(60)]
    claims = [say(one, "opposes", JI, "q") for one in parties]
    picture = draw_matrix(alliances(claims, {}))
    assert picture.width <= PAGE
    assert picture.height <= TALL
    assert "Left out: " in said(picture)
    assert "JI" in words(picture)


@pytest.mark.parametrize("claims", [[], [say(KHAN, "opposes", PTI, "q")]])
def test_nothing_to_draw_is_a_picture_too(claims: list[StoredClaim]) -> None:
    """It says that no claim ties two parties."""
    assert "No claim ties two parties" in said(draw_matrix(alliances(claims, {}), title="t"))


def test_hostile_names_are_drawn(hostile: list[StoredClaim]) -> None:
    """As in networks; a name longer than its room is cut."""
    long = entity("Party", "W" * 500)
    picture = draw_matrix(alliances([*hostile, say(long, "opposes", MWM, "q")], {}))
    assert tree(picture) is not None
    assert max(len(line) for line in words(picture)) < 200
