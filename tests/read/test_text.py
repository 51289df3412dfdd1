"""Plain text files."""

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read import TextReader, clean, read, split_header
from kg.read.contract import check_reader

DATA = Path(__file__).parents[1] / "data" / "read"


def only(path: Path) -> Article | ReadError:
    """Read a file that gives one item."""
    (item,) = read([path])
    return item


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    """Each file reads as the article that stands beside it as JSON."""
    article = only(path)
    assert isinstance(article, Article)
    assert dataclasses.asdict(article) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_contract() -> None:
    """The text reader keeps what every reader must."""
    check_reader(TextReader(), DATA / "front-matter.txt")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """What a file without header holds is the article's text, but for the documented cleaning."""
    kept = clean(text.removeprefix("\ufeff"))
    assume(kept.strip() and not kept.startswith("---\n") and not kept.lstrip().startswith("date "))
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes(text.encode())
    article = only(path)
    assert isinstance(article, Article)
    assert article.text == kept


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Cleaned text stays as it is, so offsets never move again."""
    assert clean(clean(text)) == clean(text)


def test_header_end_is_an_offset_in_the_file() -> None:
    """The text begins where its header says, so offsets in the file can be told from the text's."""
    content = " date 2024-02-10 The party signed."
    assert content[split_header(content, Path("x.txt")).end :] == "The party signed."


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", None, "is empty"),
        (b"\xef\xbb\xbf", None, "no text"),
        (b" \n\t\n", None, "no text"),
        (b"---\ntitle: x\n---\n", None, "no text"),
        (b"One.\nH\xe5kon won.", 2, "byte 0xe5 at offset 6"),
        ("Won.".encode("utf-16"), None, "UTF-16"),
        (b"---\ntitle: x\nA sentence.\n", 3, "not well formed"),
        (b"---\ntitle: x\n", 1, "no end"),
        (b"---\ntitle: x\ntitle: y\n---\nText.", 3, "'title' twice"),
        (b"---\npublished: 10/11/12\n---\nText.", None, "not a date"),
        (b"---\npublished: 2024-02-31\n---\nText.", None, "not a date"),
        (b"date 0000-01-01 Text.", None, "not a date"),
        (b"---\nid: a/../b\n---\nText.", None, "'..'"),
    ],
)
def test_bad_file(tmp_path: Path, data: bytes, line: int | None, words: str) -> None:
    """A file that is no article is one error that names the file, the line and the reason."""
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    error = only(path)
    assert isinstance(error, ReadError)
    assert (error.path, error.line) == (path, line)
    assert words in str(error)


def test_too_long(tmp_path: Path) -> None:
    """A file over the limit is refused, not cut; at the limit it is read."""
    path = tmp_path / "long.txt"
    path.write_text("x" * 11)
    (error,) = TextReader(max_bytes=10).read(path, default_id="long")
    (article,) = TextReader(max_bytes=11).read(path, default_id="long")
    assert isinstance(error, ReadError)
    assert isinstance(article, Article)
