"""Plain text files: one article each, with or without a header.

Two headers are known; what remains after them is the article's text, character for character:

* ``date 2024-02-10`` at the very beginning (blanks before it allowed); the text may follow on the
  same line;
* front matter: a line ``---``, lines ``key: value``, a line ``---``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.clean import clean, decode
from kg.read.fields import make_article
from kg.read.reader import MAX_BYTES, open_input

__all__ = ["Header", "TextReader", "split_header"]

_DATE_LINE = re.compile(r"[ \t]*date (\d{4}-\d\d-\d\d)(?=\s|\Z)\s*")
_FENCE = "---"
_FIELD = re.compile(r"([A-Za-z_]+):[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of its article before the text begins at character ``end``."""

    fields: dict[str, str]
    end: int


def split_header(content: str, path: Path) -> Header:
    """Find the header of a text file's cleaned content; ``content[header.end:]`` is the text.

    Raises:
        ReadError: front matter is begun but not well formed; names the line.
    """
    if match := _DATE_LINE.match(content):
        return Header({"published": match[1]}, match.end())
    if not content.startswith(f"{_FENCE}\n"):
        return Header({}, 0)
    fields: dict[str, str] = {}
    end = len(_FENCE) + 1
    for number, line in enumerate(content[end:].split("\n"), start=2):
        end += len(line) + 1
        if line.rstrip() == _FENCE:
            rest = content[end:]
            return Header(fields, min(end, len(content)) + len(rest) - len(rest.lstrip("\n")))
        if not line.strip() or line.startswith("#"):
            continue
        match = _FIELD.fullmatch(line.rstrip())
        if match is None:
            advice = "a header is lines of 'key: value' between two lines '---'"
            raise ReadError(path, "front matter is not well formed", line=number, advice=advice)
        key, value = match.groups()
        if key in fields:
            raise ReadError(path, f"front matter gives {key!r} twice", line=number)
        fields[key] = value
    raise ReadError(path, "front matter has no end", line=1, advice="close it with a line '---'")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReader:
    """Reads ``.txt`` files in UTF-8, one article each.

    Args:
        max_bytes: a longer file is refused.
    """

    max_bytes: int = MAX_BYTES
    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, path: Path, *, default_id: str) -> Iterator[Article | ReadError]:
        """The one article of the file, or the error."""
        try:
            yield self._article(path, default_id)
        except ReadError as error:
            yield error

    def _article(self, path: Path, default_id: str) -> Article:
        with open_input(path) as file:
            data = file.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            limit = f"{self.max_bytes / 1e6:g} MB"
            raise ReadError(path, f"is longer than {limit}", advice="split it into articles")
        if not data:
            raise ReadError(path, "is empty")
        content = clean(decode(data, path))
        header = split_header(content, path)
        text = content[header.end :]
        return make_article(header.fields, text, path=path, default_id=default_id)
