"""Imports go one way, heavy libraries load when used, and only the border knows RDF."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
# Lowest first; a room imports from rooms on lower floors, never from its own floor.
FLOORS = (
    "errors ids",
    "model names vocab",
    "record syntax",
    "language read resolve store",
    "extract quads",
    "derive",
    "check evaluate export query view",
    "pipeline serve testing",
    "cli",
    "__main__",
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms.split()}
RDF = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}
MAY_KNOW_RDF = {"store", "quads", "derive", "query", "export", "check", "serve"}
HEAVY = """
rdflib pyoxigraph pyshacl networkx pyvis numpy onnxruntime IPython matplotlib
""".split()


def rooms() -> Iterator[tuple[str, Path]]:
    """Each module's file with the top-level part of the package that it belongs to."""
    for path in sorted(ROOT.rglob("*.py")):
        first = path.relative_to(ROOT).parts[0]
        yield first.removesuffix(".py"), path


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                f"{node.module}.{name.name}" if node.module == "kg" else node.module
                for name in node.names
            )


def test_every_room_has_a_floor() -> None:
    """A new top-level module is given its place here first."""
    assert {room for room, _ in rooms()} - {"__init__"} == FLOOR.keys()


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_imports_go_down(room: str) -> None:
    """No module imports from its own floor or one above."""
    wrong = {
        f"{path.name} imports {name}"
        for own, path in rooms()
        for name in imported(path)
        if own == room and name.startswith("kg.") and (below := name.split(".")[1]) != room
        if FLOOR.get(below, -1) >= FLOOR[room]
    }
    assert not wrong


def test_only_the_border_knows_rdf() -> None:
    """Stages before the quads, and the pictures after, speak in our own values."""
    knowing = {room for room, path in rooms() for name in imported(path)
               if name.split(".")[0] in RDF}  # fmt: skip
    assert knowing <= MAY_KNOW_RDF


def test_runtime_does_not_need_what_training_needs() -> None:
    """Only the training code imports torch and transformers."""
    users = {path for _, path in rooms() for name in imported(path)
             if name.split(".")[0] in ("torch", "transformers", "safetensors", "onnx")}  # fmt: skip
    assert users
    assert all("training" in path.parts for path in users)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """What a command needs is loaded when it runs."""
    code = (
        "import sys\nfrom kg.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: assert end.code == 0, end.code\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
