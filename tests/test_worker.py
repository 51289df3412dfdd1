"""Queries in a process that can be ended."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LimitError, QueryError, StoreError
from kg.query.worker import QueryWorker, Question
from kg.store import Dataset

GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CONCAT = (
    "SELECT ?z { BIND('0123456789abcdef' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(32))
    + " BIND(STRLEN(?x32) AS ?z) }"
)


@pytest.fixture(scope="module", name="worker")
def _worker(sample_store: Path) -> Iterator[QueryWorker]:
    with QueryWorker(sample_store) as worker:
        yield worker


def _rows(body: bytes) -> list[dict[str, dict[str, str]]]:
    return json.loads(body)["results"]["bindings"]  # type: ignore[no-any-return]


def test_a_worker_answers_again_and_again(worker: QueryWorker) -> None:
    """Named queries and SPARQL, with a limit of rows that is told."""
    reply = worker.ask(Question("SELECT * { ?s ?p ?o }", rows=3), seconds=60)
    assert (reply.kind, len(_rows(reply.body)), reply.truncated) == ("rows", 3, True)
    assert b"leader" in worker.ask(Question("leaders", form="csv"), seconds=60).body


def test_errors_come_back_as_they_were(worker: QueryWorker) -> None:
    """A malformed query is a QueryError with its place, and the worker lives on."""
    with pytest.raises(QueryError, match="line 1"):
        worker.ask(Question("SELECT ?x"), seconds=60)
    assert worker.ask(Question("ASK {}"), seconds=60).kind == "boolean"


def test_a_query_is_ended_in_time(sample_store: Path) -> None:
    """A product of everything with itself is over when its time is."""
    with QueryWorker(sample_store) as worker:
        worker.ask(Question("ASK {}"), seconds=60)
        began = time.monotonic()
        with pytest.raises(LimitError, match="after 1 seconds"):
            worker.ask(Question(CARTESIAN), seconds=1)
        assert time.monotonic() - began < 20
        assert not worker.alive


def test_a_query_that_eats_memory_ends_alone(sample_store: Path) -> None:
    """Doubling a string 32 times ends the child, not the parent."""
    with QueryWorker(sample_store, memory=1 << 30) as worker, pytest.raises(LimitError):
        worker.ask(Question(CONCAT), seconds=60)


def test_graphs_that_are_given_are_all_there_is(worker: QueryWorker) -> None:
    """The protocol's dataset replaces the union; an unknown graph is empty."""
    known = _rows(worker.ask(Question(GRAPHS), seconds=60).body)[0]["g"]["value"]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    some, none = (
        int(
            _rows(worker.ask(Question(count, dataset=Dataset([g])), seconds=60).body)[0]["n"][
                "value"
            ]
        )
        for g in (known, "http://example.org/none")
    )
    assert some > 0 == none


def test_no_store_no_worker(tmp_path: Path) -> None:
    """A mistyped folder is told before anything is started."""
    with pytest.raises(StoreError, match="no store"):
        QueryWorker(tmp_path / "typo")
