from __future__ import annotations

import random

import pytest
from election import BILAWAL, JI, KHAN, MWM, NA, PMLN, PPP, PTI, SHEHBAZ, TTAP, dated, happen, say

from kg.model import StoredClaim
from kg.view.filter import Filter
from kg.view.timeline import by_actor, timeline


def test_a_publication_date_is_no_event_date() -> None:
    """What the text does not date has no days, only a day on which it was reported."""
    (moment,) = timeline([happen("Resignation", {"actor": (KHAN,)}, "q")], {})
    assert (moment.time, moment.days, moment.reported) == (None, None, "2024-02-12")


def test_a_month_stays_a_month() -> None:
    """The precision of the text is kept: February, not its first day."""
    (moment,) = timeline([dated("Meeting", {"actor": (PTI, MWM)}, time="2024-02")], {})
    assert moment.time == "2024-02"
    assert [day.isoformat() for day in moment.days or ()] == ["2024-02-01", "2024-02-29"]


def test_reports_of_one_event_are_one_moment_with_the_best_date() -> None:
    """A day, a month that holds it and an undated report of those weeks are one; two sources."""
    roles = {"actor": (PTI, MWM)}
    claims = [
        dated("Meeting", roles, time="2024-02", outlet="courier"),
        dated("Meeting", roles, time="2024-02-10", outlet="weekly"),
        happen("Meeting", {"actor": (MWM, PTI)}, "q", outlet="weekly"),
    ]
    (moment,) = timeline(claims, {})
    assert (moment.time, moment.sources, len(moment.evidence)) == ("2024-02-10", 2, 3)


def test_other_dates_are_other_events() -> None:
    """Two meetings on two days stay two, and an undated report of next year is a third."""
    roles = {"actor": (PTI, MWM)}
    claims = [
        dated("Meeting", roles, time="2024-02-10"),
        dated("Meeting", roles, time="2024-02-11"),
        happen("Meeting", roles, "q", published="2025-05-01"),
    ]
    assert [moment.time for moment in timeline(claims, {})] == ["2024-02-10", "2024-02-11", None]


def test_what_is_planned_stays_apart_from_what_was_done() -> None:
    """A status is part of a moment."""
    roles = {"actor": (PTI, MWM)}
    claims = [happen("Meeting", roles, "q", status=status) for status in ("planned", "factual")]
    assert {moment.status for moment in timeline(claims, {})} == {"planned", "factual"}


def test_alliances_are_told_with_the_events_that_make_them() -> None:
    """ "PTI formed an alliance with MWM" and "PTI is allied with MWM" are one moment."""
    claims = [
        happen("AllianceFormation", {"actor": (PTI,), "target": (MWM,)}, "a"),
        say(MWM, "alliedWith", PTI, "b", outlet="weekly"),
    ]
    (moment,) = timeline(claims, {})
    assert (moment.words, moment.sources) == ("MWM and PTI form an alliance", 2)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (say(PTI, "memberOf", TTAP, "q"), "PTI in TTAP"),
        (say(PTI, "negotiatesWith", JI, "q"), "JI and PTI in talks"),
        (say(JI, "splitFrom", PTI, "q"), "JI splits from PTI"),
        (happen("Election", {"actor": (PTI, PPP)}, "q"), "PTI and PPP win"),
    ],
)
def test_words(claim: StoredClaim, words: str) -> None:
    """A state and an event are told apart."""
    assert [moment.words for moment in timeline([claim], {})] == [words]


@pytest.mark.parametrize(
    "claim",
    [
        say(KHAN, "memberOf", PTI, "q"),
        say(PTI, "opposes", PMLN, "q"),
        say(PTI, "seatsWon", 93, "q", legislature=NA),
    ],
)
def test_what_is_no_event_is_left_out(claim: StoredClaim) -> None:
    """A membership of a person, a quarrel and a count have no place on a line of time."""
    assert timeline([claim], {}) == []


def test_filters() -> None:
    """One filter serves networks and timelines: sources, classes and all the rest."""
    claims = [
        happen("Meeting", {"actor": (PTI, MWM)}, "a", outlet="courier"),
        happen("Meeting", {"actor": (PTI, MWM)}, "a", outlet="weekly"),
        happen("Meeting", {"actor": (BILAWAL, SHEHBAZ)}, "b"),
    ]
    assert len(timeline(claims, {}, Filter(min_sources=2))) == 1
    assert len(timeline(claims, {}, Filter(cls="Person"))) == 1


def test_lanes_by_actor() -> None:
    """A moment of two stands in the lanes of both; who has no lane stands under Others."""
    claims = [
        happen("Meeting", {"actor": (PTI, MWM)}, "a"),
        happen("Arrest", {"target": (KHAN,)}, "b"),
    ]
    moments = timeline(claims, {})
    assert [moment.lane for moment in by_actor(moments)] == ["Imran Khan", "MWM", "PTI"]
    assert [moment.lane for moment in by_actor(moments, most=1)] == ["Imran Khan", "Others"]


def test_the_order_of_the_claims_does_not_matter(election: list[StoredClaim]) -> None:
    """Shuffled claims give equal moments."""
    shuffled = random.Random(3).sample(election, len(election))  # noqa: S311  not for secrets
    assert timeline(shuffled, {}) == timeline(election, {})
