"""A server in this process, and stores for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.derive import derive
from kg.ids import article_iri
from kg.quads import Run, article_quads, article_version, record_run
from kg.serve import create_app
from kg.store import open_store
from kg.store.contract import quad
from tests.serve.asking import HOSTILE, hostile_article

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


@pytest.fixture(scope="session", name="sample")
def _sample(sample_store: Path) -> Iterator[TestClient]:
    """Asks the server of the sample articles."""
    with TestClient(create_app(sample_store), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session", name="hostile_store")
def _hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of articles whose every field is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "store"
    run = Run(extractor="test/1")
    with open_store(path, write=True) as store:
        for words in HOSTILE:
            article, links, claims = hostile_article(words)
            iri = article_iri(article.id, article_version(article))
            store.replace(iri, article_quads(article, links, claims, source=None, run=run))
        record_run(store, run)
        derive(store)
    return path


@pytest.fixture(scope="session", name="hostile")
def _hostile(hostile_store: Path) -> Iterator[TestClient]:
    """Asks the server of that store."""
    with TestClient(create_app(hostile_store), base_url="http://localhost") as client:
        yield client
