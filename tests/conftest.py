"""What many tests share: the graph of the sample articles, built once, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from screen import browser

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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, started once for the tests of a file.

    It is not for all: playwright's event loop runs as long, and no other may run beside it.
    """
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if shutil.which("chromium") is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with browser() as started:
        yield started
