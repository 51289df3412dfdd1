"""Views and exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import kg

from kg.vocab import PREFIXES


@pytest.mark.parametrize("what", [["alliances"], ["people"], ["events"], ["ego", "PTI"]])
def test_each_view_is_one_page(what: list[str], folder: Path, sample_store: Path) -> None:
    """Named in the output, whole, and nothing beside it."""
    done = kg("view", *what, "-o", "page.html", "--store", sample_store)
    assert done.exit_code == 0, done.stderr
    assert (folder / "page.html").read_text("utf-8").rstrip().endswith("</html>")
    assert [path.name for path in folder.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    "what",
    [["alliances"], ["ego", "PTI"], ["timeline"], ["timeline", "--actors"], ["matrix"], ["seats"]],
)
def test_each_view_is_a_picture_too(what: list[str], folder: Path, sample_store: Path) -> None:
    """Drawn for print, told in one line what is on it, and nothing beside it."""
    done = kg("view", *what, "-o", "picture.svg", "--title", "A & B", "--store", sample_store)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("wrote picture.svg: ")
    assert "<title>A &amp; B</title>" in (folder / "picture.svg").read_text("utf-8")
    assert [path.name for path in folder.iterdir()] == ["picture.svg"]


def test_a_picture_can_be_a_png(folder: Path, sample_store: Path) -> None:
    """The ending says so, in capitals too; without one a picture is an SVG."""
    kg("view", "seats", "-o", "a.PNG", "--store", sample_store)
    assert (folder / "a.PNG").read_bytes()[:4] == b"\x89PNG"
    kg("view", "matrix", "--at", "2024-02-14", "--store", sample_store)
    assert (folder / "matrix.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["timeline", "-o", "x.html"], "use .svg or .png"),
        (["timeline", "-o", "-"], "use .svg or .png"),
        (["alliances", "-o", "x.pdf"], "use .html, .svg or .png"),
        (["matrix", "PTI"], "takes no NAME"),
        (["ego", "-o", "x.svg"], "ego needs a NAME"),
    ],
)
def test_what_cannot_be_drawn(
    arguments: list[str], advice: str, folder: Path, sample_store: Path
) -> None:
    """Wrong use says what would be right, and writes nothing."""
    done = kg("view", *arguments, "--store", sample_store)
    assert done.exit_code == 2
    assert advice in done.stderr
    assert not list(folder.iterdir())


@pytest.mark.parametrize("form", ["ttl", "trig", "nt", "nq", "jsonld"])
def test_each_export_names_its_size(form: str, folder: Path, sample_store: Path) -> None:
    """The count that is printed is that of the file, in every format that is lines."""
    done = kg("export", f"x.{form}", "--store", sample_store)
    count = int(done.stdout.split()[-2])
    lines = (folder / f"x.{form}").read_text("utf-8").splitlines()
    assert count == len(lines) if form in ("nt", "nq") else lines


def test_export_to_standard_output(sample_store: Path) -> None:
    """``-`` writes nothing but the graph."""
    done = kg("export", "-", "--format", "nq", "--graph", "current", "--store", sample_store)
    assert done.stdout
    assert all(f"<{PREFIXES['graph']}current> ." in line for line in done.stdout.splitlines())
