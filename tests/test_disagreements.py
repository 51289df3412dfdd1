"""Disagreements in SPARQL: each kind has a named query that finds what the command finds."""

from __future__ import annotations

import pytest
from said import ANN, BLUE, BO, DENIED, ENDED, PLAIN, PLANNED, RED, alliance, say

from kg.derive import derive
from kg.model import Modality
from kg.query import disagreements, run_query
from kg.query.named import named_query
from kg.store import Store, open_store


def rows(store: Store, kind: str, columns: str, **bindings: str) -> list[tuple[str | None, ...]]:
    """Columns of the named query on one kind of disagreement."""
    derive(store)
    answer = run_query(store, f"disagreements-{kind}", bindings=bindings)
    wanted = [answer.columns.index(column) for column in columns.split()]
    return [
        tuple(None if row[i] is None else row[i].value for i in wanted)  # type: ignore[union-attr]
        for row in answer.rows()
    ]


def both(store: Store, kind: str) -> tuple[int, int]:
    """How many disagreements the command finds, and whether the query finds any."""
    found = [d for d in disagreements(store) if f"{d.kind}s" == kind]
    return len(found), min(1, len(rows(store, kind, "quote" if kind == "plans" else "one")))


def leaders(*dates: str | None, role: str = "chair") -> Store:
    """A store in which one leads, then another, then the first again."""
    store = open_store(None)
    for leader, published in zip((ANN, BO, ANN), dates, strict=False):
        more = {"qualifiers": (("role", role if leader is BO else "chair"),)}
        say(store, leader, "leads", RED, published=published, **more)
    return store


def test_numbers():
    """Two numbers for one quantity, with whoever says each."""
    store = open_store(None)
    for seats, source in ((93, "post"), (95, "herald")):
        say(store, RED, "seatsWon", seats, source=source)
    found = rows(store, "numbers", "party less more sourcesLess", about="red")
    assert found == [("Red Party", "93", "95", "post")]
    assert rows(store, "numbers", "party", about="blue") == []


@pytest.mark.parametrize(
    ("store", "count"),
    [
        (leaders("2024-02-01", "2024-02-10"), 1),
        (leaders("2024-02-01", None), 1),
        (leaders("2023-12-31", "2024-01-31"), 1),
        (leaders("2024-01-29", "2024-03-01"), 0),
        (leaders("2023-01-29", "2023-03-01"), 1),
        (leaders("2024-02", "2024-03-03"), 1),
        (leaders("2022-05-01", "2024-02-10"), 0),
        (leaders("2024-02-01", "2024-02-10", role="founder"), 0),
    ],
    ids=[
        "near",
        "no date",
        "31 days",
        "32 days, leap year",
        "31 days, no leap year",
        "a month",
        "far",
        "other role",
    ],
)
def test_leaders(store, count):
    """Two leaders in one role at one time, as the command finds them."""
    assert both(store, "leaders") == (count, count)


def test_leaders_by_name():
    """Each pair once, for the group or one of the two."""
    store = leaders("2024-02-01", "2024-02-10", "2024-02-11")
    for name in ("red", "ann", "bo r"):
        assert rows(store, "leaders", "group one other lastOne", about=name) == [
            ("Red Party", "Ann Lee", "Bo Ray", "2024-02-11")
        ]
    assert rows(store, "leaders", "one", about="green") == []


@pytest.mark.parametrize(
    "modality", [PLAIN, PLANNED, Modality(certainty="probable"), ENDED], ids=str
)
def test_denials(modality):
    """Whoever says, plans or alleges what is denied; who says that it has ended does not."""
    store = alliance({"modality": modality, "source": "post"})
    say(store, BLUE, "alliedWith", RED, modality=DENIED, source="herald")
    found = rows(store, "denials", "subject relation object source deniedBy", about="red")
    said = [("Red Party", "alliedWith", "Blue Party", "post", "herald")]
    assert found == (said if modality is not ENDED else [])
    assert len(found) == len(disagreements(store))


@pytest.mark.parametrize(
    ("then", "published", "became"),
    [
        (PLAIN, "2024-02-20", ["made"]),
        (ENDED, "2024-02-20", ["broken"]),
        (PLAIN, "2024-02-01", []),
        (PLANNED, "2024-02-20", []),
    ],
    ids=["made", "broken", "made before", "planned again"],
)
def test_plans(then, published, became):
    """A tie that was planned, and what came of it."""
    store = alliance({"modality": PLANNED, "source": "post"})
    say(store, BLUE, "alliedWith", RED, modality=then, published=published)
    found = rows(store, "plans", "one other planner became", about="blue")
    assert found == [("Blue Party", "Red Party", "post", word) for word in became]
    assert len(found) == len(disagreements(store))


@pytest.mark.parametrize("kind", ["numbers", "leaders", "denials", "plans"])
def test_each_kind_can_be_asked_about_somebody(kind):
    """As kg disagreements --about."""
    assert [p.name for p in named_query(f"disagreements-{kind}").parameters] == ["about"]
