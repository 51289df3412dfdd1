"""Words as the model sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.words import MOST_PIECES, SHAPES, Pieces, normalise, shape

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "imran", "##s", "a", "##a", "'", "-"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("’s", "'s"),
        ("“", '"'),
        ("''", '"'),
        ("--", "—"),
        ("2019–20", "2019-20"),
        ("co\u00adop", "coop"),
    ],
)
def test_normalise_makes_forms_one(word: str, expected: str) -> None:
    """Quotes, dashes and invisible characters of any kind look alike to the model."""
    assert normalise(word) == expected


def test_shapes_tell_the_writing_apart() -> None:
    """Every way of writing has a shape of its own."""
    words = [",", "1998", "vote", "25th", "J.", "PTI", "PML-N", "Imran", "Inter-party", "PTI-led"]
    assert [shape(word) for word in words] == list(range(SHAPES))


@given(st.text())
def test_any_text_is_a_word(word: str) -> None:
    """Any text has a shape and at least one piece, and never too many."""
    assert 0 <= shape(word) < SHAPES
    assert 1 <= len(Pieces(VOCABULARY)(word)) <= MOST_PIECES


def test_pieces_ignore_case_and_accents() -> None:
    """Case is in the shape, not in the pieces."""
    pieces = Pieces(VOCABULARY)
    assert pieces("IMRANs") == pieces("ímrans") == (5, 6)


def test_pieces_of_a_lone_surrogate() -> None:
    """Half of a character pair, as broken JSON gives, is an unknown word and no error."""
    assert len(Pieces(VOCABULARY)("\ud800")) >= 1
