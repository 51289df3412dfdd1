"""Whom "he" and "she" mean."""

from __future__ import annotations

import pytest

from kg.language import parse
from kg.resolve import resolve
from kg.resolve.gender import given_names


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Mrs Tendo met Peter Okello in Gulu. She left early.", "She", "Tendo"),
        ("Maria Santos met Peter Okello in Gulu. He left early.", "He", "Peter Okello"),
        ("Ngo Dara is the daughter of Peter Okello. Her party won.", "Her", "Ngo Dara"),
    ],
)
def test_a_pronoun_fits_the_sex(text: str, pronoun: str, name: str) -> None:
    """Nobody is meant by a pronoun of the other sex."""
    links = resolve(parse(text), article="https://example.org/a").links
    assert {link.entity.name for link in links if link.mention.text == pronoun} == {name}


def test_a_name_tells_one_sex() -> None:
    """No given name stands in both lists."""
    assert len(set(given_names().values())) == 2
    assert given_names()["xiomara"] == "female"
