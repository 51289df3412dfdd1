from __future__ import annotations

from datetime import date

import pytest

from kg.view.dates import days, span_told, told


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-02-10", "10 Feb 2024"),
        ("2024-02", "Feb 2024"),
        ("2024", "2024"),
        ("2024-02-10T09:30:00Z", "10 Feb 2024"),
        ("spring", "spring"),
    ],
)
def test_a_date_keeps_its_precision(iso: str, words: str) -> None:
    """A month is not told as a day, and what is no date is left as it is."""
    assert told(iso) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-02-10", "2024-02-10", "10 Feb 2024"),
        ("2024-02-10", "2024-02-14", "10–14 Feb 2024"),
        ("2024-02-28", "2024-03-02", "28 Feb – 2 Mar 2024"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ("2023", "2024-02", "2023 – Feb 2024"),
    ],
)
def test_a_span_says_nothing_twice(first: str, last: str, words: str) -> None:
    """Two dates share the month or the year that they have in common."""
    assert span_told(first, last) == words


@pytest.mark.parametrize(
    ("iso", "span"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-12", (date(2023, 12, 1), date(2023, 12, 31))),
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02-10", (date(2024, 2, 10), date(2024, 2, 10))),
        ("2024-13", None),
        ("soon", None),
        ("9999-12", (date(9999, 12, 1), date(9999, 12, 31))),
        ("", None),
    ],
)
def test_a_month_is_all_its_days(iso: str, span: tuple[date, date] | None) -> None:
    """First and last day that a date can mean, or None for what is no date."""
    assert days(iso) == span
