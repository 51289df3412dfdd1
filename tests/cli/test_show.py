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
