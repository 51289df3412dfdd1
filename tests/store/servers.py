"""Real SPARQL servers on loopback, each in a folder of its own, ended by its own process id."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from ssl import SSLContext
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from kg.store.remote import RemoteStore
from kg.vocab import BASE

_OPENER = build_opener(ProxyHandler({}))
USER, PASSWORD = "dba", "s3cret word"
# Both ports on loopback; no access to files but the folder's own; small enough for any machine.
VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
AllowOSCalls = 0
DirsAllowed = .
VADInstallDir = .
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 3000
MaxQueryExecutionTime = 20
"""


def free_port() -> int:
    """A port of loopback that nobody has at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


def find_oxigraph() -> str | None:
    """The program that the package of that name brings."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Its server, empty; the address."""
    port = free_port()
    program = find_oxigraph() or "oxigraph"
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Its server, with nothing but its own graphs; the address."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http))
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    first = [*command, "+pwdold", "dba", "+pwddba", PASSWORD]  # sets the password and ends
    subprocess.run(first, cwd=folder, check=True, capture_output=True, timeout=60)
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{http}/sparql"


@contextmanager
def _running(command: Sequence[str], folder: Path, answers: str) -> Iterator[None]:
    """A server's process, from its first answer on."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(answers, process, folder / "server.log")
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with _OPENER.open(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


def emptied(address: str, *, base: str = BASE) -> RemoteStore:
    """A store on a server, for writing, without what an earlier test left."""
    store = RemoteStore(address, write=True, base=base)
    for graph in store.graphs():
        store.remove(graph)
    return store


@dataclass
class Seen:
    """A request that came to a server of ours."""

    method: str
    path: str
    headers: Message
    body: bytes


@contextmanager
def answering(
    answer: Callable[[Seen], tuple[int, dict[str, str], bytes] | None],
    *,
    tls: SSLContext | None = None,
    drips: float = 0,
) -> Iterator[str]:
    """A server that gives what a function makes of each request; None breaks the connection.

    Args:
        answer: status, headers, body.
        tls: with certificate and key, for https.
        drips: seconds between two bytes of a body.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            seen = Seen(self.command, self.path, self.headers, self.rfile.read(length))
            found = answer(seen)
            self.close_connection = True
            if found is None:
                return
            status, headers, body = found
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            with suppress(OSError):  # a client that waits no longer
                for piece in [body] if not drips else (bytes([byte]) for byte in body):
                    self.wfile.write(piece)
                    time.sleep(drips)

        do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - what http.server asks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def breaking(address: str, *, after: int) -> Iterator[str]:
    """A way to a server that breaks after so many requests, as if the writer were killed."""
    passed = count(1)

    def forward(seen: Seen) -> tuple[int, dict[str, str], bytes] | None:
        if next(passed) > after:
            return None
        wanted = ("Content-Type", "Accept")
        headers = {name: seen.headers[name] for name in wanted if name in seen.headers}
        request = Request(address + seen.path, seen.body, headers, method=seen.method)  # noqa: S310
        try:
            with _OPENER.open(request, timeout=30) as answer:
                return (
                    answer.status,
                    {"Content-Type": answer.headers["Content-Type"] or ""},
                    answer.read(),
                )
        except HTTPError as error:
            return error.code, {}, error.read()

    with answering(forward) as way:
        yield way
