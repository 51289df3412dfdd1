"""The seam: what reads one kind of file as articles."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from kg.errors import ReadError
from kg.model import Article

__all__ = ["MAX_BYTES", "STDIN", "Reader", "open_input"]

MAX_BYTES = 5_000_000  # of one article; the longest newspaper texts have 0.2 million
STDIN = Path("-")


class Reader(Protocol):
    """Reads one kind of file. Register one under the entry-point group ``kg.readers``.

    It never raises for a bad input: it yields the error in the article's place and goes on.
    """

    @property
    def name(self) -> str:
        """What a source's TOML file calls it: "text"."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of the files that it reads, lower case, with the dot."""

    def read(self, path: Path, *, default_id: str) -> Iterator[Article | ReadError]:
        """The articles of one file, in the order of the file.

        Args:
            path: a regular file, or ``-`` for standard input.
            default_id: id of an article that does not bring its own; of several in one file,
                what their ids begin with.
        """


@contextmanager
def open_input(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``; special files (pipes, devices) are refused.

    Raises:
        ReadError: there is no such file, it is not a file, or it may not be read.
    """
    if path == STDIN:
        yield sys.stdin.buffer
        return
    try:
        # Not blocking, so that a pipe that nobody writes to cannot hang the run.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(path, f"cannot be opened: {reason.lower()}") from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ReadError(path, "is not a regular file")
        try:
            yield file
        except OSError as error:  # the disk, in the middle of the file
            raise ReadError(path, f"cannot be read: {error}") from error
