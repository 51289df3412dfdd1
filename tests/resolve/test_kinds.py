"""Names whose class the rest of the article puts right."""

from __future__ import annotations

from kg.resolve.cluster import cluster

from .test_cluster import ARTICLE, NOBODY, written


def classes(text: str) -> dict[str, str]:
    """The class of each written form's entity."""
    links = cluster(written(text), NOBODY, article=ARTICLE)
    return {link.mention.text: link.entity.cls for link in links}


def test_the_surname_of_a_person() -> None:
    """What an article calls by a surname is who bears it."""
    found = classes("[Person Asue Ighodalo] spoke . [Place Ighodalo] left . [Party Lima] won")
    assert found == {"Asue Ighodalo": "Person", "Ighodalo": "Person", "Lima": "Party"}


def test_a_place_is_one_where_something_is() -> None:
    """ "In Jackson" is no person, whoever is called so."""
    assert classes("[Person Ann Jackson] was in [Place Jackson]")["Jackson"] == "Place"


def test_a_title_before_a_name() -> None:
    """A minister is a person."""
    assert classes("minister [Party Eppo Bruins] and the [Party Eppo List]") == {
        "Eppo Bruins": "Person",
        "Eppo List": "Party",
    }


def test_a_given_name() -> None:
    """A given name begins a person's name, unless a word of a party's follows."""
    found = classes("[Party Sanae Takaichi] of the [Party Sanae Movement]")
    assert found == {"Sanae Takaichi": "Person", "Sanae Movement": "Party"}
