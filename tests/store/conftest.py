"""Servers for the tests of stores on servers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.store import servers


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of Oxigraph's server."""
    if servers.find_oxigraph() is None:
        pytest.skip("the server of the package oxigraph is not installed")
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)")
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """The right user and password in the environment."""
    monkeypatch.setenv("KG_STORE_USER", servers.USER)
    monkeypatch.setenv("KG_STORE_PASSWORD", servers.PASSWORD)
