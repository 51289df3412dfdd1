"""Requests to servers: passwords, redirects, limits, broken connections, certificates."""

from __future__ import annotations

import base64
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError, LimitError, QueryError, StoreError
from kg.store.client import Client, Response
from tests.store.servers import PASSWORD, Seen, answering, free_port

Answer = tuple[int, dict[str, str], bytes] | None
OK: Answer = (200, {}, b"well")


def send(address: str, *, user: str | None = None, seconds: float = 20, **more: object) -> bytes:
    """One GET, as a client of ours sends it."""
    with Client("the server", user=user, password=PASSWORD, seconds=seconds) as client:
        return client.send("GET", address, **more).body  # type: ignore[arg-type]


def recording(answer: Callable[[Seen], Answer]) -> tuple[list[Seen], Callable[[Seen], Answer]]:
    """An answer that keeps what it was asked."""
    seen: list[Seen] = []

    def keep(request: Seen) -> Answer:
        seen.append(request)
        return answer(request)

    return seen, keep


def guarded(request: Seen) -> Answer:
    """Ask for a password, basic."""
    if request.headers["Authorization"]:
        return OK
    return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""


def test_the_password_goes_only_where_it_is_asked_for() -> None:
    """A server that asks for none never sees it."""
    seen, answer = recording(lambda _: OK)
    with answering(answer) as address:
        assert send(address, user="me") == b"well"
    assert [request.headers["Authorization"] for request in seen] == [None]


def test_a_basic_password_is_given_when_asked() -> None:
    """Over loopback, where nobody listens."""
    seen, answer = recording(guarded)
    with answering(answer) as address:
        assert send(address, user="me") == b"well"
    sent = base64.b64encode(f"me:{PASSWORD}".encode()).decode()
    assert [request.headers["Authorization"] for request in seen] == [None, f"Basic {sent}"]


def test_a_basic_password_never_goes_in_the_clear() -> None:
    """To another machine without TLS it is refused, before anything is sent."""
    with Client("the server", user="me", password=PASSWORD) as client:
        asked = Response(401, {"WWW-Authenticate": "Basic"}, b"")
        with pytest.raises(StoreError, match="in the clear"):
            client._answer_to(asked, "http://192.0.2.1/")


def test_netrc_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords come from the two variables alone."""
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password other\n")
    monkeypatch.setenv("NETRC", str(netrc))
    seen, answer = recording(guarded)
    with answering(answer) as address, pytest.raises(StoreError, match="set KG_STORE_USER"):
        send(address)
    assert [request.headers["Authorization"] for request in seen] == [None]


def test_a_redirect_is_told_and_not_followed() -> None:
    """Neither the request nor a password goes elsewhere."""
    seen, elsewhere = recording(lambda _: OK)
    with answering(elsewhere) as other:
        place = other.replace("127.0.0.1", "localhost")
        with (
            answering(lambda _: (307, {"Location": f"{place}/x?token=1"}, b"")) as address,
            pytest.raises(StoreError, match=f"points elsewhere.*{place}/x;"),
        ):
            send(address, user="me")
    assert not seen


@pytest.mark.parametrize(
    ("status", "is_query", "kind"),
    [(400, True, QueryError), (400, False, StoreError), (504, True, LimitError),
     (500, True, StoreError), (404, True, StoreError)],
)  # fmt: skip
def test_a_failure_names_server_status_and_words(
    status: int, is_query: bool, kind: type[KgError]
) -> None:
    """HTML is read as people read it, and its length is bounded."""
    page = b"<html><head><title>t</title></head><b>Bad</b> thing" + b"." * 5000
    with (
        answering(lambda _: (status, {"Content-Type": "text/html"}, page)) as address,
        pytest.raises(kind) as caught,
    ):
        send(address, is_query=is_query)
    assert type(caught.value) is kind
    assert "the server" in str(caught.value)
    assert f"status {status}" in str(caught.value)
    assert "Bad thing" in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_broken_connection_is_tried_again() -> None:
    """Twice; the third answer counts."""
    seen, answer = recording(lambda _: OK if len(seen) == 3 else None)
    with answering(answer) as address:
        assert send(address) == b"well"


def test_a_server_that_is_not_there_is_told() -> None:
    """With what may help."""
    with pytest.raises(StoreError, match=r"cannot be reached.*is the server running"):
        send(f"http://127.0.0.1:{free_port()}")


def test_a_silent_server_ends_at_the_limit() -> None:
    """A query gets a LimitError, all else a StoreError."""
    end = threading.Event()

    def silent(_: Seen) -> Answer:
        end.wait(30)
        return None

    with answering(silent) as address:
        try:
            with pytest.raises(LimitError, match=r"within 0\.3 seconds"):
                send(address, seconds=0.3, is_query=True)
            with pytest.raises(StoreError, match=r"within 0\.3 seconds"):
                send(address, seconds=0.3)
        finally:
            end.set()


def test_an_unknown_certificate_is_refused(tmp_path: Path) -> None:
    """The message says why, and nothing was sent."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    seen, answer = recording(lambda _: OK)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with (
        answering(answer, tls=context) as address,
        pytest.raises(StoreError, match="certificate"),
    ):
        send(address)
    assert not seen


def test_a_server_that_drips_ends_at_the_limit() -> None:
    """The limit is on the whole answer, not on each piece of it."""
    with (
        answering(lambda _: (200, {}, b"." * 300), drips=0.05) as address,
        pytest.raises(StoreError, match="within 1 seconds"),
    ):
        send(address, seconds=1)
