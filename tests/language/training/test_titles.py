"""Titles put beside names while training."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch")

from kg.language.training.corpora import Named
from kg.language.training.titles import Titles

SENTENCE = Named(("Yesterday", ",", "Amina", "Bello", "spoke", "."), ((2, 4, "PER"),), "redocred")


def _all(form: str) -> set[Named]:
    titles = Titles([form.split()], {"PLACE": [["Akwa", "Ibom"]], "OFFICE": [["Governor"]]})
    rng = random.Random(1)  # noqa: S311
    return {titles.put(SENTENCE, rng) for _ in range(40)}


def test_title_before_a_name() -> None:
    """Place and office become mentions of their own, and the name stays one."""
    titled = Named(
        ("Yesterday", ",", "Akwa", "Ibom", "Governor", "Amina", "Bello", "spoke", "."),
        ((2, 4, "Place"), (4, 5, "Office"), (5, 7, "PER")),
        "redocred",
    )
    assert _all("PLACE OFFICE PERSON") == {SENTENCE, titled}


def test_closing_comma_is_not_doubled() -> None:
    """A form that closes with a comma leaves the comma of the sentence alone."""
    sentence = Named(("Amina", "Bello", ",", "who", "spoke"), ((0, 2, "PER"),), "redocred")
    titles = Titles([["PERSON", ",", "OFFICE", ","]], {"OFFICE": [["Governor"]]})
    rng = random.Random(1)  # noqa: S311
    words = {titles.put(sentence, rng).words for _ in range(40)}
    assert words == {sentence.words, ("Amina", "Bello", ",", "Governor", ",", "who", "spoke")}
