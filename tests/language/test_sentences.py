"""Where sentences end, in clean and in crawled text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.sentences import split
from kg.language.tokenizer import BLANK


def sentences(text: str) -> list[str]:
    """Return the sentences' text."""
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Asim Munir met J. A. Khan of the U.S. embassy on Jan. 5 at 5 p.m. today. | He left.",
        "He left for the U.S. | The party stayed.",
        "It cost Rs. 3.5 million under Article No. 5. | Nobody paid.",
        'The party said "no." | Then (Retd.) Lt. Gen. Ali came.',
        '"Will he go?" Khan asked. | "We will win!" | Others laughed.',
        "He paused... | The hall waited. | What now?! | Nothing.",
        "See www.party.org. | Ph.D. holders like Node.js and St. Louis.",
        "Fighting spread. | al-Shabaab said it was behind it.",
    ],
)
def test_full_stops(text: str) -> None:
    """A full stop ends a sentence unless it belongs to a title, an initial or an abbreviation."""
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "They formed an alliance.|The PTI won 95.|Nobody lost.",
        "They met on Monday.|“We are one,” he said.",
        "He called it “a sell-out”.|Gen. Asim Munir (the chief).|He left.|Gen. Bajwa too?|No.",
    ],
)
def test_lost_space(text: str) -> None:
    """A sentence also ends where the crawl lost the space behind the full stop."""
    assert sentences(text.replace("|", "")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, March 3 (NTB) – | The Liberals left the government on Friday after months of talks.",
        "SAN PEDRO, Belize (AP) — | The prime minister's party swept all but two of the seats.",
        "Pretoria - | The mayor will face a motion of no confidence when the council meets again.",
        "Ibadan: | The governor has sworn in twelve commissioners and an adviser on elections.",
        "PNP - Jamaica's opposition party - said that elections would be held before summer.",
        'Moro: "I shall not leave this party, whatever its chairman says of me and of my friends."',
        "Labour: Ann Smith, a teacher",
    ],
)
def test_datelines(text: str) -> None:
    """Where a report was filed stands alone before its first sentence; a name is no dateline."""
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


def test_headings_and_bullets() -> None:
    """Headings, bullets and lines without a full stop are sentences of their own."""
    text = "Parties Join Forces\nISLAMABAD: They met.\n\nThe Road\n\n• One seat\n• Two\n1. Three\n"
    assert sentences(text) == [
        "Parties Join Forces",
        "ISLAMABAD: They met.",
        "The Road",
        "• One seat",
        "• Two",
        "1. Three",
    ]


def test_wrapped_paragraphs_are_joined() -> None:
    """A line break that is there for the width alone ends no sentence, before capitals neither."""
    text = (
        "The chairman of the biggest party met the leader of\n"
        "the other one in the capital, and both of them told\n"
        "Reuters nothing. They left.\n"
        "Short heading\n"
        "Another paragraph follows after the heading, which is\n"
        "wrapped to the same width."
    )
    assert [len(sentence.split("\n")) for sentence in sentences(text)] == [3, 1, 1, 2]


@given(st.text() | st.text(alphabet="aA. \n\r\t•-\"'”)!?…0\u200b\u2028"))
def test_nothing_is_lost(text: str) -> None:
    """Sentences are in order and not empty, and what stands between them is blank."""
    end = 0
    for start, stop in [*split(text), (len(text), len(text) + 1)]:
        assert all(BLANK.match(char) for char in text[end:start])
        assert start < stop
        end = stop


@pytest.mark.parametrize("unit", [".", "a. A", "A.B", "x\n", '."', "! ", "“(", "No. ", "\n", " "])
def test_repeated_marks_come_to_an_end(unit: str) -> None:
    """A text of nothing but marks is cut like any other, and its end is reached."""
    text = unit * 20_000
    assert max((end for _, end in split(text)), default=0) == len(text.rstrip("\u200b\n "))
