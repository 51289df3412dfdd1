"""Hostile queries and clients against the real server, while another client is answered."""

from __future__ import annotations

import contextlib
import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.store import open_store
from tests.serve.server import Server, serving

DEEP = 20_000
BINDS = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ELSEWHERE = {
    "SERVICE": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "service, small": "SELECT * { service <URL> { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SERVICE behind a comment": "SELECT * { SERVICE # x\n <URL> { ?s ?p ?o } }",
    "SERVICE by a variable": "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SERVICE behind what looks like an IRI": (
        "SELECT * { ?a ?p ?b FILTER(?a<?b&&'x>'!='') SERVICE <URL> { ?s ?p ?o } } #'"
    ),
    "SERVICE behind an escaped quote": (
        "SELECT * { BIND('\\u0027 AS ?x) SERVICE <URL> { ?s ?p ?o } #' AS ?x) }"
    ),
    "SERVICE spelt by escapes": "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SERVICE with a long s": "SELECT * { ſERVICE <URL> { ?s ?p ?o } }",
    "SERVICE in full width": "SELECT * { ＳＥＲＶＩＣＥ <URL> { ?s ?p ?o } }",
    "SERVICE in EXISTS": "ASK { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SERVICE in a subquery": "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "LOAD": "LOAD <URL>",
    "LOAD SILENT": "LOAD SILENT <URL> INTO GRAPH <http://example.org/g>",
    "FROM": "SELECT * FROM <URL> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SERVICE to a file": "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
}
COSTLY = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "rows without end": f"SELECT * {{ {PRODUCT} }}",
    "ordered product": f"SELECT * {{ {PRODUCT} }} ORDER BY ?c ?l ?f",
    "triples without end": f"CONSTRUCT {{ ?a ?b ?l }} {{ {PRODUCT} }}",
    "path": "SELECT (COUNT(*) AS ?n) { ?s (pol:canonical|^pol:canonical|rdf:type|^rdf:type)* ?o }",
    "path of anything": "SELECT * { ?s (!rdf:nil|!^rdf:nil)* ?o . ?x (!rdf:nil)* ?y }",
    "doubled string": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('0123456789' AS ?x0) {BINDS} }}",
    "text of 100 MB": (
        "SELECT (GROUP_CONCAT(?t) AS ?all) { ?s schema:text ?t . ?a ?b ?c . ?d rdf:type ?e }"
    ),
    "regular expression": "ASK { ?s ?p ?o FILTER REGEX(STR(?o), '^(([a-z])+.)+[A-Z]([a-z])+$') }",
    "nested groups": "ASK " + "{" * DEEP + "}" * DEEP,
    "nested brackets": "ASK { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }",
    "nested blank nodes": "ASK { ?s ?p " + "[ ?p " * DEEP + "1" + "]" * DEEP + " }",
    "unions": "ASK { {} " + "UNION {} " * DEEP + "}",
    "ands": "ASK { FILTER(true" + " && true" * DEEP + ") }",
    "nots": "ASK { FILTER(" + "!" * DEEP + "true) }",
    "minuses": "ASK { FILTER(" + "- " * DEEP + "1 = 1) }",
    "sums": "ASK { FILTER(1" + " + 1" * DEEP + " = 1) }",
    "optionals": "ASK { " + "OPTIONAL { ?s ?p ?o } " * DEEP + "}",
    "binds": "SELECT * { " + " ".join(f"BIND(1 AS ?b{i})" for i in range(DEEP)) + " }",
    "path steps": "ASK { ?s " + "/".join(["rdf:type"] * DEEP) + " ?o }",
    "path choices": "ASK { ?s " + "|".join(["rdf:type"] * DEEP) + " ?o }",
    "path ups": "ASK { ?s " + "^" * DEEP + "rdf:type ?o }",
    "values": "SELECT * { VALUES ?x { "
    + "1 " * 100_000
    + "} VALUES ?y { "
    + "1 " * 100_000
    + "} }",
}
CHANGES = [
    "CLEAR ALL",
    "DROP SILENT ALL",
    "INSERT DATA { <http://example.org/a> <http://example.org/b> 'c' }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX x: <http://example.org/> INSERT { x:a x:b x:c } WHERE {}",
    "SELECT * { ?s ?p ?o } ; CLEAR ALL",
    "# SELECT * {}\nCREATE GRAPH <http://example.org/new>",
]


@pytest.fixture(scope="module", name="server")
def _server(sample_store: Path) -> Iterator[Server]:
    with serving(sample_store, "--timeout", 2, "--memory", 1024) as server:
        yield server


@pytest.fixture(scope="module", name="listener")
def _listener() -> Iterator[tuple[str, list[str]]]:
    """A web server on loopback, its URL, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_GET = do_POST = do_HEAD = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        thread = threading.Thread(target=web.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{web.server_port}/data.ttl", asked
        web.shutdown()
        thread.join()


def quads(path: Path) -> int:
    """How many quads a store holds."""
    with open_store(path) as store:
        return sum(1 for _ in store.quads())


@pytest.mark.parametrize("name", ELSEWHERE)
def test_nothing_is_asked_elsewhere(
    server: Server, listener: tuple[str, list[str]], name: str
) -> None:
    """No spelling of SERVICE, LOAD and FROM sends a request or reads a file."""
    url, asked = listener
    status, said = server.query(ELSEWHERE[name].replace("URL", url))
    assert status in (200, 400)
    assert b"root:" not in said
    assert not asked


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_graphs_of_the_protocol_are_not_fetched(
    server: Server, listener: tuple[str, list[str]], parameter: str
) -> None:
    """A graph that is not stored is empty, wherever its name points."""
    url, asked = listener
    for address in (url, "file:///etc/passwd"):
        status, said = server.query("SELECT * { ?s ?p ?o }", **{parameter: address})
        assert (status, b"root:" in said) == (200, False)
    assert not asked


@pytest.mark.parametrize("name", COSTLY)
def test_costly_queries_end_and_others_are_answered(server: Server, name: str) -> None:
    """Too long, too deep or too large is an answer or a refusal, and another client is served."""
    ended: list[int] = []
    asking = threading.Thread(target=lambda: ended.append(server.query(COSTLY[name])[0]))
    asking.start()
    assert server.answers()
    asking.join(timeout=60)
    assert ended
    assert ended[0] in (200, 400, 503)
    assert server.answers()


@pytest.mark.parametrize("text", CHANGES)
def test_nothing_changes(server: Server, sample_store: Path, text: str) -> None:
    """Updates are refused however they come."""
    before = quads(sample_store)
    assert server.query(text)[0] == 400
    assert server.get(f"/sparql?update={quote(text)}")[0] == 400
    assert quads(sample_store) == before


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/sparql", {}, 200),
        ("/sparql", {"Host": "localhost:1"}, 200),
        ("/sparql", {"Host": "[::1]:8080"}, 200),
        ("/sparql", {"Host": "[::1]"}, 200),
        ("/sparql", {"Host": "evil.example"}, 421),
        ("/sparql", {"Host": "127.0.0.1.evil.example"}, 421),
        ("/sparql", {"Host": "evil@localhost"}, 421),
        ("/sparql", {"Host": "[::1"}, 421),
        ("/sparql", {"Host": ""}, 421),
        ("/sparql", {"Origin": "http://evil.example"}, 403),
        ("/sparql", {"Origin": "null"}, 403),
        ("/sparql", {"Origin": "http://["}, 403),
        ("/sparql", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ("/sparql", {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403),
        ("/sparql", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ("/sparql", {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
    ],
)
def test_who_may_ask(server: Server, path: str, headers: dict[str, str], status: int) -> None:
    """Only this machine, under its own names, and pages of this server; links may lead here."""
    given = {name.replace("-", "_"): value for name, value in headers.items()}
    assert server.get(path, **given)[0] == status


def test_preflight_is_not_granted(server: Server) -> None:
    """A page elsewhere gets no leave to ask."""
    status, headers, _ = server.get(
        "/sparql", method="OPTIONS", Origin="http://evil.example",
        Access_Control_Request_Method="POST",
    )  # fmt: skip
    assert status == 403
    assert not [name for name in headers if name.startswith("access-control")]


def test_options_and_head(server: Server) -> None:
    """OPTIONS names the methods; HEAD is GET without the body."""
    status, headers, _ = server.get("/sparql", method="OPTIONS")
    assert (status, "GET" in headers["allow"]) == (204, True)
    for path in ("/sparql", "/sparql?query=ASK%7B%7D"):
        status, headers, body = server.get(path, method="HEAD")
        assert (status, body) == (200, b"")
        assert int(headers["content-length"]) > 0


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nAccept: a\rb\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nAccept: a\x00b\r\n\r\n",
        b"GET /%0d%0aSet-Cookie:x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 50_000 + b"\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_broken_requests(server: Server, request_: bytes) -> None:
    """What is no proper request gets a 4xx or an end, and sets no header."""
    with server.raw(b"") as connection:
        try:
            connection.sendall(request_)
            connection.shutdown(socket.SHUT_WR)
            said = connection.recv(65536)
        except OSError:  # it has hung up
            said = b""
    assert said == b"" or said.startswith(b"HTTP/1.1 4")
    assert b"Set-Cookie" not in said
    assert server.answers()


def test_a_body_without_an_end(server: Server) -> None:
    """More than a query may have is refused before it is read to the end."""
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    with server.raw(head + b"Content-Length: 10000000000\r\n\r\n") as connection:
        said = b""
        with contextlib.suppress(ConnectionError):
            for _ in range(400):
                connection.sendall(b"x" * (1 << 16))
        with contextlib.suppress(ConnectionError):
            said = connection.recv(100)
    assert said == b"" or b" 413 " in said
    assert server.answers()


def test_idle_and_slow_connections_make_room(server: Server) -> None:
    """With 1,000 connections open that send nothing or a byte of a head, others are answered."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    opened = []
    try:
        for number in range(1000):
            try:
                opened.append(server.raw(b"G" if number % 2 else b""))
            except ConnectionError:  # made room already
                continue
            if number % 100 == 0:
                assert server.answers()
        assert server.answers()
    finally:
        for connection in opened:
            connection.close()


def test_a_client_that_does_not_read_holds_nobody_up(server: Server) -> None:
    """An answer that nobody reads waits alone."""
    wanted = quote("SELECT ?t ?x { ?s schema:text ?t . ?x ?y ?z }")
    request_ = f"GET /sparql?query={wanted} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    opened = [server.raw(request_) for _ in range(4)]
    try:
        assert server.answers()
    finally:
        for connection in opened:
            connection.close()
