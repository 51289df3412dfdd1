"""The files of a folder that may hold articles, in one order on every machine."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["walk"]

log = logging.getLogger(__name__)


def walk(folder: Path) -> Iterator[Path]:
    """Regular files below a folder, sorted by path.

    Skipped: names that begin with a dot, gold files (``*.gold.json``), symbolic links to folders
    and those that lead out of the folder, pipes, sockets and devices.
    """
    root = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or name.endswith(".gold.json"):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                log.warning("%s: skipped, a link that leaves the folder", path)
            elif path.is_file():
                yield path
