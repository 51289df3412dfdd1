"""Seats and shares: which number, and out of how many."""

from __future__ import annotations

import pytest

from kg.extract.numbers import parse_number, seats, shares
from kg.syntax import Tree

from .trees import document


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["95"], 95),
        (["1,024"], 1024),
        (["37.5"], 37.5),
        (["seventeen"], 17),
        (["twenty", "-", "three"], 23),
        (["two", "hundred", "and", "five"], 205),
        (["many"], None),
    ],
)
def test_parse_number(words: list[str], value: float | None) -> None:
    """Figures, thousands and words are numbers."""
    assert parse_number(words) == value


def flat(text: str) -> Tree:
    """A tree without syntax: every word hangs on the last."""
    words = text.split()
    last = len(words)
    items = [
        f"{word}|{word.rstrip('s') if word == 'seats' else word}|"
        f"{'NUM' if word[0].isdigit() else 'NOUN'}|"
        f"{'root' if index == last else 'dep'}|{0 if index == last else last}"
        for index, word in enumerate(words, start=1)
    ]
    return Tree(document(" ".join(items)).sentences[0])


@pytest.mark.parametrize(
    ("text", "value", "total"),
    [
        ("95 out of 264 seats", 95, 264),
        ("100 National Assembly seats", 100, None),
        ("54 of the 265 seats", 54, 265),
        ("75 seats in the 336 - member assembly", 75, 336),
        ("a 75 - seat haul", 75, None),
    ],
)
def test_seats(text: str, value: int, total: int | None) -> None:
    """A number of seats, and of how many."""
    assert [(found.value, found.total) for found in seats(flat(text))] == [(value, total)]


@pytest.mark.parametrize("text", ["12 more seats", "60 reserved seats", "many seats"])
def test_no_result(text: str) -> None:
    """A change, or seats that nobody won at the poll, is no result."""
    assert not list(seats(flat(text)))


@pytest.mark.parametrize(
    ("text", "value"), [("31.5 % of the vote", 31.5), ("17 per cent of votes cast vote", 17.0)]
)
def test_shares(text: str, value: float) -> None:
    """A share needs the word vote beside its percentage."""
    assert [found.value for found in shares(flat(text))] == [value]


def test_not_every_percentage_is_a_share() -> None:
    """Inflation wins no votes."""
    assert not list(shares(flat("inflation rose 30 percent")))
