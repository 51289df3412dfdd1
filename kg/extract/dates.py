"""Dates of claims: what the sentence says, against the day of publication.

A date keeps the precision of the text: "in April 2022" is 2022-04. A publication date is never
taken for the date of what is told; it only tells which Tuesday is meant. No library: dateparser's
search takes plain numbers for dates (its issue 582) and knows no "since" or "until".
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_MONTHS = [name.lower() for name in calendar.month_name]  # the first is empty
_DAYS = [name.lower() for name in calendar.day_name]
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS[1:]) + "|sept\\.?"
_FULL_MONTH = "|".join(_MONTHS[1:])
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_ELECTION = r"(?:\w+\s+){0,2}(?:elections?|polls?|vote|referendum|ballot|race|campaign|coup)\b"
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month1>{_MONTH})
        (?:,?\s+(?P<year1>(?:19|20)\d\d))?
    | (?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)
        (?:,?\s+(?P<year2>(?:19|20)\d\d))?
    | (?P<month3>{_MONTH}),?\s+(?P<year3>(?:19|20)\d\d)
    | (?:(?P<which>last|this|next|past|earlier\sthis|later\sthis)\s+)?(?P<weekday>{"|".join(_DAYS)})
    | (?P<relative>today|yesterday|tomorrow
        |(?:last|this|next|previous|earlier\sthis|later\sthis)\s+(?:month|year))
    | (?P<count>a|an|\d{{1,2}}|{"|".join(_COUNTS)})\s+(?P<unit>day|month|year)s?\s+(?:ago|earlier)
    | (?P<season>last|this|next)\s+(?P<month5>{_FULL_MONTH})
    | (?<=in\s|ce\s|il\s|by\s|of\s|ng\s|om\s|ly\s|te\s|id-)(?P<month4>{_FULL_MONTH})
    | (?P<year5>(?:19|20)\d\d)(?=\s?[-–—]\s?(?:19|20)\d\d\b)
    | (?:(?<=\d[-–—])|(?<=\d\s[-–—]\s))(?P<year6>(?:19|20)\d\d)
    | (?<=in\s|nd\s|ce\s|il\s|om\s|by\s|of\s|to\s|en\s|ng\s|ly\s|te\s|id-|gh\s|ar\s)
        (?P<year4>(?:19|20)\d\d)\b(?!-)
    | (?P<year7>(?:19|20)\d\d)(?=\s+{_ELECTION})
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
_NEXT_TO = ("the", "late", "early", "mid", "about", "around")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text: "since April 2022"."""

    start: int
    end: int
    value: str  # ISO, with the text's precision
    lead: str  # the word before it: since, until, on ...
    ahead: str = ""  # what it is of something still to come: "on Tuesday" is the next one


def dates(text: str, start: int, end: int, published: str | None) -> Iterator[Date]:
    """The dates in a stretch of text; of "from 2018 to 2022" the second has the lead "until".

    Args:
        start, end: offsets of the stretch.
        published: ISO date of publication; relative dates need one with a day.
    """
    found = list(_found(text, start, end, _day(published)))
    for place, (one, other) in enumerate(pairwise(found), start=1):
        joint = text[one.end : other.start]
        dashed = joint.strip() in ("-", "–", "—")
        if _JOINT.fullmatch(joint) and (one.lead in ("from", "between", "since") or dashed):
            found[place - 1] = replace(one, lead="from")
            found[place] = replace(other, lead="until")
    yield from found


def _found(text: str, start: int, end: int, day: dt.date | None) -> Iterator[Date]:
    for match in _DATE.finditer(text, start, end):
        group = match.groupdict()
        month = group["month4"]
        if month and not text[match.start("month4")].isupper():
            continue  # "in may": no month
        value = _fixed(group) or (_relative(group, day, ahead=False) if day else None)
        if value is None:
            continue
        ahead = "" if _fixed(group) or day is None else _relative(group, day, ahead=True) or ""
        words = re.findall(r"\w+", text[max(start, match.start() - 24) : match.start()])
        kept = [word.lower() for word in words if word.lower() not in _NEXT_TO]
        lead = kept[-1] if kept else ""
        yield Date(match.start(), match.end(), value, lead, ahead if ahead != value else "")


def _day(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published or "")
    except ValueError:
        return None


def _fixed(group: dict[str, str | None]) -> str | None:
    """The value of a date that is the same on every day it is read."""
    if group["iso"]:
        return group["iso"] if _day(group["iso"]) else None
    for number in "12":
        year, month, day = group[f"year{number}"], group[f"month{number}"], group[f"day{number}"]
        if year and month and day:
            return _iso(int(year), _month(month), int(day))
    if group["month3"]:
        return f"{group['year3']}-{_month(group['month3']):02d}"
    return next((group[name] for name in ("year4", "year5", "year6", "year7") if group[name]), None)


def _relative(group: dict[str, str | None], day: dt.date, *, ahead: bool) -> str | None:
    """The value of a date that is counted from the day of publication.

    Args:
        ahead: whether it is of something still to come.
    """
    for which in "12":
        month, month_day = group[f"month{which}"], group[f"day{which}"]
        if month and month_day:
            return _nearest(_month(month), int(month_day), day, ahead=ahead)
    if group["weekday"]:
        return _weekday(_DAYS.index(group["weekday"].lower()), group["which"] or "", day, ahead)
    if group["relative"]:
        return _named(" ".join(group["relative"].lower().split()), day)
    if group["unit"]:
        return _ago((group["count"] or "").lower(), group["unit"].lower(), day)
    if group["month5"]:
        shift = (group["season"] or "").lower()
        number = _month(group["month5"])
        ahead = shift == "next" or (ahead and shift == "this")
        return f"{_year_of(number, day, ahead=ahead, strictly=shift != 'this'):04d}-{number:02d}"
    if group["month4"]:
        number = _month(group["month4"])
        return f"{_year_of(number, day, ahead=ahead, strictly=False):04d}-{number:02d}"
    return None


def _weekday(number: int, which: str, day: dt.date, ahead: bool) -> str:
    """The last such day, that of publication included, or the first to come."""
    which = which.lower()
    if which == "next" or which.startswith("later") or (ahead and which in ("", "this")):
        shift = (number - day.weekday()) % 7
        shift += 7 * (which == "next" and shift == 0)
    else:
        shift = -((day.weekday() - number) % 7)
        shift -= 7 * (which in ("last", "past") and shift == 0)
    return (day + dt.timedelta(days=shift)).isoformat()


def _named(word: str, day: dt.date) -> str:
    if word in ("today", "yesterday", "tomorrow"):
        shift = {"today": 0, "yesterday": -1, "tomorrow": 1}[word]
        return (day + dt.timedelta(days=shift)).isoformat()
    first = word.split(maxsplit=1)[0]
    shift = {"last": -1, "previous": -1, "next": 1}.get(first, 0)
    return _back("year" if word.endswith("year") else "month", -shift, day)


def _ago(count: str, unit: str, day: dt.date) -> str | None:
    """ "two years ago" is a year, "three months ago" a month, "five days ago" a day."""
    number = 1 if count in ("a", "an") else _COUNTS.index(count) + 1 if count in _COUNTS else 0
    return _back(unit, number or int(count), day)


def _back(unit: str, count: int, day: dt.date) -> str:
    if unit == "day":
        return (day - dt.timedelta(days=count)).isoformat()
    if unit == "year":
        return f"{day.year - count:04d}"
    months = day.year * 12 + day.month - 1 - count
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def _nearest(month: int, month_day: int, day: dt.date, *, ahead: bool) -> str | None:
    """A day without a year: within half a year of publication, not before it where ahead."""
    distance = month - day.month
    year = day.year - 1 if distance > 6 else day.year + 1 if distance < -6 else day.year
    value = _iso(year, month, month_day)
    if ahead and value is not None and value < day.isoformat():
        return _iso(year + 1, month, month_day)
    return value


def _year_of(month: int, day: dt.date, *, ahead: bool, strictly: bool) -> int:
    """The year of the last such month up to publication, or of the next one."""
    if ahead:
        return day.year + (month < day.month or (strictly and month == day.month))
    return day.year - (month > day.month or (strictly and month == day.month))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    prefix = name.lower()[:3]
    return next(index for index, month in enumerate(_MONTHS) if month[:3] == prefix)
