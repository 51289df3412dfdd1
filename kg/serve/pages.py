"""Pages for people: HTML from templates.

What articles say reaches a page as text; the templates escape every value. A page works without
script; the only scripts are files of this package.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import jinja2
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from kg.model import STATUSES
from kg.query import shorten
from kg.serve.dates import day, days
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
        href=href, shorten=shorten, words=words, web=web, day=day, days=days, number=number, at=at
    )
    environment.globals.update(statuses=STATUSES)
    return environment


def words(name: str) -> str:
    """A relation as words: "alliedWith" is "allied with"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return _WORDS.get(name, spaced)


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
