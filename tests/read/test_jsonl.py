"""JSON Lines files."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read import JsonLinesReader, clean, read
from kg.read.contract import check_reader


def lines(folder: Path, *rows: bytes) -> list[Article | ReadError]:
    """Read a file of these lines."""
    path = folder / "wire.jsonl"
    path.write_bytes(b"\n".join(rows))
    return list(read([path]))


def test_contract(tmp_path: Path) -> None:
    """The JSON Lines reader keeps what every reader must."""
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "One."}\n[]\n')
    check_reader(JsonLinesReader(), path)


def test_all_fields(tmp_path: Path) -> None:
    """Every field of an article is taken over, and others are ignored."""
    fields = {
        "id": "a/1",
        "text": "One.",
        "title": "T",
        "url": "https://x.example.org/",
        "published": "2024-02-10",
        "source": "wire",
        "language": "ur",
        "author": "W",
        "updated": "2024",
    }
    row = json.dumps(fields | {"score": 3, "tags": ["a"]}).encode()
    assert lines(tmp_path, row) == [Article(**fields)]  # type: ignore[arg-type]


def test_id_without_one(tmp_path: Path) -> None:
    """A line without id is called by its file and line, blank lines counted."""
    articles = lines(tmp_path, b"", b'{"text": "One."}', b'{"id": 7, "text": "Two."}')
    assert [article.id for article in articles if isinstance(article, Article)] == ["wire:2", "7"]


@given(st.text())
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """What a line holds is the article's text, but for the documented cleaning."""
    assume(clean(text).strip())
    has_surrogate = any("\ud800" <= char <= "\udfff" for char in text)
    for ascii_only in {True, has_surrogate}:
        row = json.dumps({"text": text}, ensure_ascii=ascii_only).encode()
        (article,) = lines(tmp_path_factory.mktemp("any"), row)
        assert isinstance(article, Article)
        assert article.text == clean(text)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b'{"text": "One."', "not JSON"),
        (b"just words", "not JSON"),
        (b'["text"]', "not a JSON object"),
        (b'{"id": "x"}', "no string 'text'"),
        (b'{"text": 5}', "no string 'text'"),
        (b'{"text": "\\u0000 "}', "no text"),
        (b'{"text": "One.", "title": ["T"]}', "'title' is not a string"),
        (b'{"text": "One.", "published": "May"}', "not a date"),
        (b'{"text": "One.", "text": "Two."}', "a key twice"),
        (b'{"text": "One.", "n": NaN}', "NaN"),
        (b'{"text": "One.", "n": ' + b"[" * 100_000, "too large or too deep"),
        (b'{"text": "One.", "n": ' + b"9" * 10_000 + b"}", "too large or too deep"),
        (b'{"text": "caf\xe9"}', "byte 0xe9 at offset 38"),
    ],
    ids=lambda value: value[:24] if isinstance(value, bytes) else None,
)
def test_bad_line(tmp_path: Path, row: bytes, words: str) -> None:
    """A wrong line is one error with its line number; the lines around it are read."""
    good = b'{"id": "good", "text": "Two."}'
    before, error, after = lines(tmp_path, b'{"id":"b","text":"One."}', row, good)
    assert isinstance(before, Article)
    assert isinstance(error, ReadError)
    assert isinstance(after, Article)
    assert error.line == 2
    assert words in str(error)


def test_long_line(tmp_path: Path) -> None:
    """A line over the limit is skipped to its end; the next is read under its own number."""
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "' + "x" * 500 + '"}\n{"text": "One."}\n')
    error, article = JsonLinesReader(max_bytes=100).read(path, default_id="wire")
    assert isinstance(error, ReadError)
    assert error.line == 1
    assert isinstance(article, Article)
    assert article.id == "wire:2"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    """A file without lines is one error."""
    (error,) = lines(tmp_path, data)
    assert isinstance(error, ReadError)
    assert "is empty" in str(error)
