"""From the paths a user names to the articles below them."""

from __future__ import annotations

import dataclasses
import logging
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article, Source
from kg.read.jsonl import JsonLinesReader
from kg.read.reader import STDIN, Reader, open_input
from kg.read.sources import bundled_sources, load_source, load_sources
from kg.read.text import TextReader
from kg.read.walk import walk

__all__ = ["READERS", "read"]

log = logging.getLogger(__name__)

READERS: tuple[Reader, ...] = (TextReader(), JsonLinesReader())


def read(
    paths: Sequence[Path | str] = (), *, readers: Sequence[Reader] = READERS
) -> Iterator[Article | ReadError]:
    """Read articles from files and folders; a bad one is yielded as its error, the rest goes on.

    A folder is read with everything below it; where its TOML files describe sources, the articles
    below a source's path belong to it. An article's id is its own ``id``, or its path relative to
    the folder that was read, without ending. Several articles with one id are its versions.

    Args:
        paths: files, folders, source files (``.toml``), or ``-`` for standard input (text, or JSON
            Lines if it begins with ``{``); none: the bundled sample sources.
        readers: what may be used; of two for one ending the first.
    """
    named: dict[str, Path] = {}  # ids that were made of a path, and of which
    for path in map(Path, paths or [bundled_sources()]):
        try:
            for item in _read_path(path, readers, named):
                if isinstance(item, Article) and not item.language:
                    item = dataclasses.replace(item, language="en")  # noqa: PLW2901
                yield item
        except ReadError as error:
            yield error


def _read_path(
    path: Path, readers: Sequence[Reader], named: dict[str, Path]
) -> Iterator[Article | ReadError]:
    if path == STDIN:
        yield from _read_stdin(readers)
    elif path.is_dir():
        sources, errors = load_sources(path)
        yield from errors
        beside = path.resolve().with_suffix(".toml")
        if not sources and beside.is_file() and load_source(beside).path == beside.stem:
            # an outlet's own folder: what describes it stands beside
            yield from _read_path(beside, readers, named)
            return
        yield from _read_folder(path, walk(path), sources, readers, named)
    elif path.suffix.lower() == ".toml":
        source = load_source(path)
        below = path.parent / source.path
        files = walk(below) if below.is_dir() else iter([below])
        yield from _read_folder(path.parent, files, [source], readers, named)
    else:
        reader = _by_suffix(path, readers)
        if reader is None and path.suffix and path.exists():
            known = " ".join(suffix for reader in readers for suffix in reader.suffixes)
            reason = f"has an ending that no reader knows, {path.suffix}"
            raise ReadError(path, reason, advice=f"known are {known}")
        reader = reader or _by_name("text", path, readers)
        yield from _read_file(path, path.parent, reader, named)


def _read_file(
    path: Path, folder: Path, reader: Reader, named: dict[str, Path]
) -> Iterator[Article | ReadError]:
    """The articles of a file; two files must not be one article for their names alone."""
    made = _default_id(path, folder)
    for item in reader.read(path, default_id=made):
        other = named.setdefault(made, path.resolve())
        if isinstance(item, Article) and item.id == made and other != path.resolve():
            reason = f"has the id {made!r}, which {other} has too"
            advice = "give it an id of its own, or read the folder above both"
            yield ReadError(path, reason, advice=advice)
        else:
            yield item


def _read_stdin(readers: Sequence[Reader]) -> Iterator[Article | ReadError]:
    with open_input(STDIN) as file:
        start: bytes = file.peek(64) if hasattr(file, "peek") else b""
    is_json = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    reader = _by_name("jsonl" if is_json else "text", STDIN, readers)
    yield from reader.read(STDIN, default_id="stdin")


def _read_folder(
    folder: Path,
    files: Iterator[Path],
    sources: Sequence[Source],
    readers: Sequence[Reader],
    named: dict[str, Path],
) -> Iterator[Article | ReadError]:
    chosen = {
        source.id: _by_name(source.reader, folder / f"{source.id}.toml", readers)
        for source in sources
    }
    counts = dict.fromkeys(chosen, 0)
    tried = False
    for path in files:
        source = _source_of(path, folder, sources)
        reader = chosen[source.id] if source else _by_suffix(path, readers)
        if reader is None or path.suffix.lower() not in reader.suffixes:
            log.info("%s: skipped, no reader for it", path)
            continue
        tried = True
        try:
            for item in _read_file(path, folder, reader, named):
                if isinstance(item, Article) and source is not None:
                    counts[source.id] += 1
                    item = _of_source(item, source)  # noqa: PLW2901
                yield item
        except ReadError as error:
            yield error
    for source in sources:
        place, count = folder / f"{source.id}.toml", counts[source.id]
        if not count:
            yield ReadError(place, f"source gave no article from {source.path!r}")
        elif count < source.expected_yield:
            log.warning("%s: %d articles, expected %d", place, count, source.expected_yield)
    if not tried and not sources:
        known = " ".join(suffix for reader in readers for suffix in reader.suffixes)
        yield ReadError(folder, "has no article in it", advice=f"articles end in {known}")


def _source_of(path: Path, folder: Path, sources: Sequence[Source]) -> Source | None:
    """The source whose path is nearest above the file."""
    above = [source for source in sources if path.is_relative_to(folder / source.path)]
    return max(above, key=lambda source: len(Path(source.path).parts), default=None)


def _of_source(article: Article, source: Source) -> Article:
    """The article with what its source knows, where it does not say so itself."""
    return dataclasses.replace(
        article,
        source=article.source or source.id,
        language=article.language or source.language,
    )


def _default_id(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).with_suffix("").as_posix()
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in name):
        advice = "rename the file"
        raise ReadError(path, "file name is not UTF-8 or has control characters", advice=advice)
    return name


def _by_suffix(path: Path, readers: Sequence[Reader]) -> Reader | None:
    return next((reader for reader in readers if path.suffix.lower() in reader.suffixes), None)


def _by_name(name: str, path: Path, readers: Sequence[Reader]) -> Reader:
    for reader in readers:
        if reader.name == name:
            return reader
    known = " ".join(reader.name for reader in readers)
    raise ReadError(path, f"there is no reader {name!r}", advice=f"known are {known}")
