"""JSON Lines: one article a line, as an object with ``id``, ``text`` and what else is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from kg.errors import ReadError
from kg.model import Article
from kg.read.clean import clean, decode
from kg.read.fields import make_article
from kg.read.reader import MAX_BYTES, open_input

__all__ = ["JsonLinesReader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLinesReader:
    """Reads ``.jsonl`` files line by line, so their length does not matter.

    A line without ``id`` takes the file's id and its line number: "wire:12".

    Args:
        max_bytes: a longer line is skipped with an error.
    """

    max_bytes: int = MAX_BYTES
    name: str = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def read(self, path: Path, *, default_id: str) -> Iterator[Article | ReadError]:
        """One article or error for each line that is not blank."""
        found = False
        try:
            with open_input(path) as file:
                for line, offset, data in self._lines(file):
                    if data is not None and not data.strip(b"\xef\xbb\xbf \t\r\n"):
                        continue
                    found = True
                    try:
                        if data is None:
                            limit = f"{self.max_bytes / 1e6:g} MB"
                            raise ReadError(path, f"line is longer than {limit}", line=line)
                        yield _article(data, path, line, offset, default_id)
                    except ReadError as error:
                        yield error
        except ReadError as error:
            yield error
        else:
            if not found:
                yield ReadError(path, "is empty")

    def _lines(self, file: BinaryIO) -> Iterator[tuple[int, int, bytes | None]]:
        """Number, byte offset and bytes of each line; None for the bytes of one too long."""
        offset = 0
        line = 0
        while data := file.readline(self.max_bytes + 2):
            line += 1
            start = offset
            offset += len(data)
            if len(data.rstrip(b"\r\n")) <= self.max_bytes:
                yield line, start, data
                continue
            while not data.endswith(b"\n") and (data := file.readline(self.max_bytes)):
                offset += len(data)
            yield line, start, None


def _article(data: bytes, path: Path, line: int, offset: int, default_id: str) -> Article:
    fields = _object(decode(data, path, line=line, offset=offset), path, line)
    text = fields.get("text")
    if not isinstance(text, str):
        advice = 'write one object a line: {"id": "...", "text": "..."}'
        raise ReadError(path, "has no string 'text'", line=line, advice=advice)
    article_id = f"{default_id}:{line}"
    return make_article(fields, clean(text), path=path, line=line, default_id=article_id)


def _object(content: str, path: Path, line: int) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            raise ReadError(path, "gives a key twice", line=line)
        return fields

    def constant(name: str) -> NoReturn:
        raise ReadError(path, f"has {name}, which is not JSON", line=line)

    try:
        value = json.loads(content, object_pairs_hook=unique, parse_constant=constant)
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg.lower()} at column {error.colno}"
        raise ReadError(path, reason, line=line, advice="one object a line") from error
    except (ValueError, RecursionError) as error:  # a number or a nesting out of all measure
        raise ReadError(
            path, "is JSON that cannot be read: too large or too deep", line=line
        ) from (error)
    if not isinstance(value, dict):
        raise ReadError(path, "is not a JSON object", line=line, advice="one object a line")
    return value
