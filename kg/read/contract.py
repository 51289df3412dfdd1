"""What every reader must keep, as a check that its own tests can call."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.clean import clean
from kg.read.reader import Reader

__all__ = ["check_reader"]


def check_reader(reader: Reader, path: Path) -> None:
    """Assert that a reader keeps the contract on a file of its kind.

    Args:
        reader: the one to check.
        path: a file that gives at least one article.

    Raises:
        AssertionError: says which promise is broken.
    """
    _require(bool(reader.name), "a reader has a name")
    for suffix in reader.suffixes:
        _require(
            suffix[:1] == "." and suffix == suffix.lower(), f"{suffix!r} is a lower-case ending"
        )
    first = list(reader.read(path, default_id="checked"))
    again = list(reader.read(path, default_id="checked"))
    _require(repr(first) == repr(again), "reading a file twice gives the same items")
    articles = [item for item in first if isinstance(item, Article)]
    errors = [item for item in first if isinstance(item, ReadError)]
    _require(len(articles) + len(errors) == len(first), "an item is an Article or a ReadError")
    _require(bool(articles), f"{path} gives an article")
    for article in articles:
        _require(bool(article.id), "an article has an id")
        _require(bool(article.text.strip()), f"article {article.id} has text")
        _require(article.text == clean(article.text), f"article {article.id} is cleaned")
    missing = list(reader.read(path.with_name(f"missing-{path.name}"), default_id="missing"))
    _require(
        [type(item) for item in missing] == [ReadError], "a missing file is one error, yielded"
    )


def _require(kept: bool, promise: str) -> None:
    # Not an assert statement: the contract holds under python -O too.
    if not kept:
        raise AssertionError(f"broken: {promise}")
