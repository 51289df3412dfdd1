"""Posts of state found by their words."""

from __future__ import annotations

import pytest

from kg.language.offices import is_of_state, offices
from kg.model import Sentence, Token


def found(tagged: str) -> list[str]:
    """The posts in words written "the/DET health/NOUN minister/NOUN"."""
    tokens, text = [], ""
    for piece in tagged.split():
        word, _, pos = piece.rpartition("/")
        start = len(text)
        tokens.append(Token(start, start + len(word), word, word, pos, -1, "dep"))
        text += f"{word} "
    return [m.text for m in offices(text, [Sentence(0, len(text), tuple(tokens))], ())]


@pytest.mark.parametrize(
    ("tagged", "post"),
    [
        ("the/DET foreign/ADJ minister/NOUN spoke/VERB", "foreign minister"),
        ("trade/NOUN and/CCONJ industry/NOUN minister/NOUN", "trade and industry minister"),
        (
            "minister/NOUN for/ADP regional/ADJ affairs/NOUN said/VERB",
            "minister for regional affairs",
        ),
        ("the/DET popular/ADJ mayor/NOUN", "mayor"),
        ("the/DET first/ADJ chancellor/NOUN", "chancellor"),
        ("the/DET first/ADJ minister/NOUN", "first minister"),
        ("ex-president/NOUN Macri/PROPN", "president"),
        ("Attorney/PROPN General/PROPN", "Attorney General"),
    ],
)
def test_a_post_is_found_whole(tagged: str, post: str) -> None:
    """A head takes what it looks after, and nothing that only describes its holder."""
    assert found(tagged) == [post]


@pytest.mark.parametrize(
    "tagged", ["two/NUM ministers/NOUN", "the/DET company/NOUN secretary/NOUN"]
)
def test_several_or_others_are_no_post(tagged: str) -> None:
    """A plural is nobody's post, and a secretary without a field is none of the state."""
    assert found(tagged) == []


def test_only_states_have_ministers() -> None:
    """A party may have a president, a minister it has not."""
    assert is_of_state("minister for Europe")
    assert not is_of_state("president")
