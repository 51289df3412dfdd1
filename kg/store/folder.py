"""The files of a store's folder: what says that it is one, and what readers open.

``kg-store.json`` marks it, ``current`` names the copy in ``published`` that readers open. Every
file is replaced whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.vocab import ONTOLOGY_VERSION

FORMAT = 1
MARKER = "kg-store.json"
SIZES = "kg-sizes.json"  # in a published copy: its files, since Oxigraph opens half of some
T = TypeVar("T")
_ATTEMPTS = 5  # to open what ``current`` names while a writer may be publishing the next


def read_published(path: Path) -> ox.Store:
    """The database that the last flush published, read-only."""
    for attempt in range(_ATTEMPTS):
        try:
            name = (path / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise StoreError(
                f"the store {path} has nothing published yet", advice="run kg build again"
            ) from None
        try:
            if not name.isdigit():
                raise OSError(f"its file current says {name!r}, which is no number")
            _check_sizes(path / "published" / name)
            return ox.Store.read_only(str(path / "published" / name))
        except (OSError, RuntimeError, ValueError) as error:
            if attempt == _ATTEMPTS - 1:
                raise StoreError(
                    f"the store {path} cannot be read: {error}",
                    advice="if it is damaged, build it again in a new folder",
                ) from error
    raise AssertionError("unreachable")


def snapshot_id(path: Path) -> str:
    """What was published last, by a name that no other snapshot has, also in a store made anew.

    Raises:
        StoreError: nothing is published.
    """
    current = path / "current"
    try:
        found = current.stat()
        return f"{current.read_text(encoding='utf-8')} {found.st_ino} {found.st_mtime_ns}"
    except OSError as error:
        raise StoreError(f"the store {path} has nothing published") from error


def sizes_of(folder: Path) -> dict[str, int]:
    """The files of a published copy with their bytes."""
    return {file.name: file.stat().st_size for file in folder.iterdir() if file.name != SIZES}


def _check_sizes(folder: Path) -> None:
    """Refuse a published copy that lost a file or a part of one, as a broken copying leaves it."""
    if (folder / SIZES).exists():  # stores of before 0.1 have none
        wanted = json.loads((folder / SIZES).read_text(encoding="utf-8"))
        found = sizes_of(folder)
        for name in sorted(wanted):
            if found.get(name) != wanted[name]:
                raise OSError(f"{name} has {found.get(name, 'no')} bytes, not {wanted[name]}")


def check_marker(path: Path) -> None:
    """Refuse a folder that is no store of ours, or one that a newer version wrote.

    Raises:
        StoreError: so it is.
    """
    try:
        told = json.loads((path / MARKER).read_text(encoding="utf-8"))
        found, ontology = int(told["format"]), _version(told["ontology"])
    except (FileNotFoundError, NotADirectoryError):
        if not path.exists():
            raise StoreError(f"there is no store {path}", advice="make it with kg build") from None
        raise StoreError(
            f"{path} is not a store of kg", advice="name another folder with --store"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"the store {path} has a damaged {MARKER}: {error}",
            advice="put it back from a backup, or build the store again in a new folder",
        ) from error
    if found > FORMAT or ontology > _version(ONTOLOGY_VERSION):
        raise StoreError(
            f"the store {path} was written by a newer version of kg"
            f" (format {found}, ontology {told['ontology']};"
            f" this one knows {FORMAT} and {ONTOLOGY_VERSION})",
            advice="upgrade polkg, or build a new store",
        )


def prepare(path: Path) -> None:
    """Refuse a folder of others; make a new one a store, which it is from its marker on."""

    def make() -> None:
        path.mkdir(parents=True, exist_ok=True)
        # A writer that was killed at this point has left half a marker, which is nobody's work.
        if all(file.name.startswith(f"{MARKER}.") for file in path.iterdir()):
            write_json(path / MARKER, marker())

    if path.is_dir() or not path.exists():
        guard(make, f"the store {path} cannot be made")
    check_marker(path)


def marker() -> dict[str, object]:
    """What marks a store that this version writes."""
    return {"format": FORMAT, "ontology": ONTOLOGY_VERSION}


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def write_json(path: Path, value: Any) -> None:
    """Replace a JSON file whole."""
    write_text(path, json.dumps(value) + "\n")


def write_text(path: Path, text: str) -> None:
    """Replace a file whole, so that nobody reads half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with beside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def guard(action: Callable[[], T], failure: str) -> T:
    """Do something with files; a StoreError that says what failed where it cannot be done."""
    try:
        return action()
    except (OSError, RuntimeError) as error:
        raise failed(failure, error) from error


def failed(failure: str, error: OSError | RuntimeError) -> StoreError:
    """What the system refused, and what helps; no failure to write harms what was published."""
    advice = ""
    if isinstance(error, RuntimeError):  # Oxigraph's word for files that are not as it left them
        advice = "kg store backup makes a sound store of what was published last"
    elif any(words in str(error) for words in ("No space left", "File too large", "quota")):
        advice = "nothing stored is lost: make room, then do it again"
    elif "Permission denied" in str(error) or "Read-only file system" in str(error):
        advice = "only who may write there can change it"
    return StoreError(f"{failure}: {getattr(error, 'strerror', None) or error}", advice=advice)
