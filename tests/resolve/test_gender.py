"""Whom "he" and "she" can mean."""

from __future__ import annotations

import pytest

from kg.language import parse
from kg.resolve import resolve
from kg.resolve.gender import by_name


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Giorgia Meloni", "female"),
        ("Dr Jean-Luc Duval", "male"),
        ("Moon Jae-in", "male"),
        ("Kim Campbell", None),
        ("Modi", None),
    ],
)
def test_a_given_name(name: str, gender: str | None) -> None:
    """A given name tells; one that both bear does not, nor a surname."""
    assert by_name(name) == gender


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Mrs Tendo met Peter Okello in Gulu. She left early.", "She", "Tendo"),
        ("Maria Santos met Peter Okello in Gulu. He left early.", "He", "Peter Okello"),
        ("Ngo Dara is the daughter of Peter Okello. Her party won.", "Her", "Ngo Dara"),
    ],
)
def test_a_pronoun_fits_the_gender(text: str, pronoun: str, name: str) -> None:
    """Nobody is meant by a pronoun of the other gender."""
    links = resolve(parse(text), article="https://example.org/a").links
    assert {link.entity.name for link in links if link.mention.text == pronoun} == {name}
