"""Addresses: of the pages of this server, and of those elsewhere that may be followed."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from kg.vocab import BASE


def href(iri: str) -> str:
    """Where the page of a resource is on this server.

    >>> href("https://w3id.org/polkg/id/entity/party/red-party")
    '/id/entity/party/red-party'
    """
    path = iri.removeprefix(BASE)
    # A browser would take dots for a way up, and a question mark for the end of the path.
    plain = not re.search(r"(^|/)\.\.?(/|$)|[?\\]|^/|//", path) and path != iri
    return f"/id/{path}" if plain else f"/id/?{urlencode({'iri': iri})}"


def at(address: str, **parameters: object) -> str:
    """An address of this server with parameters; those that are empty are left out.

    >>> at("/network/ego", name="PTI", at="")
    '/network/ego?name=PTI'
    """
    given = urlencode({name: value for name, value in parameters.items() if value}, doseq=True)
    if not given:
        return address
    return f"{address}{'&' if '?' in address else '?'}{given}"


def web(address: str) -> str:
    """An address that may be followed: http or https; else empty."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
