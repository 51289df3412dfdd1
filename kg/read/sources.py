"""Sources: the TOML files that describe outlets and say where their articles lie."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import Source
from kg.vocab import data_dir

__all__ = ["bundled_sources", "load_source", "load_sources"]

_KINDS = {
    field.name: int if field.name == "expected_yield" else str
    for field in dataclasses.fields(Source)
    if field.name != "id"
}
_MARKS = {"reader", "path", "expected_yield"}  # what other TOML files in a folder do not have


def bundled_sources() -> Path:
    """The folder of the sample sources that come with kg."""
    return data_dir() / "sources"


def load_sources(folder: Path) -> tuple[list[Source], list[ReadError]]:
    """The sources that a folder's TOML files describe, by id, and the files that are wrong."""
    sources: list[Source] = []
    errors: list[ReadError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = _table(path)
            if _MARKS & table.keys():
                sources.append(_source(table, path))
        except ReadError as error:
            errors.append(error)
    return sources, errors


def load_source(path: Path) -> Source:
    """The source that one TOML file describes; its id is the file's name without ending.

    Raises:
        ReadError: not TOML, an unknown or missing key, or a path that leaves the folder.
    """
    return _source(_table(path), path)


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ReadError(path, f"is not a source: {error}") from error


def _source(table: dict[str, Any], path: Path) -> Source:
    for key, value in table.items():
        if key not in _KINDS:
            advice = f"known are {', '.join(_KINDS)}"
            raise ReadError(path, f"source has an unknown key {key!r}", advice=advice)
        if not isinstance(value, _KINDS[key]) or isinstance(value, bool):
            raise ReadError(path, f"source key {key!r} is not {_KINDS[key].__name__}")
    for key in ("title", "path"):
        if not table.get(key):
            raise ReadError(path, f"source has no {key!r}")
    folder = path.parent.resolve()
    articles = (folder / table["path"]).resolve()
    if not articles.is_relative_to(folder) or articles == folder:
        advice = "give a path below the folder of the source file"
        raise ReadError(path, f"source path {table['path']!r} leaves its folder", advice=advice)
    if not articles.exists():
        raise ReadError(path, f"source path {table['path']!r} does not exist")
    return Source(id=path.stem, **table)
