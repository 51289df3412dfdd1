"""Query workers kept ready, each on the newest published graph."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import LimitError
from kg.query.worker import MEMORY, QueryWorker, Reply
from kg.store.folder import check_marker, snapshot_id

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PATIENCE = 30.0  # seconds that a question waits for its turn
T = TypeVar("T")


class WorkerPool:
    """Workers that answer questions, one each at a time; they start when they are needed.

    Args:
        path: folder of the store.
        size: how many questions are answered at once; more wait for their turn.
        seconds: how long a question may take.
        memory: bytes that each worker may take.
        program: module that the workers run.

    Raises:
        StoreError: there is no such store.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: int = 2,
        seconds: float = 10.0,
        memory: int = MEMORY,
        program: str = "kg.query.child",
    ) -> None:
        check_marker(path)
        self.seconds = seconds
        self._path, self._memory, self._program = path, memory, program
        self._turns = asyncio.Semaphore(size)
        self._threads = ThreadPoolExecutor(size + 1, thread_name_prefix="kg-worker")
        self._idle: deque[tuple[str, QueryWorker]] = deque()
        self._busy: set[QueryWorker] = set()

    @property
    def snapshot(self) -> str:
        """What was published last, by a name that no other snapshot has.

        Raises:
            StoreError: nothing is published.
        """
        return snapshot_id(self._path)

    async def ask(
        self, question: DataclassInstance, *, gone: Coroutine[Any, Any, None] | None = None
    ) -> Reply:
        """Answer a question.

        Args:
            question: what to answer, a Question or what the program takes.
            gone: ends when nobody waits for the answer any more; so does the worker then.

        Raises:
            QueryError, UsageError: as ``kg.query.run_query``.
            LimitError: it took too long or too much, waited too long for its turn, or nobody waits
                for its answer.
            StoreError: the store cannot be read.
        """
        return await unless(gone, self._in_turn(question))

    async def _in_turn(self, question: DataclassInstance) -> Reply:
        try:
            async with asyncio.timeout(max(self.seconds, PATIENCE)):
                await self._turns.acquire()
        except TimeoutError as error:
            raise LimitError("too many queries at once", advice="ask again later") from error
        try:
            return await self._asked(question)
        finally:
            self._turns.release()

    async def _asked(self, question: DataclassInstance) -> Reply:
        newest = self.snapshot
        worker = await self._ready(newest) or self._begun()
        self._busy.add(worker)
        answer = asyncio.get_running_loop().run_in_executor(
            self._threads, lambda: worker.ask(question, seconds=self.seconds)
        )
        given_up = False
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            given_up = True
            worker.kill()  # which ends the thread's wait, too
            await asyncio.wait([answer])
            raise
        finally:
            self._busy.discard(worker)
            if given_up or not worker.alive:
                worker.close()
            else:
                self._idle.append((newest, worker))

    def _begun(self) -> QueryWorker:
        return QueryWorker(self._path, memory=self._memory, program=self._program)

    async def _ready(self, newest: str) -> QueryWorker | None:
        """An idle worker on the newest graph; those on older ones are ended."""
        while self._idle:
            snapshot, worker = self._idle.popleft()
            loop = asyncio.get_running_loop()
            try:
                if snapshot == newest and await loop.run_in_executor(
                    self._threads, worker.responds
                ):
                    return worker
            except asyncio.CancelledError:
                worker.close()
                raise
            worker.close()
        return None

    def close(self) -> None:
        """End the workers, also those that are at work."""
        for worker in (*self._busy, *(worker for _, worker in self._idle)):
            worker.close()
        self._idle.clear()
        self._threads.shutdown(wait=False)


async def unless(gone: Coroutine[Any, Any, None] | None, work: Coroutine[Any, Any, T]) -> T:
    """Do some work unless its client leaves, and end it then.

    Args:
        gone: ends when the client has left; None where nobody looks.
        work: what the client waits for.

    Raises:
        LimitError: the client has left.
    """
    answer = asyncio.ensure_future(work)
    watch = None if gone is None else asyncio.ensure_future(gone)
    try:
        await asyncio.wait(
            [answer] if watch is None else [answer, watch], return_when=asyncio.FIRST_COMPLETED
        )
        if not answer.done():
            raise LimitError("nobody waits for the answer")
        return answer.result()
    finally:
        for task in (answer, watch):
            if task is not None and not task.done():
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
