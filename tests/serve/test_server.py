"""The server as a process: what its workers do when clients, stores and processes go away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.store import open_store
from kg.store.contract import quad
from tests.serve.server import Server, alive, serving

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SAID = "SELECT ?x { ?s ?p ?x }"
NEEDS_PROC = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def eventually(condition: Callable[[], object]) -> bool:
    """Whether something comes true before patience ends."""
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.05)
    return False


def write(path: Path, *texts: str) -> None:
    """A store that says these texts."""
    with open_store(path, write=True) as store:
        store.replace("http://example.org/g", [quad(text) for text in texts])


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Path:
    write(tmp_path / "store", "one", *map(str, range(200)))
    return tmp_path / "store"


@pytest.fixture(name="server")
def _server(store: Path) -> Iterator[Server]:
    with serving(store, "--timeout", 60, "--workers", 2) as server:
        yield server


def only_worker(server: Server) -> int:
    """The worker that answers first."""
    assert server.answers()
    (pid,) = server.workers()
    return pid


@NEEDS_PROC
def test_a_client_that_leaves_takes_its_query_along(server: Server) -> None:
    """The worker of a query is ended when the connection is closed."""
    pid = only_worker(server)
    body = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(CARTESIAN)}\r\n"
    connection = server.raw(
        f"{body}Content-Type: application/sparql-query\r\n\r\n{CARTESIAN}".encode()
    )
    assert server.answers()  # by a second worker: the first is at work
    assert len(server.workers()) == 2
    connection.close()
    assert eventually(lambda: not alive(pid))
    assert server.answers()


@NEEDS_PROC
def test_a_worker_that_dies_idle_is_replaced(server: Server) -> None:
    """Who asks next notices nothing."""
    pid = only_worker(server)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not alive(pid))
    assert server.answers()


@NEEDS_PROC
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_the_server(server: Server, how: signal.Signals) -> None:
    """However the server ends, a query that is under way ends too."""
    pid = only_worker(server)
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(CARTESIAN)}\r\n"
    with server.raw(f"{head}Content-Type: application/sparql-query\r\n\r\n{CARTESIAN}".encode()):
        assert server.answers()
        server.process.send_signal(how)
        assert eventually(lambda: not alive(pid))
    assert eventually(lambda: server.process.poll() is not None)


def test_what_is_published_is_served_next(server: Server, store: Path) -> None:
    """A build beside the server is seen by the next query."""
    assert b"later" not in server.query(SAID)[1]
    write(store, "later")
    assert b"later" in server.query(SAID)[1]


def test_a_store_that_goes_and_comes_again(server: Server, store: Path) -> None:
    """Without its store the server says so, without paths; made anew, it is served."""
    assert b"one" in server.query(SAID)[1]
    shutil.rmtree(store)
    status, said = server.query(SAID)
    assert (status, str(store).encode() in said) == (503, False)
    write(store, "anew")
    status, said = server.query(SAID)
    assert (status, b"anew" in said, b"one" in said) == (200, True, False)


def test_a_query_ends_when_its_time_is_over(store: Path) -> None:
    """The answer is 503 with what to do, and the next query is answered."""
    with serving(store, "--timeout", 1, "--workers", 1) as server:
        status, said = server.query(CARTESIAN)
        assert (status, b"ended after 1 seconds" in said) == (503, True)
        assert server.answers()


def test_leave_to_judge_is_for_this_machine_alone(store: Path) -> None:
    """--edit is refused where others could listen on the way."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0"]
    told = subprocess.run(
        [*command, "--edit", "--bind", "192.0.2.1"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, "this machine alone" in told.stderr) == (2, True)


def test_the_address_that_gives_leave_is_printed(store: Path) -> None:
    """It opens the pages on which judgements are made."""
    with serving(store, "--edit") as server:
        assert server.process.stderr is not None
        line = server.process.stderr.readline()
        path = line.partition(f":{server.port}")[2].strip()
        status, headers, _ = server.get(path)
        assert (status, headers["location"]) == (303, "/")
        assert "HttpOnly" in headers["set-cookie"]
