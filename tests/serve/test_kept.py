"""Answers are made once for each published graph, whoever asks meanwhile and whoever leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from kg.errors import LimitError
from kg.query.worker import Question, Reply
from kg.serve.kept import Kept
from kg.serve.pool import WorkerPool
from kg.store import open_store
from kg.store.contract import quad

T = TypeVar("T")
NOW = Question("SELECT (UUID() AS ?u) (COUNT(*) AS ?n) { ?s ?p ?o }", graph_form=None)
LONG = Question("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")


def write(path: Path, *texts: str) -> None:
    """A store that says these texts."""
    with open_store(path, write=True) as store:
        store.replace("http://example.org/g", [quad(text) for text in texts])


@pytest.fixture(name="ask")
def _ask(tmp_path: Path) -> Callable[[Callable[[Kept], Awaitable[T]]], T]:
    """Runs something with answers kept of a small store."""
    write(tmp_path / "store", *map(str, range(200)))

    def ask(work: Callable[[Kept], Awaitable[T]]) -> T:
        async def run() -> T:
            pool = WorkerPool(tmp_path / "store", seconds=60)
            try:
                return await work(Kept(pool, most=1000))
            finally:
                pool.close()

        return asyncio.run(run())

    return ask


def test_an_answer_is_made_once(ask) -> None:
    """Also for those who ask at the same time."""

    async def work(kept: Kept) -> list[Reply]:
        return [*await asyncio.gather(*(kept.ask(NOW) for _ in range(4))), await kept.ask(NOW)]

    assert len({reply.body for reply in ask(work)}) == 1


def test_a_new_graph_has_new_answers(ask, tmp_path: Path) -> None:
    """What was kept of the old one is let go."""

    async def work(kept: Kept) -> tuple[Reply, Reply]:
        before = await kept.ask(NOW)
        write(tmp_path / "store", "one")
        return before, await kept.ask(NOW)

    before, after = ask(work)
    assert before.body != after.body


def test_who_leaves_takes_only_his_own_waiting_along(ask) -> None:
    """The work ends with the one who asked; who waited for it gets the answer all the same."""

    async def work(kept: Kept) -> Reply:
        async def soon() -> None:
            await asyncio.sleep(0.5)

        first = asyncio.ensure_future(kept.ask(LONG, gone=soon()))
        await asyncio.sleep(0)
        with pytest.raises(LimitError, match="nobody waits"):
            await first
        return await kept.ask(NOW)

    assert ask(work).kind == "rows"


def test_what_is_too_much_to_keep_is_made_again(ask) -> None:
    """The oldest goes first."""

    async def work(kept: Kept) -> tuple[Reply, Reply]:
        before = await kept.ask(NOW)
        await kept.ask(Question("SELECT ?o { ?s ?p ?o } LIMIT 20"))
        return before, await kept.ask(NOW)

    before, after = ask(work)
    assert before.body != after.body
