"""Files, folders, sources and standard input."""

import io
import os
import sys
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read


def put(folder: Path, **files: str) -> Path:
    """Write files; in a keyword ``_`` is a dot and ``__`` a slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def ids(*paths: Path | str) -> list[str]:
    """Ids of the articles that reading gives."""
    return [item.id for item in read(paths) if isinstance(item, Article)]


def errors(*paths: Path | str) -> list[str]:
    """Messages of the errors that reading gives."""
    return [str(item) for item in read(paths) if isinstance(item, ReadError)]


SOURCE = 'title = "Post"\nreader = "text"\npath = "post"\nlanguage = "ur"\n'


def test_folder_is_read_sorted_with_relative_ids(tmp_path: Path) -> None:
    """A folder's articles come in one order, called by their path without ending."""
    put(tmp_path, b_txt="B.", a__2_v2_txt="A2.", a__1_txt="A1.", a__w_jsonl='{"text": "W."}')
    assert ids(tmp_path) == ["b", "a/1", "a/2.v2", "a/w:1"]


def test_what_a_folder_skips(tmp_path: Path) -> None:
    """Dot files, gold files, notes, links out of the folder and pipes are not articles."""
    folder = put(tmp_path / "in", a_txt="A.", _hidden_txt="H.", a_gold_json="{}", README_md="R.")
    put(folder, _git__x_txt="G.")
    outside = put(tmp_path, outside_txt="S.") / "outside.txt"
    (folder / "link.txt").symlink_to(outside)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert ids(folder) == ["a", "same"]
    assert errors(folder) == []


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    """An empty file between two articles is an error between two articles."""
    put(tmp_path, a_txt="A.", b_txt="", c_txt="C.")
    kinds = [type(item) for item in read([tmp_path])]
    assert kinds == [Article, ReadError, Article]


def test_folder_without_article(tmp_path: Path) -> None:
    """A folder that holds none says what an article's file is called."""
    (error,) = errors(put(tmp_path, README_md="R."))
    assert str(tmp_path) in error
    assert ".txt" in error


@pytest.mark.parametrize("name", ["missing.txt", "missing", "/dev/zero", "page.html", "a\0b.txt"])
def test_path_that_is_no_article(tmp_path: Path, name: str) -> None:
    """A missing file, a device and an unknown ending are errors that name the path."""
    put(tmp_path, page_html="<p>One.</p>")
    (error,) = errors(tmp_path / name)
    assert name in error


def test_pipe_named_directly(tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in errors(tmp_path / "pipe.txt")[0]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    """A name that cannot be written as an id is an error; the others are read."""
    put(tmp_path, a_txt="A.")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe5.txt")).write_text("B.")
    assert ids(tmp_path) == ["a"]
    assert "rename" in errors(tmp_path)[0]


def test_articles_below_a_source_belong_to_it(tmp_path: Path) -> None:
    """A source gives its id and language to its articles, and only to them."""
    put(tmp_path, post_toml=SOURCE, post__a_txt="A.", other_txt="O.")
    articles = {item.id: item for item in read([tmp_path]) if isinstance(item, Article)}
    assert (articles["post/a"].source, articles["post/a"].language) == ("post", "ur")
    assert (articles["other"].source, articles["other"].language) == ("", "en")


def test_a_source_file_reads_its_articles_alone(tmp_path: Path) -> None:
    """Naming the source file gives the same ids as its folder, without the rest."""
    put(tmp_path, post_toml=SOURCE, post__a_txt="A.", other_txt="O.")
    assert ids(tmp_path / "post.toml") == ["post/a"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (SOURCE + "x = 1\n", "unknown key 'x'"),
        (SOURCE.replace('"post"', '"../elsewhere"'), "leaves its folder"),
        (SOURCE.replace('"post"', '"/etc"'), "leaves its folder"),
        (SOURCE.replace('"post"', '"gone"'), "does not exist"),
        (SOURCE.replace('"text"', '"fax"'), "no reader 'fax'"),
        (SOURCE.replace('"ur"', "5"), "'language' is not str"),
        (SOURCE.replace('title = "Post"', ""), "no 'title'"),
        (SOURCE + "=", "not a source"),
    ],
)
def test_wrong_source(tmp_path: Path, toml: str, words: str) -> None:
    """A wrong source file is an error that names it."""
    put(tmp_path, post_toml=toml, post__a_txt="A.")
    (error,) = errors(tmp_path / "post.toml")
    assert "post.toml" in error
    assert words in error


def test_source_without_articles(tmp_path: Path) -> None:
    """A source that gives nothing is an error."""
    put(tmp_path, post_toml=SOURCE, post__note_md="N.")
    assert "gave no article" in errors(tmp_path)[0]


def test_source_with_fewer_than_expected(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A source below its expected yield is worth a warning."""
    put(tmp_path, post_toml=SOURCE + "expected_yield = 2\n", post__a_txt="A.")
    assert errors(tmp_path) == []
    assert "1 articles, expected 2" in caplog.text


@pytest.mark.parametrize(
    ("data", "expected"), [(b"One.", "stdin"), (b' {"id": "x", "text": "One."}', "x")]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: str) -> None:
    """A dash reads text, or JSON Lines where it begins with a brace."""
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert ids("-") == [expected]


def test_two_files_of_one_name_are_not_one_article(tmp_path: Path) -> None:
    """The same name in two folders makes no version of an article out of another one."""
    put(tmp_path, a__one_txt="First.", b__one_txt="Second.")
    found = list(read([tmp_path / "a", tmp_path / "b"]))
    assert [item.text for item in found if isinstance(item, Article)] == ["First."]
    assert "id 'one', which" in str(found[1])


def test_an_outlets_own_folder(tmp_path: Path) -> None:
    """A folder whose description stands beside it belongs to that outlet."""
    put(tmp_path, post_toml=SOURCE, post__a_txt="A.")
    [article] = read([tmp_path / "post"])
    assert isinstance(article, Article)
    assert article.source == "post"
