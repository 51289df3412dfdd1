"""Addresses of servers."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.store.servers import find_server


@pytest.mark.parametrize(
    ("address", "query", "update", "graphs"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h:7878/", "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"),
        ("http://h/a#oxigraph", "http://h/a/query", "http://h/a/update", "http://h/a/store"),
        (
            "https://h/sparql",
            "https://h/sparql",
            "https://h/sparql-auth",
            "https://h/sparql-graph-crud-auth",
        ),
        ("http://h:3030/ds", "http://h:3030/ds/query", "http://h:3030/ds/update",
         "http://h:3030/ds/data"),
    ],
)  # fmt: skip
def test_the_path_tells_the_server(address: str, query: str, update: str, graphs: str) -> None:
    """As the table in the module's docstring says."""
    server = find_server(address, {})
    assert (server.query, server.update, server.graphs) == (query, update, graphs)


def test_addresses_of_an_unknown_server_come_from_the_environment() -> None:
    """All three; without updates it is only read."""
    environment = {"KG_STORE_QUERY": "https://q/", "KG_STORE_GRAPHS": "https://g/"}
    server = find_server("https://h/x", environment)
    assert (server.query, server.update, server.graphs) == ("https://q/", None, "https://g/")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://", "a host"),
        ("ftp://h", "a host"),
        ("http://h:99999/", "a host"),
        ("http://me:secret@h/", "holds no user and password"),
        ("http://h#mysql", "no server that kg knows"),
    ],
)
def test_a_wrong_address_is_told(address: str, message: str) -> None:
    """And a password in it is not repeated."""
    with pytest.raises(StoreError, match=message) as caught:
        find_server(address, {})
    assert "secret" not in str(caught.value)
