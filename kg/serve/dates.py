"""Dates in words, with the precision that they have."""

from __future__ import annotations

import re
from datetime import date


def day(text: str | None) -> str:
    """A date as it is read, with the precision that it has.

    >>> day("2024-02-09"), day("2024-02"), day("2024"), day("soon")
    ('9 February 2024', 'February 2024', '2024', 'soon')
    """
    text = (text or "").partition("T")[0]
    parts = text.split("-")
    if not re.fullmatch(r"\d{4}(-\d\d){1,2}", text):
        return text
    try:
        told = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 1)
    except ValueError:
        return text
    return f"{told.day} {told:%B} {parts[0]}" if len(parts) == 3 else f"{told:%B} {parts[0]}"


def days(first: str, last: str) -> str:
    """Two dates in words, without saying twice what they share.

    >>> days("2024-02-10", "2024-02-13"), days("2024-02-10", "2024-03-01"), days("2024", "2024")
    ('10 – 13 February 2024', '10 February – 1 March 2024', '2024')
    """
    one, other = day(first).split(), day(last).split()
    if one == other:
        return day(first)
    if len(one) == len(other) == 3:
        if one[1:] == other[1:]:
            one = one[:1]
        elif one[2] == other[2]:
            one = one[:2]
    return f"{' '.join(one)} – {' '.join(other)}"
