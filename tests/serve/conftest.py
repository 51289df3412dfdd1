"""A server in this process, and stores for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve import create_app
from kg.store import open_store
from kg.store.contract import quad

ONE, TWO = "http://example.org/one", "http://example.org/two"


@pytest.fixture(scope="session")
def two_graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two graphs; both say "both", and each its own name."""
    path = tmp_path_factory.mktemp("served") / "store"
    with open_store(path, write=True) as store:
        for graph, name in ((ONE, "one"), (TWO, "two")):
            store.replace(graph, [quad(text, graph) for text in (name, "both")])
    return path


@pytest.fixture(scope="session")
def client(two_graphs: Path) -> Iterator[TestClient]:
    """Asks the server of that store."""
    with TestClient(create_app(two_graphs), base_url="http://localhost") as client:
        yield client
