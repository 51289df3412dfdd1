"""The graph of the sample articles, built once for all tests that ask it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.language import Model
from kg.pipeline import build
from kg.store import open_store


@pytest.fixture(scope="session")
def model() -> Model:
    """The shipped language model, loaded once."""
    return Model.load()


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, model: Model) -> Path:
    """The folder of a store that holds the sample articles; to be read only."""
    path = tmp_path_factory.mktemp("sample") / "kg-store"
    with open_store(path, write=True) as store:
        outcomes = list(build([], store, model=model, started="2024-03-31T00:00:00+00:00"))
    assert not [outcome.error for outcome in outcomes if outcome.error]
    return path
