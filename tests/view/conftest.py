"""The claims that the tests of the views draw, opened in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from election import election_claims, entity, say
from screen import wait_for

from kg.model import StoredClaim
from kg.view import alliances, write_page


@pytest.fixture
def election() -> list[StoredClaim]:
    """What five sample outlets said in the weeks after Pakistan's election of 2024."""
    return election_claims()


@pytest.fixture
def hostile() -> list[StoredClaim]:
    """Names, quotes, titles and addresses that try to become markup, script or object keys."""
    evil = entity("Party", "</script><script>document.title='owned'</script>", "href <img src=x>")
    proto = entity("Party", "__proto__", "constructor")
    quote = "</script><img src=x onerror=\"document.title='owned'\"> href <b>x</b> __proto__ \u2028"
    names = [
        "hasOwnProperty",
        "𝕏 🗳️ <svg onload=alert(1)>",
        "\u062d\u0632\u0628 \u200f\u0627\u0644\u0639\u062f\u0644\u202e",
        "a" * 10_000,
        "\n\t ",
        "${1}`",
    ]
    addresses = [
        "data:text/html,<script>document.title='owned'</script>",
        " JaVaScRiPt:document.title='owned'",
        "https://news.example/\"><script>document.title='owned'</script>",
        "//news.example/without-scheme",
        "https:\u0000//news.example",
        "vbscript:x",
    ]
    return [
        say(evil, "alliedWith", proto, quote, url="javascript:document.title='owned'", title="<i>"),
        say(proto, "opposes", evil, quote, speaker=evil, outlet="<u>outlet</u>", status="denied"),
        say(proto, "opposes", entity("Party", "\u202eevil\u0000"), "a \ud800 half", title="\ud800"),
        say(proto, "seatsWon", 3, quote, outlet="__proto__", published="9999-99-99"),
        say(evil, "ideology", quote, quote, outlet="constructor", published="<b>2024</b>"),
        *(
            say(
                entity("Person", name),
                "backs",
                evil,
                name,
                url=url,
                outlet=name[:40],
                published=None,
            )
            for name, url in zip(names, addresses, strict=True)
        ),
    ]


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens the claims' page from a file; fails at the end on any request, error or message."""
    trouble: list[str] = []
    tabs: list[Any] = []

    def opened(
        claims: list[StoredClaim],
        width: int = 1280,
        height: int = 800,
        *,
        view: Any = alliances,
        fragment: str = "",
        max_nodes: int = 300,
        **context: Any,
    ) -> Any:
        file = tmp_path / "page.html"
        write_page(file, view(claims, {}), title="A <b>title</b>", max_nodes=max_nodes)
        tab = chromium.new_page(viewport={"width": width, "height": height}, **context)
        tabs.append(tab)
        address = file.as_uri()
        tab.on(
            "request",
            lambda request: request.url.partition("#")[0] == address or trouble.append(request.url),
        )
        tab.on("console", lambda message: trouble.append(message.text))
        tab.on("pageerror", lambda error: trouble.append(str(error)))
        tab.goto(address + fragment)
        wait_for(tab, "window.kgView !== undefined")
        return tab

    yield opened
    for tab in tabs:
        tab.close()
    assert trouble == []
