"""The embedded store: the contract, and what a folder adds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Store, open_store
from kg.store.contract import StoreContract, quad

GRAPH = "http://example.org/g"


class TestMemoryStore(StoreContract):
    """A store in memory."""

    def make_store(self) -> Store:
        """An empty one."""
        return open_store(None)


class TestFolderStore(StoreContract):
    """A store in a folder."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.path = tmp_path / "store"

    def make_store(self) -> Store:
        """A new one."""
        return open_store(self.path, write=True)


def build(path: Path, *texts: str) -> None:
    """Make or change a store so that its one graph holds these texts."""
    with open_store(path, write=True) as store:
        store.replace(GRAPH, [quad(text) for text in texts])


def read(path: Path) -> set[str]:
    """The texts that a reader sees."""
    with open_store(path) as store:
        return {q.object.value for q in store.quads(GRAPH)}


def test_what_was_closed_is_read(tmp_path: Path) -> None:
    """Closing publishes."""
    build(tmp_path / "s", "a")
    build(tmp_path / "s", "a", "b")
    assert read(tmp_path / "s") == {"a", "b"}


def test_readers_see_the_last_flush_beside_a_writer(tmp_path: Path) -> None:
    """A reader may open while the store is being written, and sees whole flushes."""
    with open_store(tmp_path, write=True) as store:
        store.replace(GRAPH, [quad("a")])
        store.flush()
        store.replace(GRAPH, [quad("b")])
        assert read(tmp_path) == {"a"}
    assert read(tmp_path) == {"b"}


def test_an_open_reader_outlives_later_flushes(tmp_path: Path) -> None:
    """A snapshot in use stays readable when its folder is cleaned away."""
    build(tmp_path, "a")
    with open_store(tmp_path) as reader:
        for text in "bcd":
            build(tmp_path, text)
        assert {q.object.value for q in reader.quads()} == {"a"}
    assert len(list((tmp_path / "published").iterdir())) == 2


def test_a_flush_without_changes_publishes_nothing(tmp_path: Path) -> None:
    """Building twice leaves the same published copy."""
    build(tmp_path, "a")
    build(tmp_path, "a")
    assert (tmp_path / "current").read_text() == "1"


def test_reading_creates_nothing(tmp_path: Path) -> None:
    """A mistyped path is an error, not a new store."""
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path / "typo")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [False, True])
def test_a_foreign_folder_is_refused(tmp_path: Path, write: bool) -> None:
    """Files of others are never mixed with a database."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a store of kg"):
        open_store(tmp_path, write=write)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    "marker", [{"format": 2, "ontology": "1.0.0"}, {"format": 1, "ontology": "99.0"}]
)
@pytest.mark.parametrize("write", [False, True])
def test_a_newer_store_is_refused_with_advice(
    tmp_path: Path, write: bool, marker: dict[str, object]
) -> None:
    """A store of a newer format or ontology is not touched by an older program."""
    build(tmp_path, "a")
    (tmp_path / "kg-store.json").write_text(json.dumps(marker))
    with pytest.raises(StoreError, match="upgrade"):
        open_store(tmp_path, write=write)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """A store opened for reading refuses changes."""
    build(tmp_path, "a")
    with open_store(tmp_path) as store, pytest.raises(StoreError, match="opened for reading"):
        store.remove(GRAPH)


WRITER = """
import sys, os
from pathlib import Path
from kg.store import open_store
from kg.store.contract import quad
store = open_store(Path(sys.argv[1]), write=True)
store.replace("http://example.org/g", [quad("kept")])
print("ready", flush=True)
sys.stdin.readline()
os._exit(9)
"""


def test_a_second_writer_is_told_who_writes_and_a_dead_one_loses_nothing(tmp_path: Path) -> None:
    """The error names the process; what a killed writer wrote is published by the next."""
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        with pytest.raises(StoreError, match=f"process {writer.pid} on "):
            open_store(tmp_path, write=True)
        writer.communicate("die\n")
    with open_store(tmp_path, write=True):
        pass
    assert read(tmp_path) == {"kept"}
