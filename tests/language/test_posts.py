"""Offices put right: roles in parties are none."""

from __future__ import annotations

import re

import pytest

from kg.language.posts import posts
from kg.model import Mention, Sentence, Token


def corrected(text: str) -> list[str]:
    """The mentions of a sentence with [Class words] marks, as "Class words", put right."""
    plain, mentions, tokens = "", [], []
    for piece in re.split(r"(\[\w+ [^\]]+\])", text):
        cls, _, words = piece[1:-1].partition(" ") if piece.startswith("[") else ("", "", piece)
        start, first = len(plain), len(tokens)
        plain += words
        for match in re.finditer(r"\S+", words):
            place = start + match.start(), start + match.end()
            tokens.append(Token(*place, match[0], match[0], "X", -1, "dep"))
        if cls:
            mentions.append(Mention(start, len(plain), words, cls, 0, first, len(tokens)))
    sentence = Sentence(0, len(plain), tuple(tokens))
    return [f"{m.cls} {m.text}" for m in posts(plain, [sentence], mentions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Office governor of] [Place Jakarta]", ["Office governor", "Place Jakarta"]),
        ("[Office Planning] [Office Minister] spoke", ["Office Planning Minister"]),
        ("[Office prime minister of the] said", ["Office prime minister"]),
    ],
)
def test_a_post_is_whole(text: str, expected: list[str]) -> None:
    """A post is one mention, without a dangling preposition."""
    assert corrected(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Office president of the] [Party PML-N]", ["Party PML-N"]),
        ("[Party PL] [Office president] met", ["Party PL"]),
        ("[Office national chairman] met", []),
        ("[Office secretary general] met", []),
        ("the [Party Congress] and [Office Congress president]", ["Party Congress"] * 2),
    ],
)
def test_a_role_in_a_party_is_no_post(text: str, expected: list[str]) -> None:
    """Who heads a party holds no office of state by that."""
    assert corrected(text) == expected


def test_a_leader_in_parliament_is_a_post() -> None:
    """The leader of the opposition, and of a majority, are offices."""
    text = "[Office leader of the opposition] and [Office Senate majority leader]"
    assert len(corrected(text)) == 2
