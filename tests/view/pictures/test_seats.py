from __future__ import annotations

import pytest
from election import GOHAR, NA, PTI, entity, say
from pictures.drawn import said, tree, words

from kg.model import StoredClaim
from kg.view import seats
from kg.view.pictures import draw_seats
from kg.view.pictures.seats import SIGNS, _Row, _scale
from kg.view.pictures.sheet import TALL


def drawn(*claims: StoredClaim):
    """The picture of these claims."""
    return draw_seats(seats(claims, {}))


def test_disagreement_is_told() -> None:
    """Both numbers stand in the row, with who says the second, and the subtitle counts it."""
    text = said(
        drawn(
            say(PTI, "seatsWon", 93, "a", legislature=NA, outOf=264),
            say(PTI, "seatsWon", 100, "b", legislature=NA, outlet="weekly", speaker=GOHAR),
        )
    )
    assert "93 of 264 or 100 (Gohar Ali Khan)" in text
    assert "1 of 1 row disputed" in text


def test_each_body_has_a_chart() -> None:
    """Seats in a province are not those in the National Assembly."""
    lines = words(
        drawn(
            say(PTI, "seatsWon", 93, "a", legislature=NA),
            say(PTI, "seatsWon", 90, "b", legislature="provincial assembly"),
        )
    )
    assert {"National Assembly, seats", "Provincial assembly, seats"} <= set(lines)
    assert "93 or 90" not in lines


def test_a_number_without_a_body_says_so() -> None:
    """It stands with the others, hollow, and the legend tells why."""
    text = said(
        drawn(
            say(PTI, "seatsWon", 93, "a", legislature=NA),
            say(PTI, "seatsWon", 93, "b", outlet="weekly"),
        )
    )
    assert "hollow: the text does not name the body" in text
    assert "no disagreement" in text
    assert "Body not named in the texts, seats" in said(drawn(say(PTI, "seatsWon", 9, "a")))


def test_a_denied_number_is_struck_out_and_told() -> None:
    """Denied stands behind the number."""
    assert "1 (denied)" in words(drawn(say(PTI, "seatsWon", 1, "a", status="denied")))


def test_each_outlet_has_a_sign_and_many_share_one() -> None:
    """No two signs share a colour or a shape; beyond eight outlets the rest is counted."""
    assert len({ink for ink, _ in SIGNS}) == len({shape for _, shape in SIGNS}) == len(SIGNS)
    claims = [say(PTI, "seatsWon", i, f"q{i}", outlet=f"outlet {i}") for i in range(12)]
    lines = words(drawn(*claims))
    assert sum(line.startswith("outlet ") for line in lines) == 7
    assert "5 other outlets" in lines


def test_no_sign_covers_another() -> None:
    """Numbers that are equal, or nearly, stand over each other."""
    claims = [say(PTI, "seatsWon", n, f"{n}", outlet=f"o{n}") for n in (100, 100.5, 100, 101, 3)]
    row = _Row("PTI", seats(claims, {}))
    placed = row.placed(1.0)
    assert len({(round(x), off) for _, x, off in placed}) == len(placed)


@pytest.mark.parametrize(
    ("highest", "scale"),
    [(0, (1, 1)), (3, (1, 3)), (93, (20, 100)), (150, (50, 150)), (7e6, (2e6, 8e6))],
)
def test_axes_have_round_numbers(highest: float, scale: tuple[float, float]) -> None:
    """Few ticks, the last at or beyond the highest number."""
    assert _scale([_Row("p", seats([say(PTI, "seatsWon", highest, "q")], {}))]) == scale


def test_too_many_rows_are_cut_and_counted() -> None:
    """A page is a page."""
    claims = [say(entity("Party", f"Party {i}"), "seatsWon", i, "q") for i in range(90)]
    picture = drawn(*claims)
    assert picture.height <= TALL
    assert "Left out: " in said(picture)


def test_no_number_is_a_picture_too(hostile: list[StoredClaim]) -> None:
    """It says that no claim counts seats."""
    assert "No claim counts seats" in said(drawn())
    assert tree(drawn(say(hostile[0].claim.subject, "seatsWon", 3, "q"))) is not None  # type: ignore[arg-type]
