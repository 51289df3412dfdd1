"""What a store's owner does now and then: look at it, copy it, make it small, prove it whole."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Triple

from kg.errors import StoreError
from kg.store.embedded import FolderStore, open_folder
from kg.store.folder import MARKER, check_marker, read_published


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """A store in figures.

    Attributes:
        format: version of the folder's layout.
        ontology: version of the ontology that wrote it last.
        graphs: named graphs that are published.
        quads: triples in them, a triple counted in each graph that states it.
        size: bytes of all files, one that two copies share counted once.
        writer: who writes it at this moment, or died while writing it; None for nobody.
    """

    format: int
    ontology: str
    graphs: int
    quads: int
    size: int
    writer: str | None


def info(path: Path) -> StoreInfo:
    """Look at a store without opening it for writing.

    Raises:
        StoreError: it is no store, or one that cannot be read.
    """
    check_marker(path)
    marker = json.loads((path / MARKER).read_text(encoding="utf-8"))
    with open_folder(path, write=False) as store:
        graphs = store.graphs()
        quads = sum(1 for _ in store.quads())
    files = {
        (stat.st_dev, stat.st_ino): stat.st_size
        for file in path.rglob("*")
        if not file.is_dir()
        for stat in (file.stat(),)
    }
    return StoreInfo(
        marker["format"], marker["ontology"], len(graphs), quads, sum(files.values()), _writer(path)
    )


def _writer(path: Path) -> str | None:
    try:
        holder = json.loads((path / "writer.json").read_text(encoding="utf-8"))
        died = holder["host"] == socket.gethostname() and not _runs(int(holder["pid"]))
        return f"process {holder['pid']} on {holder['host']}{', which has died' if died else ''}"
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return "unknown"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def backup(path: Path, target: Path) -> None:
    """Copy what was published last into a new store; a build may run meanwhile.

    Args:
        path: the store.
        target: a folder that does not exist yet.

    Raises:
        StoreError: the target exists or cannot be written, or the store cannot be read.
    """
    check_marker(path)
    if target.exists():
        raise StoreError(f"{target} exists already", advice="name a new folder")
    read_published(path)  # what cannot be opened is no backup
    current = (path / "current").read_text(encoding="utf-8").strip()
    half = target.with_name(f"{target.name}.part")
    try:
        shutil.rmtree(half, ignore_errors=True)
        # Copies, not links: a backup shares no file with what it is the backup of.
        for copy in (half / "live", half / "published" / "1"):
            shutil.copytree(path / "published" / current, copy)
        shutil.copy(path / MARKER, half)
        (half / "current").write_text("1", encoding="utf-8")
        half.rename(target)  # whole or not at all
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise StoreError(f"{target} could not be written: {error}") from error


def compact(path: Path, *, wait: float = 0) -> None:
    """Rewrite the database without what was removed from it, and publish it.

    Args:
        path: the store.
        wait: seconds to wait for another writer.

    Raises:
        StoreError: it is no store, is being written, or the disk is full.
    """
    check_marker(path)
    with FolderStore(path, wait=wait) as store:
        store.compact()


def verify(path: Path) -> Iterator[str]:
    """What is wrong with the storage, in words; nothing where it is sound.

    Everything is read, so that the database compares its checksums; the union of the named graphs,
    which queries see, must be exactly what the graphs state. ``kg.check`` examines what is said.

    Raises:
        StoreError: it is no store of ours.
    """
    check_marker(path)
    try:
        store = read_published(path)
        stated = {q.triple for q in store if q.graph_name != DefaultGraph()}
        union = {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
    except (StoreError, OSError, RuntimeError) as error:
        yield f"it cannot be read: {error}"
        return
    yield from _differences("in no graph, but seen by queries", union - stated)
    yield from _differences("in a graph, but unseen by queries", stated - union)
    if _writer(path) is None and (path / "live").exists():
        try:
            live = ox.Store.read_only(str(path / "live"))
            same = set(live) == set(store)
        except (OSError, RuntimeError) as error:
            yield f"the writer's copy cannot be read: {error}"
            return
        if not same:
            yield "the writer's copy is not what was published: the next build will publish it"


def _differences(what: str, triples: set[Triple]) -> Iterator[str]:
    if triples:
        yield f"{len(triples)} triples {what}, such as {min(map(str, triples))}"
