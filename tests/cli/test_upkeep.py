"""kg store."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import kg


def test_info_and_backup(copy: Path, tmp_path: Path) -> None:
    """A backup holds as many quads as the graph."""
    assert kg("store", "backup", tmp_path / "kept", "--store", copy).exit_code == 0
    quads = [
        next(
            line
            for line in kg("store", "info", "--store", one).stdout.splitlines()
            if "quads" in line
        )
        for one in (copy, tmp_path / "kept")
    ]
    assert quads[0] == quads[1]


@pytest.mark.parametrize("command", ["verify", "compact"])
def test_a_sound_store(copy: Path, command: str) -> None:
    """A store that was just built is sound, before and after it is rewritten."""
    assert kg("store", command, "--store", copy).exit_code == 0
    assert "is sound" in kg("store", "verify", "--store", copy).stdout


def test_no_store_is_made(tmp_path: Path) -> None:
    """A mistyped folder is an error for each of them."""
    for command in ("info", "verify", "compact"):
        assert kg("store", command, "--store", tmp_path / "typo").exit_code == 1
    assert list(tmp_path.iterdir()) == []
