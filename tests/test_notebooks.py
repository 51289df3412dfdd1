"""The notebooks run, and show what they print today.

``python tests/test_notebooks.py`` runs them anew and writes their outputs.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ALIKE = 0.7  # as in test_readme: another processor may find a claim more or less
LARGEST = 400_000  # bytes of a notebook with its pictures


def run(path: Path, folder: Path) -> NotebookNode:
    """A notebook, executed in a folder by a Jupyter kernel of its own."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.pop("outputs", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=600,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    with patch.dict(os.environ, {"PYTHONPATH": search, "NO_COLOR": "1"}):
        client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def outputs(notebook: NotebookNode) -> str:
    """All that its cells show but the pictures, of which only their names are kept."""
    shown = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown += [output.get("text", ""), data.get("text/html", ""), data.get("text/plain", "")]
    return "\n".join(filter(None, shown))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Path:
    """A folder in which the sample graph has been built already."""
    path = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(sample_store, path / "kg-store")
    return path


@pytest.mark.filterwarnings("default")  # what Jupyter's parts say of each other is theirs
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_it_prints_today(path: Path, folder: Path) -> None:
    """It runs from top to bottom without an error, and its outputs are those that are kept."""
    kept, today = nbformat.read(path, as_version=4), run(path, folder)
    before, after = outputs(kept).splitlines(), outputs(today).splitlines()
    alike = SequenceMatcher(None, before, after, autojunk=False).ratio()
    assert alike >= ALIKE, f"only {alike:.0%} alike: run python tests/test_notebooks.py"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_fit_to_be_kept(path: Path) -> None:
    """Small, valid, with pictures in it, without errors, paths of a machine or times."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert path.stat().st_size < LARGEST
    every = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("image/png" in output.get("data", {}) for output in every)
    assert not [output for output in every if output.output_type == "error"]
    assert not [output for output in every if output.get("name") == "stderr"]
    assert not re.search(
        r"/(tmp|home|root|Users|work)/|0x[0-9a-f]{6}|\d seconds", outputs(notebook)
    )
    assert all("execution" not in cell.metadata for cell in notebook.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_uses_the_public_names_only(path: Path) -> None:
    """`import kg`, rdflib and the standard library, nothing from inside."""
    code = [cell.source for cell in nbformat.read(path, as_version=4).cells
            if cell.cell_type == "code"]  # fmt: skip
    imported = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", "\n".join(code), re.MULTILINE))
    assert "kg" in imported
    assert imported <= {"kg", "rdflib", "pathlib", "collections"}


def test_there_are_three() -> None:
    """From articles to graph, disagreements, alliances over time."""
    assert [path.stem[0] for path in NOTEBOOKS] == ["1", "2", "3"]


def main() -> None:
    """Run the notebooks in the order of their names, and write them."""
    with TemporaryDirectory() as folder:
        for path in NOTEBOOKS:
            nbformat.write(run(path, Path(folder)), path)
            print(f"{path.name}: {path.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
