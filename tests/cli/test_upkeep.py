"""kg store."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import kg

from kg.derive import CURRENT
from kg.store import open_store


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


def test_compacting_after_a_build_that_died(copy: Path) -> None:
    """What it had stored is published with what follows from it."""
    with pytest.raises(KeyError), open_store(copy, write=True) as store:
        (article, *_) = (name for name in store.graphs() if "/article/" in name)
        store.remove(article)
        raise KeyError
    assert kg("store", "compact", "--store", copy).exit_code == 0
    assert "all sound" in kg("check", "--store", copy).stdout


def test_no_store_is_made(tmp_path: Path) -> None:
    """A mistyped folder is an error for each of them."""
    for command in ("info", "verify", "compact", "derive"):
        assert kg("store", command, "--store", tmp_path / "typo").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_out_of_date_is_derived_anew(copy: Path) -> None:
    """A derived graph that somebody lost comes back."""
    with open_store(copy, write=True) as opened:
        opened.remove(CURRENT)
    assert "kg store derive" in kg("check", "--store", copy).output
    assert kg("store", "derive", "--store", copy).exit_code == 0
    assert kg("check", "--store", copy).exit_code == 0
