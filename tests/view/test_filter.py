from __future__ import annotations

import pytest
from election import ECP, GOHAR, JI, MWM, PMLN, PPP, PTI, entity, happen, say

from kg.errors import UsageError
from kg.model import Entity
from kg.resolve.gazetteer import default_gazetteer
from kg.view.filter import Filter
from kg.view.network import alliances, ego, people

CLAIMS = [
    say(PTI, "alliedWith", MWM, "x", outlet="courier", published="2024-02-10"),
    say(PTI, "alliedWith", PPP, "y", outlet="weekly", published="2024-02-12", status="denied"),
    say(PTI, "opposes", PMLN, "z", outlet="weekly", published=None),
]


@pytest.mark.parametrize(
    ("options", "quotes"),
    [
        ({}, "xyz"),
        ({"status": ["denied"]}, "y"),
        ({"source": "weekly"}, "yz"),
        ({"source": ["weekly", "courier"]}, "xyz"),
        ({"at": "2024-02-11"}, "xz"),
        ({"at": "2024-02"}, "xyz"),
        ({"at": "2023"}, "z"),
        ({"since": "2024-02-11"}, "y"),
        ({"until": "2024-02-10"}, "x"),
        ({"since": "2024-02-10", "until": "2024-02"}, "xy"),
        ({"since": "2024-02-10", "status": "denied", "source": "courier"}, ""),
    ],
)
def test_each_field_narrows(options, quotes) -> None:
    """Status, outlet and dates keep what they say, a date as far as its precision goes."""
    kept = Filter(**options).claims(CLAIMS, {})
    assert "".join(stored.claim.evidence.quote for stored in kept) == quotes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"at": "yesterday"}, "'yesterday' is not a date"),
        ({"since": "2024-13"}, "'2024-13' is not a date"),
        ({"since": "2024-03", "until": "2024-02-10"}, "2024-03 is later than 2024-02-10"),
        ({"status": "fact"}, "there is no status 'fact'.*factual"),
        ({"cls": "party"}, "there is no class 'party'.*Party"),
        ({"country": "Pakistn"}, "there is no country 'Pakistn'.*Pakistan"),
        ({"min_sources": 0}, "0 sources"),
    ],
)
def test_what_nothing_can_fit_is_wrong_use(options, message) -> None:
    """The error names the value and what could have been meant."""
    with pytest.raises(UsageError, match=message):
        Filter(**options)


def test_a_class_keeps_lines_between_its_own_and_its_subclasses() -> None:
    """Among agents the commission stays; among parties it goes."""
    claims = [*CLAIMS, say(PTI, "opposes", ECP, "o")]
    assert ECP.id in alliances(claims, {}, Filter(cls="Agent"))
    assert ECP.id not in alliances(claims, {}, Filter(cls=["Party", "Alliance"]))


def test_a_minimum_of_sources_counts_lines_and_facts() -> None:
    """What one outlet alone says is not drawn, and whoever has nothing left is not either."""
    claims = [
        *CLAIMS,
        say(MWM, "alliedWith", PTI, "again", outlet="ledger"),
        say(JI, "seatsWon", 2, "seats", outlet="ledger"),
    ]
    network = alliances(claims, {}, Filter(min_sources=2))
    assert sorted(network) == sorted([PTI.id, MWM.id])


def test_a_line_is_disputed_by_a_denial_that_too_few_sources_print() -> None:
    """Leaving the weaker side out does not make the stronger one undisputed."""
    claims = [
        say(PTI, "alliedWith", JI, "a", outlet="courier"),
        say(PTI, "alliedWith", JI, "b", outlet="ledger"),
        say(PTI, "alliedWith", JI, "no", outlet="weekly", status="denied"),
    ]
    ((*_, data),) = alliances(claims, {}, Filter(min_sources=2)).edges(data=True)
    assert data["disputed"]


def test_a_line_is_disputed_by_a_denial_that_was_not_asked_for() -> None:
    """Asking for facts alone does not make them undisputed, and draws nobody else."""
    claims = [
        say(PTI, "alliedWith", JI, "a"),
        say(PTI, "alliedWith", JI, "no", status="denied"),
        say(PTI, "alliedWith", MWM, "no", status="denied"),
        say(MWM, "seatsWon", 1, "no", status="denied"),
    ]
    network = alliances(claims, {}, Filter(status="factual"))
    ((*_, data),) = network.edges(data=True)
    assert data["disputed"]
    assert sorted(network) == sorted([PTI.id, JI.id])


def test_ego_may_be_of_another_class_than_its_neighbours() -> None:
    """Of whom a party has among persons is asked with the class of the persons."""
    network = people([say(GOHAR, "leads", PTI, "g"), *CLAIMS], {})
    assert set(ego(network, "PTI", only=Filter(cls="Person"))) == {PTI.id, GOHAR.id}


def known(name: str) -> Entity:
    """The entity that the gazetteer has under a name."""
    (entry,) = default_gazetteer().named(name)
    return Entity(entry.iri, entry.name, entry.cls)


PREMIER = entity("Office", "Prime Minister of Pakistan")
RED, BLUE = entity("Party", "Red Party"), entity("Party", "Blue Party")


@pytest.mark.parametrize(
    ("claim", "countries"),
    [
        (say(known("Sinn Féin"), "opposes", RED, "q"), "United Kingdom"),
        (say(known("Fine Gael"), "alliedWith", known("Sinn Féin"), "q"), "Irish British"),
        (
            say(GOHAR, "holdsOffice", PREMIER, "q"),
            "Pakistan",
        ),
        (say(RED, "basedIn", known("Peshawar"), "q"), "Pakistani"),
        (happen("Meeting", {"actor": (RED, known("Fine Gael"))}, "q"), "Ireland"),
        (say(RED, "opposes", BLUE, "q", speaker=known("Fine Gael")), ""),
    ],
)
def test_a_claim_is_about_the_countries_of_those_who_take_part(claim, countries) -> None:
    """Known there, bearing its name, or based there; the speaker's country is another matter."""
    asked = ("United Kingdom", "British", "Ireland", "Irish", "Pakistan", "Pakistani", "France")
    kept = {name for name in asked if Filter(country=name).claims([claim], {})}
    same = {"British": "United Kingdom", "Irish": "Ireland", "Pakistani": "Pakistan"}
    assert {same.get(name, name) for name in kept} == {
        same.get(name, name) for name in asked if name in countries
    }


def test_who_is_unknown_is_about_the_country_of_the_article() -> None:
    """Red and Blue quarrel in an article on Ireland; elsewhere they are nowhere."""
    there = say(RED, "opposes", BLUE, "there", outlet="courier")
    claims = [
        there,
        say(RED, "opposes", known("Fine Gael"), "known", outlet="courier"),
        say(RED, "opposes", BLUE, "elsewhere", outlet="weekly"),
    ]
    kept = Filter(country="Ireland").claims(claims, {})
    assert [stored.claim.evidence.quote for stored in kept] == ["there", "known"]


def test_an_article_on_two_countries_tells_nothing_of_strangers() -> None:
    """One claim on each is no majority; and who is known keeps a country of its own."""
    claims = [
        say(RED, "opposes", BLUE, "strangers"),
        say(RED, "opposes", known("Fine Gael"), "irish"),
        say(BLUE, "opposes", known("Sinn Féin"), "british"),
    ]
    kept = Filter(country="Ireland").claims(claims, {})
    assert [stored.claim.evidence.quote for stored in kept] == ["irish"]
    more = [*claims, say(BLUE, "backs", known("Fine Gael"), "b")]
    kept = Filter(country="Ireland").claims(more, {})
    assert [stored.claim.evidence.quote for stored in kept] == ["strangers", "irish", "b"]
