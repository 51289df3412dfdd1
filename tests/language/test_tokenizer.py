"""Words as UD English EWT cuts them, on the cases that political news is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.tokenizer import BLANK, tokenize


def words(text: str) -> str:
    """Return the words with a space between them."""
    return " ".join(text[start:end] for start, end in tokenize(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't PTI's they’ll cannot gonna", "do n't PTI 's they ’ll can not gon na"),
        ("parties' Ba'athists d'etat", "parties ' Ba'athists d'etat"),
        ("PTI-backed Bhutto-Zardari", "PTI - backed Bhutto - Zardari"),
        ("Tehreek-e-Insaf's e-mail", "Tehreek - e - Insaf 's e-mail"),
        (
            "co-founder anti-American ex-PM Inter-Services",
            "co-founder anti-American ex-PM Inter - Services",
        ),
        ("U.S.-led J. K. J.K. Gen. Asim Mr.Khan", "U.S. - led J. K. J.K. Gen. Asim Mr. Khan"),
        ("in the U.S.", "in the U.S ."),
        ("a rally, etc.", "a rally , etc ."),
        ("(etc., say)", "( etc. , say )"),
        ("$5m Rs500 US$4.5 €1,000", "$ 5 m Rs 500 US$ 4.5 € 1,000"),
        ("3.5% 7.30pm 21st 1990s 2018-19", "3.5 % 7.30 pm 21st 1990s 2018 - 19"),
        ("10/2/2024 2024-02-08 95/100", "10/2/2024 2024-02-08 95 / 100"),
        ("alliance.The PTI,MWM", "alliance . The PTI , MWM"),
        ("“We won!” (he said)…", "“ We won ! ” ( he said ) …"),
        ("see www.bbc.co.uk/news, a.b@c.org.", "see www.bbc.co.uk/news , a.b@c.org ."),
        ("the PTI—and•MWM ...", "the PTI — and • MWM ..."),
        ("No. 5 said no.", "No. 5 said no ."),
    ],
)
def test_words(text: str, expected: str) -> None:
    """Clitics, hyphens, dots, money, dates and lost spaces are cut as the model learnt them."""
    assert words(text) == expected


def test_invisible_characters_inside_a_word_stay_inside() -> None:
    """A soft hyphen or a zero-width space does not cut a name, and at its edge belongs to none."""
    text = "\ufeffPak\u00adis\u200btan\u200b\u00a0wins\u200b"
    assert [text[a:b] for a, b in tokenize(text)] == ["Pak\u00adis\u200btan", "wins"]


def test_accents_written_apart_stay_with_their_letter() -> None:
    """A decomposed accent or a vowel sign is no word of its own."""
    assert words("Jose\u0301 मोदी") == "Jose\u0301 मोदी"


@given(st.text() | st.text(alphabet="aA.'’-n t\u200b\u00ad\u00a0\n0,:/@$#!"))
def test_nothing_is_lost(text: str) -> None:
    """Words are slices in order; what stands between them is blank."""
    end = 0
    for start, stop in [*tokenize(text), (len(text), len(text) + 1)]:
        assert all(BLANK.match(char) for char in text[end:start])
        assert start < stop
        end = stop


@pytest.mark.parametrize(
    "unit", ["a.", "a-", "n't", "1,", ".", "a@", "www.", "e-", "a\u200b", "'s"]
)
def test_repeated_marks_come_to_an_end(unit: str) -> None:
    """A text of nothing but marks is cut like any other, and its end is reached."""
    text = unit * 20_000
    assert max((end for _, end in tokenize(text)), default=0) == len(text.rstrip("\u200b\n "))
