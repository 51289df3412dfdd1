"""Dates as the texts give them: a year, a month or a day, never more than that."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def told(iso: str) -> str:
    """A date in words, with its own precision.

    >>> told("2024-02-10"), told("2024-02"), told("2024")
    ('10 Feb 2024', 'Feb 2024', '2024')
    """
    year, month, day = (*iso.split("T", maxsplit=1)[0].split("-"), "", "")[:3]
    parts = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(filter(None, parts))


def span_told(first: str, last: str) -> str:
    """Two dates in words, without saying twice what they share.

    >>> span_told("2024-02-10", "2024-02-14"), span_told("2024-02-28", "2024-03-02")
    ('10–14 Feb 2024', '28 Feb – 2 Mar 2024')
    """
    if first == last:
        return told(first)
    one, other = told(first).split(), told(last).split()
    if len(one) == len(other) == 3 and one[1:] == other[1:]:
        return f"{one[0]}–{' '.join(other)}"
    if len(one) == len(other) > 1 and one[-1] == other[-1]:
        one.pop()
    return f"{' '.join(one)} – {' '.join(other)}"


def days(iso: str) -> tuple[date, date] | None:
    """The first and the last day that a date can mean; None where it is no date.

    >>> days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    parts = iso.split("T", maxsplit=1)[0].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers), date(*numbers)
        if len(numbers) == 2:
            year, month = numbers
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    except (ValueError, OverflowError, TypeError):
        return None
