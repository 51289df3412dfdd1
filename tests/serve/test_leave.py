"""Who may record judgements: nobody without leave, and only by a form of this server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.serve import create_app
from kg.serve.leave import Leave

SAME = {"one": "http://example.org/one", "other": "http://example.org/two", "decision": "same"}
OURS = {"Origin": "http://localhost"}


@pytest.fixture(name="leave")
def _leave() -> Leave:
    return Leave()


@pytest.fixture(name="editor")
def _editor(two_graphs: Path, leave: Leave) -> Iterator[TestClient]:
    """A client of a server that gives leave, which has come by the right address."""
    app = create_app(two_graphs, leave=leave)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        assert client.get(f"/edit?token={leave.token}").status_code == 303
        yield client


def test_no_route_writes_without_leave(two_graphs: Path) -> None:
    """Only queries are posted; the pages of judgements do not exist."""
    routes = [each for each in create_app(two_graphs).routes if isinstance(each, Route)]
    posted = {each.path for each in routes if set(each.methods or ()) - {"GET", "HEAD"}}
    assert posted == {"/sparql"}
    assert not {each.path for each in routes} & {"/edit", "/judge"}


def test_the_token_stays_in_a_cookie_that_no_script_reads(two_graphs: Path, leave: Leave) -> None:
    """HttpOnly, for this site alone, and not in the address of the next page."""
    app = create_app(two_graphs, leave=leave)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        answer = client.get(f"/edit?token={leave.token}")
    cookie = answer.headers["set-cookie"]
    assert leave.token in cookie
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert answer.headers["location"] == "/"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("token", ["", "x", "ÿ", "\udcff", "0" * 10_000])
def test_a_wrong_token_gives_nothing(two_graphs: Path, leave: Leave, token: str) -> None:
    """No cookie, and no page."""
    app = create_app(two_graphs, leave=leave)
    with TestClient(app, base_url="http://localhost") as client:
        answer = client.get(f"/edit?token={quote(token, errors='surrogateescape')}")
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
        assert client.get("/judge?one=http://example.org/one").status_code == 403


def test_a_form_needs_cookie_proof_and_origin(editor: TestClient, leave: Leave) -> None:
    """Each by itself is not enough."""
    proof = {**SAME, "proof": leave.proof}
    assert editor.post("/judge", data=SAME, headers=OURS).status_code == 403
    assert (
        editor.post("/judge", data={**SAME, "proof": leave.token}, headers=OURS).status_code == 403
    )
    assert editor.post("/judge", data=proof).status_code == 403
    editor.cookies.clear()
    assert editor.post("/judge", data=proof, headers=OURS).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:81"},
     {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
     {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
     {**OURS, "Sec-Fetch-Site": "cross-site"}, {**OURS, "Host": "evil.example"}],
)  # fmt: skip
def test_other_sites_record_nothing(
    editor: TestClient, leave: Leave, headers: dict[str, str]
) -> None:
    """Also where a browser would send the cookie along."""
    answer = editor.post("/judge", data={**SAME, "proof": leave.proof}, headers=headers)
    assert answer.status_code in (403, 421)


def test_a_form_is_a_form(editor: TestClient, leave: Leave) -> None:
    """What a page elsewhere could send without asking first is refused."""
    for media in ("text/plain", "multipart/form-data; boundary=x", "application/json"):
        answer = editor.post("/judge", content=b"x=y", headers={**OURS, "Content-Type": media})
        assert answer.status_code == 415


def test_two_servers_have_two_cookies(leave: Leave) -> None:
    """Browsers send the cookies of a host to all its ports."""
    assert leave._cookie != Leave()._cookie
    assert leave.token not in leave._cookie
