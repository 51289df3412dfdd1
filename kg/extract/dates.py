"""Dates of claims: what the sentence says, against the day of publication.

A date keeps the precision of the text: "in April 2022" is 2022-04. A publication date is never
taken for the date of what is told; it only tells which Tuesday is meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept\\.?"
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month1>{_MONTH})
        (?:,?\s+(?P<year1>(?:19|20)\d\d))?
    | (?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)
        (?:,?\s+(?P<year2>(?:19|20)\d\d))?
    | (?P<month3>{_MONTH})\s+(?P<year3>(?:19|20)\d\d)
    | (?P<weekday>{"|".join(_DAYS)})
    | (?P<relative>today|yesterday|tomorrow|(?:last|this|next)\s+(?:month|year))
    | (?<=in\s|nd\s|ce\s|il\s|om\s|by\s|of\s|to\s)(?P<year4>(?:19|20)\d\d)\b(?!-)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text: "since April 2022"."""

    start: int
    end: int
    value: str  # ISO, with the text's precision
    lead: str  # the word before it: since, until, on ...


def dates(text: str, start: int, end: int, published: str | None) -> Iterator[Date]:
    """The dates in a stretch of text.

    Args:
        start, end: offsets of the stretch.
        published: ISO date of publication; relative dates need one with a day.
    """
    day = _day(published)
    for match in _DATE.finditer(text, start, end):
        value = _value(match, day)
        if value is not None:
            words = re.findall(r"\w+", text[max(start, match.start() - 24) : match.start()])
            skipped = [word for word in words if word.lower() not in ("the", "late", "early")]
            yield Date(match.start(), match.end(), value, skipped[-1].lower() if skipped else "")


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published or "")
    except ValueError:
        return None


def _value(match: re.Match[str], day: dt.date | None) -> str | None:
    group = match.groupdict()
    if group["iso"]:
        return group["iso"] if _day(group["iso"]) else None
    for number in ("1", "2"):
        if group[f"month{number}"]:
            month = _month(group[f"month{number}"])
            year = group[f"year{number}"]
            if year is None:
                if day is None:
                    return None
                year = str(_nearest_year(month, day))
            try:
                return dt.date(int(year), month, int(group[f"day{number}"])).isoformat()
            except ValueError:
                return None
    if group["month3"]:
        return f"{group['year3']}-{_month(group['month3']):02d}"
    if group["year4"]:
        return group["year4"]
    if day is None:
        return None
    if group["weekday"]:
        # news speaks of the last such day, the day of publication included
        back = (day.weekday() - _DAYS.index(group["weekday"].lower())) % 7
        return (day - dt.timedelta(days=back)).isoformat()
    return _relative(" ".join(group["relative"].lower().split()), day)


def _relative(word: str, day: dt.date) -> str:
    if word in ("today", "yesterday", "tomorrow"):
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[word]
        return (day + dt.timedelta(days=shift)).isoformat()
    shift = {"last": -1, "this": 0, "next": 1}[word.split(maxsplit=1)[0]]
    if word.endswith("year"):
        return str(day.year + shift)
    months = day.year * 12 + day.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02d}"


def _month(name: str) -> int:
    prefix = name.lower()[:3]
    return next(index for index, month in enumerate(_MONTHS, start=1) if month[:3] == prefix)


def _nearest_year(month: int, day: dt.date) -> int:
    """The year of a month named without one: within half a year of publication."""
    distance = month - day.month
    return day.year - 1 if distance > 6 else day.year + 1 if distance < -6 else day.year
