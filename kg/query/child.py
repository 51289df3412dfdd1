"""The child of a ``QueryWorker``: reads questions from standard input, writes replies to output.

``python -m kg.query.child STORE BYTES PARENT`` answers queries; other programs call ``run`` with
what answers their questions. It ends when its parent has.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeAlias

from kg.errors import KgError, LimitError, UsageError
from kg.store import Dataset, Store, open_store

#: Bytes of an answer.
SIZE = 64 << 20
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000

#: Takes a question as it came and where its answer is written to; gives the reply's head.
Answering: TypeAlias = Callable[[Store, dict[str, Any], IO[bytes]], dict[str, Any]]


class _Capped(io.BytesIO):
    """Bytes up to a size; more is a LimitError."""

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > SIZE:
            raise LimitError(f"the answer is larger than {SIZE >> 20} MiB", advice="use --limit")
        return super().write(data)


def serve(
    path: Path, questions: IO[bytes], replies: IO[bytes], *, answer: Answering | None = None
) -> None:
    """Answer questions, a JSON object a line, until there are no more.

    Each reply is the length of its head in four bytes, the head as a JSON object, and the body; the
    first one says that the store is open, or why not.

    Args:
        path: folder of the store.
        questions: read line by line.
        replies: written to.
        answer: what answers; queries where None.
    """
    answer = answer or answer_query
    try:
        store = open_store(path)
    except KgError as error:
        _reply(replies, _told(error))
        return
    _reply(replies, {"ready": True})
    with store:
        for line in questions:
            data = json.loads(line)
            if data is None:  # it is asked whether it hears
                _reply(replies, {"ready": True})
                continue
            body = _Capped()
            try:
                head = answer(store, data, body)
            except KgError as error:
                body = _Capped()
                head = _told(error)
            _reply(replies, head, body.getvalue())


def answer_query(store: Store, question: dict[str, Any], body: IO[bytes]) -> dict[str, Any]:
    """Answer a ``Question``.

    Raises:
        QueryError, UsageError: as ``kg.query.run_query``.
    """
    from kg.query.sparql import run_query  # noqa: PLC0415 - after the walls are up

    answer = run_query(
        store,
        question["text"],
        bindings=question["bindings"],
        limit=question["rows"],
        dataset=question["dataset"] and Dataset(**question["dataset"]),
    )
    wanted = question["graph_form" if answer.kind == "triples" else "form"]
    if wanted is None:
        raise UsageError(f"{answer.kind} cannot be given in the form that is asked for")
    answer.write(body, wanted)
    return {"kind": answer.kind, "truncated": answer.truncated}


def _reply(replies: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    data = json.dumps({**head, "bytes": len(body)}).encode()
    replies.write(len(data).to_bytes(4) + data)
    replies.write(body)
    replies.flush()


def _told(error: KgError) -> dict[str, Any]:
    return {"error": type(error).__name__, "reason": error.reason, "advice": error.advice}


def _wall(memory: int) -> None:
    """Take memory beyond a limit and, on Linux, the network away from this process."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(AttributeError, OSError):
        # A second wall behind the refusal of SERVICE; kernels may forbid it.
        ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _end_with(parent: int) -> None:
    """End this process when its parent has, whatever it is doing; for a thread."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def run(answer: Answering | None = None) -> None:
    """Be the child: put up the walls, and answer until the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _wall(int(sys.argv[2]))
    if os.name == "posix":
        threading.Thread(target=_end_with, args=[int(sys.argv[3])], daemon=True).start()
    serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer, answer=answer)


if __name__ == "__main__":
    run()
