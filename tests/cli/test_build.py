"""`kg build` and what it leaves."""

from __future__ import annotations

from pathlib import Path

from console import ARTICLE, kg


def test_build_reads_what_it_is_given(folder: Path) -> None:
    """A file and standard input: a row each, sums, and no file that was not asked for."""
    (folder / "a.txt").write_text(ARTICLE)
    done = kg("build", "a.txt", "-", stdin=f"date 2024-02-10 {ARTICLE}")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["article", "a", "stdin", "2"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "kg-store"]


def test_build_writes_the_files_that_are_asked_for(folder: Path) -> None:
    """--page and --turtle are named in the output and there."""
    (folder / "a.txt").write_text(ARTICLE)
    done = kg("build", "a.txt", "--page", "p.html", "--turtle", "t.ttl", "--store", "s")
    assert "wrote p.html" in done.stdout
    assert "pol:Claim" in (folder / "t.ttl").read_text()


def test_one_bad_article_does_not_stop_the_rest(folder: Path) -> None:
    """Bad ones are named with file and line, good ones are stored, the exit is 1."""
    (folder / "in").mkdir()
    (folder / "in/bytes.txt").write_bytes(b"\xff\xfe\x00broken")
    (folder / "in/empty.txt").write_text("")
    (folder / "in/good.txt").write_text(ARTICLE)
    (folder / "in/lines.jsonl").write_text('{"id": "x", "text": "It rained."}\n{"id": \n')
    done = kg("build", "in")
    assert done.exit_code == 1
    for place in ("bytes.txt", "empty.txt", "lines.jsonl:2"):
        assert place in done.stderr
    assert {"good", "x"} <= {line.split()[0] for line in kg("articles").stdout.splitlines()}


def test_a_folder_without_articles_fails(folder: Path) -> None:
    """An empty folder is no silent success."""
    (folder / "in").mkdir()
    done = kg("build", "in")
    assert done.exit_code == 1
    assert "has no article in it" in done.stderr


def test_a_foreign_folder_is_not_written_into(folder: Path) -> None:
    """A folder that holds something else is refused as a store."""
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "mine").mkdir()
    (folder / "mine/thesis.doc").write_text("years of work")
    done = kg("build", "a.txt", "--store", "mine")
    assert done.exit_code == 1
    assert "not a store of kg" in done.stderr
    assert [path.name for path in (folder / "mine").iterdir()] == ["thesis.doc"]


def test_add_add_remove_equals_add(folder: Path) -> None:
    """As bytes of the canonical export."""
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text("Bo Ray leads the Green Party.")
    kg("build", "a.txt", "b.txt", "--store", "both")
    assert "removed a " in kg("remove", "a", "--store", "both").stdout
    kg("build", "b.txt", "--store", "only")
    for store in ("both", "only"):
        assert kg("export", f"{store}.nq", "--canonical", "--store", store).exit_code == 0
    assert (folder / "both.nq").read_bytes() == (folder / "only.nq").read_bytes()


def test_options_are_environment_variables(folder: Path) -> None:
    """KG_STORE is --store; KG_BUILD_TURTLE is --turtle of build."""
    (folder / "a.txt").write_text(ARTICLE)
    kg("build", "a.txt", KG_STORE="elsewhere", KG_BUILD_TURTLE="t.ttl")
    assert {path.name for path in folder.iterdir()} == {"a.txt", "elsewhere", "t.ttl"}
