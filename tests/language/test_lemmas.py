"""Dictionary forms by part of speech."""

from __future__ import annotations

import warnings

import pytest

from kg.language.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("Parties", "NOUN", "party"),
        ("forged", "VERB", "forge"),
        ("’s", "PART", "'s"),
        ("’s", "AUX", "be"),
        ("n't", "PART", "not"),
        ("would", "AUX", "would"),
        ("wo", "AUX", "will"),
        ("them", "PRON", "they"),
        ("Hamas", "PROPN", "Hamas"),
        ("Israeli", "ADJ", "Israeli"),
        ("largest", "ADJ", "large"),
        ("aligned", "ADJ", "aligned"),
        ("troops", "NOUN", "troops"),
        ("1,000", "NUM", "1000"),
        ("al\u00adlies", "NOUN", "ally"),
    ],
)
def test_lemma(word: str, pos: str, expected: str) -> None:
    """Names keep their form, closed classes are UD's, open ones come from the dictionary."""
    assert lemma(word, pos) == expected


def test_silence() -> None:
    """No word and no part of speech makes the dictionary warn or fail."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for pos in ("NOUN", "VERB", "ADJ", "ADV", "AUX", "PROPN", "X", "SYM", "PUNCT", "_", ""):
            assert isinstance(lemma("\ud800ß\u200b?", pos), str)
            assert isinstance(lemma("", pos), str)
