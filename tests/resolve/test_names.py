"""Names and what they have to do with one another."""

from __future__ import annotations

import pytest

from kg.names import is_proper
from kg.resolve.names import abbreviates, core, is_acronym, person_tokens, same_person


@pytest.mark.parametrize("name", ["PTI", "PML-N", "JUI-F", "CDU/CSU", "MQM-P", "PiS", "AfD"])
def test_acronyms(name: str) -> None:
    """Short forms in capitals are acronyms, hyphens and a small letter or two allowed."""
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["Labour", "Vox", "the PTI", "National Assembly", "A"])
def test_not_acronyms(name: str) -> None:
    """Words, phrases and single letters are not."""
    assert not is_acronym(name)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("PTI", "Pakistan Tehreek-e-Insaf"),
        ("PML-N", "Pakistan Muslim League-Nawaz"),
        ("MWM", "Majlis Wahdat-e-Muslimeen"),
        ("ANC", "African National Congress"),
        ("BJP", "Bharatiya Janata Party"),
        ("PSOE", "Partido Socialista Obrero Español"),
    ],
)
def test_abbreviates(acronym: str, name: str) -> None:
    """An acronym is made of initials in order, articles and particles left out or not."""
    assert abbreviates(acronym, name)


@pytest.mark.parametrize(
    ("acronym", "name"),
    [("PTI", "Pakistan Peoples Party"), ("PPP", "People Power"), ("UN", "Sunni Ittehad Council")],
)
def test_does_not_abbreviate(acronym: str, name: str) -> None:
    """Letters that the name lacks, or that do not begin it, are another body's."""
    assert not abbreviates(acronym, name)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Khan", "Imran Khan"),
        ("Imran", "Imran Khan"),
        ("Gohar Khan", "Barrister Gohar Ali Khan"),
        ("Mr Sharif", "Shehbaz Sharif"),
        ("Sánchez", "Pedro Sánchez"),
        ("Sanchez", "Pedro Sánchez"),
    ],
)
def test_same_person(short: str, full: str) -> None:
    """A surname, a given name, titles and accents do not make another person."""
    assert same_person(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Imran Khan", "Gohar Ali Khan"),
        ("Sharif", "Imran Khan"),
        ("Nawaz Sharif", "Shehbaz Sharif"),
    ],
)
def test_other_person(short: str, full: str) -> None:
    """A shared surname alone does not make two full names one person."""
    assert not same_person(short, full)


def test_titles_are_not_names() -> None:
    """Courtesy, rank and faith stand before a name, not in it."""
    assert person_tokens("Maulana Dr Fazlur Rehman") == ("fazlur", "rehman")


def test_a_title_alone_stays() -> None:
    """A name that is nothing but a title is kept: "Chief" may be all we have."""
    assert person_tokens("Begum") == ("begum",)


def test_core_drops_the_kind() -> None:
    """The word party may be left off, the words that tell parties apart may not."""
    assert core("the Labour Party") == core("Labour") != core("Labour Left")


def test_a_description_is_not_proper() -> None:
    """Lower case describes; a script without case names."""
    assert not is_proper("the parliament")
    assert is_proper("国会")
