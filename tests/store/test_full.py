"""A disk that is full, a folder that may not be written, files that are damaged."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.language import Model
from kg.pipeline import build
from kg.store import open_store
from tests.store.test_embedded import build as put
from tests.store.test_embedded import read
from tests.store.test_kill import said, write_articles

CAP_DAC_OVERRIDE, PR_CAPBSET_DROP = 1, 24  # capabilities(7), prctl(2)


def kg(*arguments: object, first: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    """A command in a process that gave something up first."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        preexec_fn=first,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )


def no_large_files() -> None:
    """As on a full disk, writing fails in the middle of a build."""
    import resource  # not on Windows

    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))


def no_privileges() -> None:
    """Root writes where nobody may, unless it gives that up."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)


def test_a_full_disk_loses_nothing(tmp_path: Path, model: Model) -> None:
    """The message says what to do; readers keep what they have; with room the build ends well."""
    pytest.importorskip("resource", reason="no limits on this system")
    path = tmp_path / "store"
    with open_store(path, write=True) as store:
        list(build([write_articles(tmp_path / "few", 2)], store, model=model))
        before = said(store)
    done = kg("build", write_articles(tmp_path / "all", 40), "--store", path, first=no_large_files)
    assert done.returncode == 1
    assert "make room" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    with open_store(path) as store:
        assert said(store) == before
    with open_store(path, write=True) as store, open_store(None) as other:
        for each in (store, other):
            list(build([tmp_path / "all"], each, model=model))
        assert said(store) == said(other)


def test_a_folder_that_may_not_be_written_is_still_read(tmp_path: Path) -> None:
    """Writing is refused in words that name the store, reading goes on, nothing changes."""
    if sys.platform != "linux":
        pytest.skip("whether root may write is asked with Linux's capabilities")
    path = tmp_path / "blocks"  # a name that has "lock" in it is no lock
    put(path, "a")
    files = [path, *path.rglob("*")]
    for file in files:
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        refused = kg("store", "compact", "--store", path, first=no_privileges)
        looked = kg("articles", "--store", path, first=no_privileges)
    finally:
        for file in files:
            file.chmod(0o755 if file.is_dir() else 0o644)
    assert refused.returncode == 1
    assert f"{path} cannot be opened for writing" in refused.stderr
    assert "Permission denied" in refused.stderr
    assert looked.returncode == 0
    put(path, "a", "b")
    assert read(path) == {"a", "b"}


def test_a_store_killed_while_it_was_made_is_made(tmp_path: Path) -> None:
    """Half a marker is nobody's work."""
    (tmp_path / "kg-store.json.123").write_text("{")
    put(tmp_path, "a")
    assert read(tmp_path) == {"a"}


def test_halves_of_files_are_cleared_away(tmp_path: Path) -> None:
    """What a killed writer was just writing, and half a copy for readers, go with the next."""
    put(tmp_path, "a")
    (tmp_path / "current.123").write_text("")
    (tmp_path / "published" / "7").mkdir()
    put(tmp_path, "b")
    assert read(tmp_path) == {"b"}
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "current", "kg-store.json", "live", "published",
    ]  # fmt: skip
    assert sorted(file.name for file in (tmp_path / "published").iterdir()) == ["1", "8"]


def test_an_error_publishes_nothing(tmp_path: Path) -> None:
    """Readers keep the last flush; the next writer publishes what was stored until the error."""
    put(tmp_path, "a")
    with pytest.raises(KeyError), open_store(tmp_path, write=True) as store:
        store.remove("http://example.org/g")
        raise KeyError
    assert read(tmp_path) == {"a"}
    open_store(tmp_path, write=True).close()
    assert read(tmp_path) == set()


def _truncate(pattern: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        for file in path.glob(pattern):
            data = file.read_bytes()
            file.unlink()  # the two databases share files
            file.write_bytes(data[: len(data) // 2])

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        _truncate("published/*/*.sst"),
        _truncate("published/*/MANIFEST-*"),
        lambda path: (path / "current").unlink(),
        lambda path: (path / "current").write_text(""),
        lambda path: (path / "current").write_text("../live"),
        lambda path: shutil.rmtree(path / "published"),
        _truncate("kg-store.json"),
    ],
    ids=["sst", "manifest", "no-current", "empty-current", "foreign-current", "no-copy", "marker"],
)
def test_a_damaged_copy_is_an_error_with_advice(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Reading says that the store is damaged and what to do; it never gives a part."""
    put(tmp_path, *map(str, range(500)))
    damage(tmp_path)
    with pytest.raises(StoreError, match="build") as error:
        read(tmp_path)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize("pattern", ["live/*.sst", "live/MANIFEST-*"])
def test_a_damaged_database_is_an_error_for_its_writer(tmp_path: Path, pattern: str) -> None:
    """The writer is told; what was published is read as before."""
    put(tmp_path, "a")
    put(tmp_path, "a", "b")
    _truncate(pattern)(tmp_path)
    with pytest.raises(StoreError, match="opened for writing"):
        put(tmp_path, "c")
    assert read(tmp_path) == {"a", "b"}
