"""Every error that kg raises on purpose.

    KgError
    ├── ReadError        an input could not be read as an article: skip it, go on
    ├── DataError        a data file of the project (frames, gazetteer, queries) is wrong: stop
    ├── ClaimError       a claim breaks a rule of the claim record (quote, types): drop the claim
    ├── StoreError       the store cannot be opened, read or written: stop
    │   └── BusyError    another process is writing to it: stop, or wait
    ├── QueryError       a query is unknown, malformed or refused: stop
    │   └── LimitError   a query takes more time or memory than it may: stop
    └── UsageError       a request that cannot be met (unknown name, unknown format): stop

Each carries what a message needs as attributes, and says what to do next. Foreign exceptions are
turned into these where they cross into kg, with the cause chained.
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Root of all errors of kg.

    Args:
        reason: what is wrong, as a sentence without a full stop.
        advice: what the user can do about it; may be empty.
    """

    def __init__(self, reason: str, *, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason}; {self.advice}" if self.advice else self.reason


class PlacedError(KgError):
    """An error with a place: the file, and where known the line (from 1)."""

    def __init__(
        self, path: Path | str, reason: str, *, line: int | None = None, advice: str = ""
    ) -> None:
        super().__init__(reason, advice=advice)
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else f"{self.path}"
        return f"{place}: {super().__str__()}"


class ReadError(PlacedError):
    """An input is not an article (empty, not UTF-8, broken JSON line ...). Skip it, go on."""


class DataError(PlacedError):
    """A data file of the project is wrong: names the file and the entry. Stop."""


class ClaimError(KgError):
    """A claim breaks the claim record: its quote is not in the article, or a type is wrong."""


class StoreError(KgError):
    """The store is missing, locked, foreign or damaged. Stop; nothing stored is lost."""


class BusyError(StoreError):
    """Another process is writing to the store. Stop, or wait for it; nothing was changed."""


class QueryError(KgError):
    """A query has no such name, is not valid SPARQL, or is refused. Stop."""


class LimitError(QueryError):
    """A query takes more time or memory than it may, or gives more than fits. Stop."""


class UsageError(KgError):
    """A request names something that does not exist (article, entity, format). Stop."""
