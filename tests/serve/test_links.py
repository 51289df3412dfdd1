"""Addresses of pages, and of what may be followed elsewhere."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from kg.serve.links import at, href, web
from kg.vocab import BASE


@pytest.mark.parametrize(
    ("address", "followed"),
    [("https://a.example/x", True), ("http://a.example", True), ("javascript:alert(1)", False),
     ("data:text/html,x", False), ("//a.example", False), ("http:///x", False), ("http://[", False),
     ("JaVaScRiPt:alert(1)//https://a.example", False), ("", False)],
)  # fmt: skip
def test_only_web_addresses_are_links(address: str, followed: bool) -> None:
    """Nothing but http and https with a host."""
    assert bool(web(address)) == followed


@pytest.mark.parametrize("path", ["article/../x/1", "a?b", "a//b", "entity/party/%3Cscript%3E"])
def test_addresses_lead_back_to_their_iri(path: str) -> None:
    """A name that a browser would change travels as a parameter."""
    address = href(BASE + path)
    assert unquote(address.rpartition("=")[2]) == BASE + path or address == f"/id/{path}"
    assert "/../" not in address.partition("?")[0]


def test_parameters_are_joined_to_an_address() -> None:
    """Empty ones are left out; an address that has some gets more."""
    assert at("/a", x="1 & 2", y="") == "/a?x=1+%26+2"
    assert at("/a?b=c", x=["1", "2"]) == "/a?b=c&x=1&x=2"
