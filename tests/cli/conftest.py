"""Folders that tests of the command line work in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def copy(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample store that may be changed."""
    return Path(shutil.copytree(sample_store, tmp_path / "copy"))
