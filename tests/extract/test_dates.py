"""Dates of claims keep the precision of the text."""

from __future__ import annotations

import pytest

from kg.extract.dates import dates

from .said import claims


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 8 February 2024", "2024-02-08"),
        ("on February 8, 2024", "2024-02-08"),
        ("on 8 February", "2024-02-08"),
        ("on 28 December", "2023-12-28"),
        ("in April 2022", "2022-04"),
        ("since 2018", "2018"),
        ("on Tuesday", "2024-02-13"),
        ("on Thursday", "2024-02-15"),
        ("yesterday", "2024-02-14"),
        ("last month", "2024-01"),
        ("last year", "2023"),
        ("next Tuesday", "2024-02-20"),
        ("last Thursday", "2024-02-08"),
        ("two years ago", "2022"),
        ("three months ago", "2023-11"),
        ("a year earlier", "2023"),
        ("10 days ago", "2024-02-05"),
        ("in April", "2023-04"),
        ("last December", "2023-12"),
        ("next June", "2024-06"),
        ("earlier this month", "2024-02"),
        ("in mid-2021", "2021"),
        ("the 2019 general election", "2019"),
        ("January, 2024", "2024-01"),
    ],
)
def test_values(text: str, value: str) -> None:
    """A date has the day, month or year that the words give, against publication."""
    assert [date.value for date in dates(text, 0, len(text), "2024-02-15")] == [value]


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "on 8 February", "last month"])
def test_relative_dates_need_a_day(text: str) -> None:
    """Without a day of publication nobody knows which Tuesday is meant."""
    assert not list(dates(text, 0, len(text), None))


@pytest.mark.parametrize(
    "text",
    [
        "2024 seats",
        "31 February 2024",
        "he may go",
        "a march",
        "in the early 1990s",
        "may march in protest",
        "won 2010 votes",
        "in 2019-20 terms",
        "a decade ago",
    ],
)
def test_not_dates(text: str) -> None:
    """Numbers, impossible days and words that look like months are no dates."""
    assert not list(dates(text, 0, len(text), "2024-02-15"))


def test_the_lead_is_kept() -> None:
    """The word before says whether a date begins or ends something."""
    text = "since May 2020, until June 2021"
    assert [date.lead for date in dates(text, 0, len(text), None)] == ["since", "until"]


@pytest.mark.parametrize(
    "text",
    ["from 2018 to 2022", "between 2018 and 2022", "2018–2022", "(2018 - 2022)", "from 2018-2022"],
)
def test_spans(text: str) -> None:
    """Two dates that bound a time begin and end it, however they are joined."""
    found = [(date.lead, date.value) for date in dates(text, 0, len(text), None)]
    assert found == [("from", "2018"), ("until", "2022")]


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("on Tuesday", "2024-02-20"),
        ("in April", "2024-04"),
        ("on 8 February", "2025-02-08"),
        ("in 2026", ""),
        ("yesterday", ""),
    ],
)
def test_dates_to_come(text: str, ahead: str) -> None:
    """Of something planned, "on Tuesday" is the next one."""
    assert [date.ahead for date in dates(text, 0, len(text), "2024-02-15")] == [ahead]


def test_a_plan_is_dated_ahead() -> None:
    """Published on a Friday, what "will" be "on Tuesday" is four days away."""
    (claim,) = [c for c in claims("Ana Silva will resign on Tuesday.") if c.kind == "event"]
    assert claim.time == "2024-03-05"


def test_a_post_with_its_years() -> None:
    """The years beside a post bound it, and end it where they are over."""
    text = "Ana Silva, prime minister from 2018 to 2022, spoke in Lisbon."
    (claim,) = [c for c in claims(text) if c.predicate == "holdsOffice"]
    assert (claim.valid_from, claim.valid_until, claim.status) == ("2018", "2022", "ended")
