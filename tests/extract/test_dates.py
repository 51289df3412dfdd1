"""Dates of claims keep the precision of the text."""

from __future__ import annotations

import pytest

from kg.extract.dates import dates


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
    ],
)
def test_values(text: str, value: str) -> None:
    """A date has the day, month or year that the words give, against publication."""
    assert [date.value for date in dates(text, 0, len(text), "2024-02-15")] == [value]


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "on 8 February", "last month"])
def test_relative_dates_need_a_day(text: str) -> None:
    """Without a day of publication nobody knows which Tuesday is meant."""
    assert not list(dates(text, 0, len(text), None))


@pytest.mark.parametrize("text", ["2024 seats", "31 February 2024", "he may go", "a march"])
def test_not_dates(text: str) -> None:
    """Numbers, impossible days and words that look like months are no dates."""
    assert not list(dates(text, 0, len(text), "2024-02-15"))


def test_the_lead_is_kept() -> None:
    """The word before says whether a date begins or ends something."""
    text = "from May 2020 until June 2021"
    assert [date.lead for date in dates(text, 0, len(text), None)] == ["from", "until"]
