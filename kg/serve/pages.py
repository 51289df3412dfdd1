"""Pages for people: HTML from templates.

What articles say reaches a page as text; the templates escape every value. A page works without
script; the only scripts are files of this package.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import jinja2
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from kg.model import STATUSES
from kg.query import shorten
from kg.serve.links import at, href, web

_WORDS = {"relativeOf": "related to", "seatsWon": "won seats", "voteShare": "has the vote share"}


def response(name: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page.

    Args:
        name: of its template.
        status: of the answer.
        values: what the template shows.
    """
    text = _environment().get_template(f"{name}.html").render(values)
    # A lone surrogate cannot be written.
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers={"Vary": "Accept"})


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serve"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters.update(
        href=href, shorten=shorten, words=words, web=web, day=day, number=number, at=at
    )
    environment.globals.update(statuses=STATUSES)
    return environment


def words(name: str) -> str:
    """A relation as words: "alliedWith" is "allied with"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return _WORDS.get(name, spaced)


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


def number(count: int | str) -> str:
    """A number with its thousands apart.

    >>> number(1234567)
    '1,234,567'
    """
    return f"{int(count):,}"


def page_of(text: str, count: int, size: int) -> tuple[int, int]:
    """The number of the page that a request asks for, at most the last, and how many there are.

    Args:
        text: the number as it came.
        count: of what is shown on all pages.
        size: of a page.

    Raises:
        HTTPException: 400, it is no number.
    """
    last = max(1, -(-count // size))
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise HTTPException(400, "a page is a number")
    return min(max(1, int(text)), last), last
