from __future__ import annotations

import logging

import pytest

from kg.view.pictures.letters import families, fitted, folded, width_of


def test_wider_words_are_wider() -> None:
    """Width grows with the letters, their size and their weight."""
    assert 0 == width_of("") < width_of("i") < width_of("W") < width_of("WW")
    assert width_of("Pakistan", 14) == pytest.approx(2 * width_of("Pakistan", 7))
    assert width_of("Pakistan", bold=True) > width_of("Pakistan")


def test_letters_that_the_measuring_font_lacks_are_wide() -> None:
    """Chinese ones are squares."""
    assert width_of("中国", 10) >= 20


@pytest.mark.parametrize("room", [3.0, 20.0, 60.0, 1000.0])
def test_fitted_words_fit(room: float) -> None:
    """Cut with an ellipsis, or whole where there is room."""
    words = fitted("Pakistan Tehreek-e-Insaf Parliamentarians", room)
    assert width_of(words) <= room or words == "…"
    assert words.endswith("…") == (room < 1000)


def test_folded_words_are_all_there() -> None:
    """Lines hold all words in order, none of them too wide; past the last line there is a cut."""
    text = "one two three four five six seven eight nine ten"
    lines = folded(text, 60)
    assert " ".join(lines) == text
    assert all(width_of(line) <= 60 for line in lines)
    assert folded(text, 60, most=2)[1].endswith("…")
    assert folded("", 60) == []


def test_letters_come_from_a_font_that_has_them(caplog: pytest.LogCaptureFixture) -> None:
    """Latin needs one family; what none has is told once, with advice."""
    assert len(families("Pakistan, 93 of 266")) == 1
    with caplog.at_level(logging.WARNING):
        families("\U0010fffd")
        families("\U0010fffd")
    assert [record.message for record in caplog.records] == [
        "no installed font has \U0010fffd: a PNG shows boxes, an SVG keeps the letters"
    ]
