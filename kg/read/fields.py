"""An article made of named fields, checked the same way for every kind of file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.clean import clean

__all__ = ["make_article"]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d.*)?)?)?")
_LONGEST_ID = 400


def make_article(
    fields: Mapping[str, object],
    text: str,
    *,
    path: Path,
    line: int | None = None,
    default_id: str,
) -> Article:
    """An article from its cleaned text and the fields that came with it.

    Args:
        fields: of id, title, url, published, updated, source, language, author what
            is known; None counts as unknown, other fields are ignored.
        text: cleaned; offsets count in it as it is.
        path: named in errors, with ``line``.
        line: where in the file, from 1.
        default_id: id where the fields have none.

    Raises:
        ReadError: there is no text, or a field is of the wrong kind.
    """

    def fail(reason: str, advice: str = "") -> ReadError:
        return ReadError(path, reason, line=line, advice=advice)

    def words(name: str) -> str:
        value = fields.get(name)
        if value is None:
            return ""
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise fail(f"field {name!r} is not a string")
        return " ".join(clean(value).split())

    def date(name: str) -> str | None:
        value = words(name)
        if not value:
            return None
        match = _DATE.fullmatch(value)
        try:
            if match is None:
                raise ValueError(value)
            year, month, day = match.groups()
            datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            advice = "write 2024-02-10, 2024-02 or 2024"
            raise fail(f"field {name!r} is not a date: {value[:40]!r}", advice) from error
        return "-".join(part for part in (year, month, day) if part)

    if not text.strip():
        raise fail("has no text")
    article_id = words("id") or default_id
    if len(article_id) > _LONGEST_ID or {"..", "."} & set(article_id.split("/")):
        raise fail(f"id {article_id[:60]!r} is too long or has a '..' in its path")
    return Article(
        id=article_id,
        text=text,
        title=words("title"),
        url=words("url"),
        published=date("published"),
        updated=date("updated"),
        source=words("source"),
        language=words("language"),
        author=words("author"),
    )
