"""Queries in a process of their own, which can be ended.

Oxigraph has no time limit, hears no signal while it works, and a bad query can end its process.
So a query that nobody vouches for runs in a child (``kg.query.child``) with a limit on memory and,
on Linux, without a network; the parent kills it when its time is over.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.errors import KgError, LimitError, QueryError, StoreError, UsageError
from kg.store import Dataset
from kg.store.folder import check_marker

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

#: Bytes of memory that a query may take, its store's cache among them.
MEMORY = 2 << 30
_ERRORS: dict[str, type[KgError]] = {
    cls.__name__: cls for cls in (QueryError, LimitError, UsageError, StoreError)
}
_PATIENCE = 60.0  # seconds for a child to start


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is asked.

    Attributes:
        text: SPARQL, or the name of a named query.
        form: of rows and of yes or no: one of ``kg.query.FORMATS``; None if neither is wanted.
        graph_form: of triples: one of ``kg.query.GRAPH_FORMATS``; None if they are not wanted.
        bindings: values of its parameters.
        rows: rows or triples at most; None for all.
        dataset: the graphs that it is about; None for all.
    """

    text: str
    form: str | None = "json"
    graph_form: str | None = "ttl"
    bindings: dict[str, str] = field(default_factory=dict)
    rows: int | None = None
    dataset: Dataset | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What it answered.

    Attributes:
        kind: "rows", "boolean" or "triples".
        body: the answer in the form that was asked for.
        truncated: whether the limit of rows left something out.
    """

    kind: str
    body: bytes
    truncated: bool


class QueryWorker:
    """A child that answers one question at a time from what was published last when it began.

    Args:
        path: folder of the store.
        memory: bytes that it may take.
        program: module that is the child; it calls ``kg.query.child.run``.

    Raises:
        StoreError: there is no such store.
    """

    def __init__(
        self, path: Path, *, memory: int = MEMORY, program: str = "kg.query.child"
    ) -> None:
        check_marker(path)
        self._ready = False
        arguments = [str(path), str(memory), str(os.getpid())]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ
            | {
                "PYTHONPATH": os.pathsep.join(sys.path),
                "MALLOC_ARENA_MAX": "2",  # glibc sets room aside for each thread, which counts
            },
        )

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def responds(self) -> bool:
        """Whether it hears; one that is just dying may still look alive."""
        assert self._process.stdin is not None  # noqa: S101 - pipes were asked for
        try:
            if not self._ready:
                self._start()
            with self._ending(_PATIENCE):
                self._process.stdin.write(b"null\n")
                self._process.stdin.flush()
                return bool(self._head()["ready"])
        except (EOFError, OSError, StoreError):
            return False

    def ask(self, question: DataclassInstance, *, seconds: float | None = None) -> Reply:
        """Put a question and wait for the answer.

        Args:
            question: what to answer; a Question, or what another program takes.
            seconds: how long at most; the child is ended when they are over.

        Raises:
            QueryError, UsageError: as ``kg.query.run_query``.
            LimitError: it took too long, too much memory, or its answer is too large.
        """
        if not self._ready:
            self._start()
        try:
            with self._ending(seconds) as over:
                head, body = self._exchange(question)
        except (EOFError, OSError) as error:
            if over.is_set():
                reason = f"the query was ended after {seconds:g} seconds"
            else:
                reason = (
                    "the query ended its process: it needs more memory than it may have, or is"
                    " nested too deep"
                )
            raise LimitError(reason, advice="ask for less") from error
        if "error" in head:
            raise _error(head)
        return Reply(head["kind"], body, head["truncated"])

    def _start(self) -> None:
        """Wait until the child has opened the store, which is no query's time."""
        try:
            with self._ending(_PATIENCE):
                head = self._head()
        except (EOFError, OSError) as error:
            raise StoreError(
                "no process to answer queries could be started", advice="it may need more memory"
            ) from error
        if "error" in head:
            self.close()
            raise _error(head)
        self._ready = True

    @contextlib.contextmanager
    def _ending(self, seconds: float | None) -> Iterator[threading.Event]:
        """End the child when the time is over, which ends every wait on its pipes on any system.

        Gives the event that tells so; the child is let go of when it has ended, however it has.
        """
        over = threading.Event()

        def end() -> None:
            over.set()
            self.kill()

        timer = threading.Timer(seconds or 0, end)
        timer.daemon = True
        if seconds is not None:
            timer.start()
        try:
            yield over
        except (EOFError, OSError):
            self.close()
            raise
        finally:
            timer.cancel()
            if seconds is not None:
                timer.join()  # it may just be killing
            if over.is_set():
                self.close()

    def _exchange(self, question: DataclassInstance) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin is not None  # noqa: S101 - pipes were asked for
        self._process.stdin.write(json.dumps(asdict(question)).encode() + b"\n")
        self._process.stdin.flush()
        head = self._head()
        return head, self._read(head["bytes"])

    def _head(self) -> dict[str, Any]:
        head: dict[str, Any] = json.loads(self._read(int.from_bytes(self._read(4))))
        return head

    def _read(self, count: int) -> bytes:
        assert self._process.stdout is not None  # noqa: S101
        found = self._process.stdout.read(count)
        if len(found) < count:
            raise EOFError
        return found

    def kill(self) -> None:
        """End the child, whatever it is doing; who waits for its answer gets a LimitError."""
        self._process.kill()

    def close(self) -> None:
        """End the child and let go of what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # a question that it never read
                    pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _error(head: dict[str, Any]) -> KgError:
    return _ERRORS.get(head["error"], QueryError)(head["reason"], advice=head["advice"])
