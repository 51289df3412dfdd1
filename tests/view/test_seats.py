from __future__ import annotations

from election import GOHAR, NA, PTI, say

from kg.model import StoredClaim
from kg.view.filter import Filter
from kg.view.seats import seats


def test_every_outlets_number_is_kept(election: list[StoredClaim]) -> None:
    """93 by two outlets and 100 by a third are three counts; whose words the 100 are is told."""
    counts = [count for count in seats(election, {}) if count.party == "PTI"]
    assert [(count.value, count.outlet.split()[0], count.speakers) for count in counts] == [
        (93, "Indus", ()),
        (93, "Northbank", ()),
        (100, "Margalla", ("Gohar Ali Khan",)),
    ]


def test_an_outlet_that_says_it_twice_counts_once() -> None:
    """Two articles of one outlet with one number are one count, with both sentences."""
    claims = [say(PTI, "seatsWon", 93, "a"), say(PTI, "seatsWon", 93, "b", speaker=GOHAR)]
    (count,) = seats(claims, {})
    assert len(count.evidence) == 2
    assert count.speakers == ()


def test_body_and_total() -> None:
    """For which body a number counts is said apart from of how many it is."""
    (count,) = seats([say(PTI, "seatsWon", 93, "a", legislature=NA, outOf=264)], {})
    assert (count.scope, count.total) == ("National Assembly", "264")


def test_shares_of_votes_are_counted_alike() -> None:
    """The same for another number."""
    claims = [say(PTI, "voteShare", 31.5, "a"), say(PTI, "seatsWon", 93, "b")]
    assert [count.value for count in seats(claims, {}, predicate="voteShare")] == [31.5]


def test_filters() -> None:
    """A number that one source gives is not among those that two give."""
    claims = [
        say(PTI, "seatsWon", 93, "a", outlet="courier"),
        say(PTI, "seatsWon", 93, "b", outlet="weekly"),
        say(PTI, "seatsWon", 100, "c", outlet="weekly"),
    ]
    assert {count.value for count in seats(claims, {}, Filter(min_sources=2))} == {93}
    assert seats(claims, {}, Filter(cls="Alliance")) == []
