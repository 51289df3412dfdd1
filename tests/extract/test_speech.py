"""Quotations have speakers, also across sentences."""

from __future__ import annotations

import pytest

from .said import claims


@pytest.mark.parametrize(
    "text",
    [
        '"The Labour Party won 40 seats," Maria Lopez said.',
        '"We are glad," Maria Lopez said. "The Labour Party won 40 seats."',
        "Maria Lopez told reporters: “The Labour Party won 40 seats.”",
        "‘The Labour Party won 40 seats,’ Maria Lopez said.",
        "Maria Lopez: “The Labour Party won 40 seats.”",
        "“We are glad,” Maria Lopez said. “It was time.\n\n“The Labour Party won 40 seats.”",
    ],
)
def test_direct_speech(text: str) -> None:
    """What stands in quotation marks is said by the subject of the speech verb beside it."""
    [claim] = [claim for claim in claims(text) if claim.predicate == "seatsWon"]
    assert claim.speaker is not None
    assert claim.speaker.name == "Maria Lopez"


def test_outside_of_quotations() -> None:
    """The article's own words have no speaker."""
    text = '"We are glad about it," Maria Lopez said. The Labour Party won 40 seats.'
    [claim] = [claim for claim in claims(text) if claim.predicate == "seatsWon"]
    assert claim.speaker is None


def test_a_spokesman_speaks_for_the_body() -> None:
    """Nobody knows the spokesman; whom he speaks for is known."""
    text = "A spokesman for the Green Party said the Labour Party had won 40 seats."
    [claim] = [claim for claim in claims(text) if claim.predicate == "seatsWon"]
    assert claim.speaker is not None
    assert claim.speaker.name == "Green Party"


def test_a_claim_is_its_owners() -> None:
    """A noun of speech hands what it says to its owner."""
    text = "Maria Lopez's claim that the Labour Party had won 40 seats surprised many."
    [claim] = [claim for claim in claims(text) if claim.predicate == "seatsWon"]
    assert claim.speaker is not None
    assert (claim.speaker.name, claim.status) == ("Maria Lopez", "alleged")
