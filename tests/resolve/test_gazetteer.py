"""Known entities, in the countries that an article speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.resolve.gazetteer import Entry, Gazetteer, default_gazetteer, load

KARACHI = Entry("ppp-pk", "Party", "Pakistan Peoples Party", ("PPP",), country="pakistan")
SEOUL = Entry("ppp-kr", "Party", "People Power Party", ("PPP",), country="south-korea")
PAKISTAN = Entry("pakistan", "Place", "Pakistan", demonyms=("Pakistani",))
KOREA = Entry("south-korea", "Place", "South Korea", demonyms=("South Korean",))
GAZETTEER = Gazetteer([KARACHI, SEOUL, PAKISTAN, KOREA])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The PPP of Pakistan met.", KARACHI),
        ("South Korean papers say the PPP met.", SEOUL),
        ("The PPP met.", None),
        ("In Pakistan and South Korea the PPP met.", None),
    ],
)
def test_the_country_decides(text: str, expected: Entry | None) -> None:
    """One acronym, two countries: the article's country tells, and without one nobody does."""
    assert GAZETTEER.within(text, ["PPP"]).entry("PPP", "Party") == expected


def test_a_full_name_tells_its_country() -> None:
    """A name that only one country has is a sign of that country."""
    within = GAZETTEER.within("", ["People Power Party", "PPP"])
    assert within.entry("PPP", "Party") == SEOUL


def test_kinds_are_not_mixed() -> None:
    """A post is never a party, but whatever was taken for a body or person may be known as one."""
    within = GAZETTEER.within("Pakistan", ["PPP"])
    assert within.entry("PPP", "Office") is None
    assert within.entry("PPP", "Person") == KARACHI
    assert within.entry("PPP", "Organization") == KARACHI


def test_small_words_are_no_countries() -> None:
    """A pronoun is not the United States."""
    gazetteer = Gazetteer([Entry("usa", "Place", "United States", ("US",))])
    assert not gazetteer.within("They told us so", [])._weights


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('[[entity]]\nid = "a"\nclass = "Party"\n', "no name"),
        ('[[entity]]\nid = "a"\nname = "A"\nclass = "Club"\n', "unknown class 'Club'"),
        ("[[entity]\n", "not a TOML file"),
        ('[[entity]]\nid="a"\nname="A"\nclass="Party"\n' * 2, "two places"),
    ],
)
def test_wrong_files_are_named(tmp_path: Path, content: str, complaint: str) -> None:
    """A mistake in the data names the file and the entry."""
    path = tmp_path / "wrong.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=complaint) as caught:
        load([path])
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya's prime minister", "Prime Minister of Kenya"),
        ("In Kenya and Ghana the prime minister", None),
        ("The prime minister", None),
    ],
)
def test_a_generic_office_is_the_countrys(text: str, expected: str | None) -> None:
    """The prime minister of an article on one country is that country's."""
    within = default_gazetteer().within(text, [])
    assert within.institution("prime minister", "Office") == expected


def test_an_entry_has_its_own_country() -> None:
    """ "Labour" is one party in London and another in The Hague."""
    gazetteer = default_gazetteer()
    dutch = gazetteer.within("The Netherlands votes", []).entry("Labour", "Party")
    british = gazetteer.within("Britain votes", []).entry("Labour", "Party")
    assert dutch is not None and british is not None
    assert (dutch.country, british.country) == ("netherlands", "united-kingdom")
