"""What a version of an article says otherwise than the one before it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from said import BLUE, PLANNED, RED, say

from kg.derive import derive
from kg.errors import UsageError
from kg.query import history
from kg.store import Store, open_store


def versions(*said: Sequence[dict[str, object]]) -> Store:
    """A store with an article of as many versions, each a claim."""
    store = open_store(None)
    for day, more in enumerate(said, start=10):
        for claim in more:
            say(store, RED, name="a", updated=f"2024-02-{day}", text=f"Text {day}.", **claim)
    derive(store)
    return store


def kinds(store: Store) -> list[tuple[str, str]]:
    """Each change by its kind and what it is about."""
    return [
        (change.kind, (change.after or change.before).claim.predicate)  # type: ignore[union-attr]
        for change in history(store, "a")
    ]


ALLIED: dict[str, object] = {"predicate": "alliedWith", "said": BLUE}


def test_a_claim_replaced_by_another() -> None:
    """One appears, the other vanishes."""
    opposed = {"predicate": "opposes", "said": BLUE}
    store = versions([ALLIED], [opposed])
    assert kinds(store) == [("appeared", "opposes"), ("vanished", "alliedWith")]


def test_another_status_is_a_change() -> None:
    """Before and after stand side by side."""
    store = versions([{**ALLIED, "modality": PLANNED}], [ALLIED])
    (change,) = history(store, "a")
    assert change.before is not None
    assert change.after is not None
    assert (change.before.claim.status, change.after.claim.status) == ("planned", "factual")


def test_another_number_is_a_change() -> None:
    """95 seats corrected to 93 is one change, not two claims."""
    seats = [{"predicate": "seatsWon", "said": number} for number in (95, 93)]
    assert kinds(versions(*([one] for one in seats))) == [("changed", "seatsWon")]


def test_the_same_said_in_other_words_is_no_change() -> None:
    """A new version whose claim has another quote says the same."""
    assert kinds(versions([ALLIED], [ALLIED])) == []


def test_an_unknown_article_is_wrong_use() -> None:
    """The message says where ids are listed."""
    with pytest.raises(UsageError, match="kg articles"):
        history(open_store(None), "a")
