"""Answers that are kept until the next graph is published, so that a costly one is made once."""

from __future__ import annotations

import asyncio
import weakref
from collections import OrderedDict
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from kg.query.worker import Reply
from kg.serve.pool import WorkerPool, unless

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOST_BYTES = 64 << 20  # of all answers; the one that was asked for longest ago goes first


class Kept:
    """Asks a pool, and remembers what it answered.

    Args:
        pool: asked.
        most: bytes of answers that are kept.
    """

    def __init__(self, pool: WorkerPool, *, most: int = MOST_BYTES) -> None:
        self._pool, self._most = pool, most
        self._snapshot = ""
        self._answers: OrderedDict[str, Reply] = OrderedDict()
        self._turns: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def ask(
        self, question: DataclassInstance, *, gone: Coroutine[Any, Any, None] | None = None
    ) -> Reply:
        """As ``WorkerPool.ask``; who asks the same meanwhile waits for the one answer."""
        return await unless(gone, self._ask(question))

    async def _ask(self, question: DataclassInstance) -> Reply:
        snapshot, key = self._pool.snapshot, repr(question)
        if snapshot != self._snapshot:
            self._answers.clear()
            self._snapshot = snapshot
        # An answer that was begun on an older graph is not waited for.
        async with self._turns.setdefault(f"{snapshot} {key}", asyncio.Lock()):
            if key in self._answers and snapshot == self._snapshot:
                self._answers.move_to_end(key)
                return self._answers[key]
            reply = await self._pool.ask(question)
            if snapshot == self._snapshot:
                self._answers[key] = reply
                self._make_room()
            return reply

    def _make_room(self) -> None:
        while sum(len(reply.body) for reply in self._answers.values()) > self._most:
            self._answers.popitem(last=False)
