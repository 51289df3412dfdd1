"""Decisions on who is who, with their consequences."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.derive import decide, read_identity
from kg.errors import UsageError
from kg.store import open_store
from kg.vocab import BASE

NAWAZ, SHEHBAZ = (f"{BASE}entity/person/{name}" for name in ("nawaz-sharif", "shehbaz-sharif"))


def test_what_was_decided_on_those_that_are_one_now_is_taken_back(
    sample_store: Path, tmp_path: Path
) -> None:
    """By the two that were judged, or by who they stand for; then nothing is left to take back."""
    path = Path(shutil.copytree(sample_store, tmp_path / "store"))
    with open_store(path, write=True) as store:
        before = read_identity(store)
        made = decide(store, NAWAZ, SHEHBAZ, "same", author="N.", date="2024-03-01")
        assert read_identity(store)[NAWAZ] == read_identity(store)[SHEHBAZ]
        undone = decide(store, SHEHBAZ, NAWAZ, "unsure", author="N.", date="2024-03-02")
        assert (undone.one, undone.other) == (made.one, made.other)
        assert read_identity(store) == before


@pytest.mark.parametrize(
    ("other", "decision", "said"),
    [(f"{BASE}entity/party/pakistan-tehreek-e-insaf", "same", "of class Party"),
     (NAWAZ, "same", "itself"), (f"{BASE}entity/person/nobody", "different", "knows no entity"),
     (SHEHBAZ, "unsure", "no decision")],
)  # fmt: skip
def test_what_cannot_be_decided(
    sample_store: Path, tmp_path: Path, other: str, decision: str, said: str
) -> None:
    """Is refused with the reason."""
    path = Path(shutil.copytree(sample_store, tmp_path / "store"))
    with open_store(path, write=True) as store, pytest.raises(UsageError, match=said):
        decide(store, NAWAZ, other, decision, author="N.", date="2024-03-01")
