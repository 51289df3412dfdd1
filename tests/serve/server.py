"""``kg serve`` as a process of its own, and plain sockets to it."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, path: str, *, method: str = "GET", timeout: float = 60, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; header names are written with underscores."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=given)
            answer = connection.getresponse()
            lower = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, lower, answer.read()
        finally:
            connection.close()

    def query(self, text: str, **more: str) -> tuple[int, bytes]:
        """Status and body of the answer to a query, posted as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        path = "/sparql" + (f"?{urlencode(more)}" if more else "")
        try:
            headers = {"Content-Type": "application/sparql-query", "Accept": "*/*"}
            connection.request("POST", path, text.encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        """Whether it answers a simple question."""
        return b"true" in self.get("/sparql?query=ASK%7B%7D")[2]

    def raw(self, data: bytes) -> socket.socket:
        """A connection on which some bytes were sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.sendall(data)
        return connection

    def workers(self) -> list[int]:
        """The process ids of its query workers (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(int(pid) for each in children for pid in each.read_text().split())


@contextmanager
def serving(store: Path, *options: object) -> Iterator[Server]:
    """``kg serve`` on a free port; ended by its process id afterwards."""
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        list(map(str, command)), stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = re.search(r":(\d+)/", line)
            assert found, line + process.stderr.read()
            yield Server(process, int(found[1]))
        finally:
            process.terminate()
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie (Linux)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
