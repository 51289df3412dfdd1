"""Looking after a store's folder."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.contract import quad
from kg.store.upkeep import backup, compact, info, verify
from tests.store.test_embedded import GRAPH, build, read


def test_info_counts_what_is_published(tmp_path: Path) -> None:
    """Graphs and their triples, not the union that queries see."""
    with open_store(tmp_path, write=True) as store:
        store.replace(GRAPH, [quad("a"), quad("b")])
        store.replace("http://example.org/h", [quad("a", "http://example.org/h")])
    found = info(tmp_path)
    assert (found.graphs, found.quads, found.writer) == (2, 3, None)


def test_info_tells_a_writer_that_died(tmp_path: Path) -> None:
    """A note left by a process that runs no more is told as such."""
    build(tmp_path, "a")
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    note = {"pid": gone.pid, "host": socket.gethostname()}
    (tmp_path / "writer.json").write_text(json.dumps(note))
    assert str(info(tmp_path).writer).endswith("which has died")


def test_a_backup_is_a_store_of_its_own(tmp_path: Path) -> None:
    """It is read and written, and the first store does not change with it."""
    build(tmp_path / "s", "a")
    backup(tmp_path / "s", tmp_path / "copy")
    with open_store(tmp_path / "copy", write=True) as store:
        assert {q.object.value for q in store.quads()} == {"a"}
        store.replace(GRAPH, [quad("b")])
    assert (read(tmp_path / "s"), read(tmp_path / "copy")) == ({"a"}, {"b"})


def test_a_backup_beside_a_writer_has_what_was_published(tmp_path: Path) -> None:
    """A build need not stop for it."""
    with open_store(tmp_path / "s", write=True) as store:
        store.replace(GRAPH, [quad("a")])
        store.flush()
        store.replace(GRAPH, [quad("b")])
        backup(tmp_path / "s", tmp_path / "copy")
    assert read(tmp_path / "copy") == {"a"}


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    """A folder that exists is refused."""
    build(tmp_path / "s", "a")
    (tmp_path / "mine").mkdir()
    with pytest.raises(StoreError, match="exists already"):
        backup(tmp_path / "s", tmp_path / "mine")


def test_compacting_keeps_everything(tmp_path: Path) -> None:
    """Readers see the same quads."""
    build(tmp_path, *map(str, range(500)))
    build(tmp_path, "a", "b")
    compact(tmp_path)
    assert read(tmp_path) == {"a", "b"}


def test_a_sound_store_has_nothing_to_tell(tmp_path: Path) -> None:
    """Neither has one that another process wrote before."""
    build(tmp_path, "a")
    build(tmp_path, "b")
    assert list(verify(tmp_path)) == []


def test_a_triple_that_queries_alone_see_is_found(tmp_path: Path) -> None:
    """The union of the graphs is compared with the graphs."""
    build(tmp_path, "a")
    database = ox.Store(tmp_path / "live")
    database.add(ox.Quad(*quad("stray").triple))
    published = tmp_path / "published" / "7"
    database.backup(published)
    (tmp_path / "current").write_text("7")
    assert [problem.split(",")[0] for problem in verify(tmp_path)] == ["1 triples in no graph"]


def test_damaged_files_are_found(tmp_path: Path) -> None:
    """A changed byte in a table of the database does not pass."""
    build(tmp_path, *map(str, range(2000)))
    compact(tmp_path)
    current = tmp_path / "published" / (tmp_path / "current").read_text()
    for table in current.glob("*.sst"):
        data = bytearray(table.read_bytes())
        data[len(data) // 3] ^= 0xFF
        table.unlink()  # it may be linked elsewhere
        table.write_bytes(bytes(data))
    assert list(verify(tmp_path)) != []


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    """With time to wait, the second writer gets its turn."""
    first = open_store(tmp_path, write=True)
    threading.Timer(0.3, first.close).start()
    began = time.monotonic()
    with open_store(tmp_path, write=True, wait=30) as second:
        assert time.monotonic() - began < 30
        assert second.replace(GRAPH, [quad("b")])
