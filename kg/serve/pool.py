"""Query workers kept ready, each on the newest published graph."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable
from pathlib import Path

from kg.errors import LimitError
from kg.query.worker import MEMORY, QueryWorker, Question, Reply
from kg.store.folder import check_marker


class WorkerPool:
    """Workers that answer questions, one each at a time.

    Args:
        path: folder of the store.
        size: how many questions are answered at once; more wait for their turn.
        seconds: how long a question may take, and how long it may wait.
        memory: bytes that each worker may take.

    Raises:
        StoreError: there is no such store.
    """

    def __init__(
        self, path: Path, *, size: int = 2, seconds: float = 10.0, memory: int = MEMORY
    ) -> None:
        check_marker(path)
        self.seconds = seconds
        self._path, self._memory = path, memory
        self._turns = asyncio.Semaphore(size)
        self._idle: deque[tuple[str, QueryWorker]] = deque()

    async def ask(self, question: Question, *, gone: Awaitable[object] | None = None) -> Reply:
        """Answer a question.

        Args:
            question: what to answer.
            gone: ends when nobody waits for the answer any more; the worker is ended then.

        Raises:
            QueryError, UsageError: as ``kg.query.run_query``.
            LimitError: it took too long or too much, or waited too long for its turn.
            StoreError: the store cannot be read.
        """
        try:
            await asyncio.wait_for(self._turns.acquire(), self.seconds)
        except TimeoutError as error:
            raise LimitError("too many queries at once", advice="ask again later") from error
        try:
            return await self._ask(question, gone)
        finally:
            self._turns.release()

    async def _ask(self, question: Question, gone: Awaitable[object] | None) -> Reply:
        generation, worker = await asyncio.to_thread(self._take)
        asked = asyncio.ensure_future(asyncio.to_thread(worker.ask, question, seconds=self.seconds))
        waiting = [asked] if gone is None else [asked, asyncio.ensure_future(gone)]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            if not asked.done():
                worker.kill()
            return await asked
        finally:
            for other in waiting[1:]:
                other.cancel()
            if not asked.done():
                worker.kill()
            if worker.alive:
                self._idle.append((generation, worker))
            else:
                worker.close()

    def _take(self) -> tuple[str, QueryWorker]:
        """A worker on the newest graph: an idle one, or a new one."""
        newest = (self._path / "current").read_text(encoding="utf-8")
        while self._idle:
            generation, worker = self._idle.popleft()
            if generation == newest and worker.alive:
                return generation, worker
            worker.close()
        return newest, QueryWorker(self._path, memory=self._memory)

    def close(self) -> None:
        """End the workers."""
        while self._idle:
            self._idle.popleft()[1].close()
