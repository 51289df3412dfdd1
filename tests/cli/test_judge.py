"""Decisions on who is who."""

from __future__ import annotations

from pathlib import Path

from console import kg


def test_judgements_join_and_part(copy: Path) -> None:
    """Judged the same they are one entity; undone they are two again."""

    def count() -> int:
        return len(kg("entities", "--format", "jsonl", "--store", copy).stdout.splitlines())

    before = count()
    pair = ("Bilawal Bhutto Zardari", "Asif Ali Zardari", "--store", copy, "--author", "me")
    assert kg("same", *pair, "--reason", "a test").exit_code == 0
    assert count() == before - 1
    assert "a test" in kg("judgements", "--store", copy).stdout
    assert kg("same", *pair, "--undo").exit_code == 0
    assert count() == before


def test_a_party_and_a_person_are_not_the_same(copy: Path) -> None:
    """A decision that cannot be is refused."""
    result = kg("same", "PTI", "Imran Khan", "--store", copy, "--author", "desk")
    assert result.exit_code == 2
    assert "cannot be the same" in result.stderr


def test_a_joined_pair_is_parted_by_name(copy: Path) -> None:
    """Who was said to be the same can be said to be different, by the same names."""
    pair = ("Shehbaz Sharif", "Nawaz Sharif", "--store", copy, "--author", "desk")
    assert kg("same", *pair).exit_code == 0
    assert kg("different", *pair).exit_code == 0
    result = kg("entities", "--store", copy)
    assert "Shehbaz Sharif" in result.stdout
    assert "Nawaz Sharif" in result.stdout
