"""Status: what auxiliaries, negation, conditions and operator words do to one claim."""

from __future__ import annotations

import pytest

from .said import claims, statuses


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Labour Party formed an alliance with the Green Party.", "factual"),
        ("The Labour Party has formed an alliance with the Green Party.", "factual"),
        ("The Labour Party will form an alliance with the Green Party.", "planned"),
        ("The Labour Party is poised to form an alliance with the Green Party.", "planned"),
        ("The Labour Party agreed to form an alliance with the Green Party.", "planned"),
        ("The Labour Party plans to form an alliance with the Green Party.", "planned"),
        ("The Labour Party did not form an alliance with the Green Party.", "denied"),
        ("The Labour Party has not formed an alliance with the Green Party.", "denied"),
        ("The Labour Party refused to form an alliance with the Green Party.", "denied"),
        ("The Labour Party denied that it had formed an alliance with the Green Party.", "denied"),
        ("The Labour Party ruled out an alliance with the Green Party.", "denied"),
        ("The Labour Party may form an alliance with the Green Party.", "hypothetical"),
        ("The Labour Party could form an alliance with the Green Party.", "hypothetical"),
        ("The Labour Party is considering an alliance with the Green Party.", "hypothetical"),
        ("The Labour Party ended its alliance with the Green Party.", "ended"),
        ("The Labour Party broke off its alliance with the Green Party.", "ended"),
        ("The Labour Party allegedly formed an alliance with the Green Party.", "alleged"),
    ],
)
def test_alliances(text: str, status: str) -> None:
    """An alliance made, planned, refused, considered, ended and alleged are six things."""
    assert statuses(text, "alliedWith", "Labour Party", "Green Party") == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Prime Minister Rishi Sunak spoke in London.", "factual"),
        ("Former prime minister Rishi Sunak spoke in London.", "ended"),
        ("Rishi Sunak, the prime minister, spoke in London.", "factual"),
        ("Rishi Sunak, a former prime minister, spoke in London.", "ended"),
        ("Rishi Sunak is the prime minister.", "factual"),
        ("Rishi Sunak was the prime minister.", "ended"),
        ("Rishi Sunak will be the prime minister.", "planned"),
        ("Rishi Sunak is not the prime minister.", "denied"),
        ("Rishi Sunak could become prime minister.", "hypothetical"),
    ],
)
def test_offices(text: str, status: str) -> None:
    """Who holds an office, held it, will hold it or does not."""
    assert statuses(text, "holdsOffice", "Rishi Sunak") == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Maria Lopez resigned on Monday.", "factual"),
        ("Maria Lopez will resign on Monday.", "planned"),
        ("Maria Lopez said she would resign on Monday.", "planned"),
        ("Maria Lopez refused to resign.", "denied"),
        ("Maria Lopez has not resigned.", "denied"),
        ("Maria Lopez might resign.", "hypothetical"),
        ("If Maria Lopez resigns, the government falls.", "hypothetical"),
        ("Will Maria Lopez resign?", "hypothetical"),
    ],
)
def test_resignations(text: str, status: str) -> None:
    """An event that happened, is to happen, was refused, or may happen."""
    assert statuses(text, "Resignation", "Maria Lopez") == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez said the Labour Party had won 40 seats.",
        "The Labour Party had won 40 seats, Maria Lopez said.",
        "According to Maria Lopez, the Labour Party won 40 seats.",
    ],
)
def test_speakers(text: str) -> None:
    """A claim in somebody's words is theirs."""
    [claim] = [claim for claim in claims(text) if claim.predicate == "seatsWon"]
    assert claim.speaker is not None
    assert claim.speaker.name == "Maria Lopez"


def test_a_contested_claim_is_alleged() -> None:
    """To claim is not to say: the number stays the speaker's contested word."""
    text = "Maria Lopez claimed that the Labour Party had won 40 seats."
    assert statuses(text, "seatsWon", "Labour Party", "40") == {"alleged"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Maria Lopez was elected leader of the Green Party.", "factual"),
        ("Maria Lopez resigned as leader of the Green Party.", "ended"),
        ("Maria Lopez will resign as leader of the Green Party.", "factual"),
        ("Maria Lopez was the leader of the Green Party.", "ended"),
    ],
)
def test_leadership(text: str, status: str) -> None:
    """Coming into a post begins it, a resignation ends it, one to come has not."""
    assert statuses(text, "leads", "Maria Lopez", "Green Party") == {status}


def test_what_is_called_for_has_not_happened() -> None:
    """To call for a resignation is no resignation."""
    text = "Maria Lopez called for the resignation of John Smith."
    assert statuses(text, "Resignation", "John Smith") == {"planned"}
