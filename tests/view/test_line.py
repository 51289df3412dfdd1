from __future__ import annotations

import pytest
from election import JI, MWM, PTI, say

from kg.model import STATUSES, StoredClaim
from kg.view.line import DASHES, FAMILY, fanned, line, words
from kg.view.network import alliances
from kg.view.tie import BETWEEN_OUTLETS
from kg.vocab import POL


def test_each_status_has_a_stroke_of_its_own() -> None:
    """No two statuses of one relation look alike, even without colour."""
    assert set(DASHES) == set(STATUSES)
    drawn = [line({"predicate": "alliedWith", "status": s, "sources": 1}) for s in STATUSES]
    assert len({(each.dashes, each.denied) for each in drawn}) == len(STATUSES)


@pytest.mark.parametrize(
    ("predicate", "mark"),
    [
        ("alliedWith", ""),
        ("opposes", "bar"),
        ("memberOf", "arrow"),
        ("splitFrom", "inv_triangle"),
        ("negotiatesWith", "circle"),
        ("backs", "vee"),
        ("leads", "diamond"),
        ("holdsOffice", "diamond"),
        ("relativeOf", "box"),
    ],
)
def test_marks_tell_families_apart_without_colour(predicate: str, mark: str) -> None:
    """Opposition ends in a bar, parting points back, leading in a diamond, kin has boxes."""
    assert line({"predicate": predicate, "status": "factual", "sources": 1}).mark == mark


@pytest.mark.parametrize("status", STATUSES)
def test_families_never_look_alike(status: str) -> None:
    """In every status, two relations of different colour differ in stroke or marks as well."""
    looks: dict[tuple[object, ...], set[str]] = {}
    for predicate in (*FAMILY, "relativeOf", "Election"):
        drawn = line({"predicate": predicate, "status": status, "sources": 1})
        looks.setdefault((drawn.dashes, drawn.mark, drawn.tail), set()).add(drawn.family)
    assert all(len(families) == 1 for families in looks.values()), looks


@pytest.mark.parametrize("status", STATUSES)
def test_talks_and_opposition_never_look_alike(status: str) -> None:
    """In every status the marks at their ends differ."""
    talks, against = (
        line({"predicate": predicate, "status": status, "sources": 1})
        for predicate in ("negotiatesWith", "opposes")
    )
    assert (talks.mark, talks.tail) == ("circle", "circle")
    assert (against.mark, against.tail) == ("bar", "")


def test_outlets_that_contradict_each_other_do_so_both_ways() -> None:
    """The line has a bar at both ends, like opposition, and agreement looks like alliance."""
    drawn = line({"predicate": "contradicts", "status": "factual", "sources": 2})
    assert (drawn.family, drawn.mark, drawn.tail) == ("opposition", "bar", "bar")
    assert line({"predicate": "agreesWith", "status": "factual", "sources": 2}).mark == ""


def test_more_sources_make_a_thicker_line() -> None:
    """Up to six, from where on it would hide others."""
    widths = [
        line({"predicate": "backs", "status": "factual", "sources": n}).width for n in (1, 3, 6, 60)
    ]
    assert widths[0] < widths[1] < widths[2] == widths[3]


@pytest.mark.parametrize(
    ("predicate", "text"),
    [("negotiatesWith", "in talks with"), ("AllianceFormation", "alliance formation")],
)
def test_words(predicate: str, text: str) -> None:
    """A predicate is read as words, also one without words of its own."""
    assert words(predicate) == text


def test_parallel_edges_fan_out() -> None:
    """Three between one pair bend by three different amounts, one between another pair by none."""
    claims = [
        *(say(PTI, "alliedWith", JI, s, status=s) for s in ("planned", "denied", "factual")),
        say(PTI, "opposes", MWM, "x"),
    ]
    bends = [(data["predicate"], bend) for *_, data, bend in fanned(alliances(claims, {}))]
    assert sorted(abs(bend) for name, bend in bends if name == "alliedWith") == [0, 1, 1]
    assert ("opposes", 0) in bends


def test_both_directions_of_one_pair_do_not_cover_each_other(election: list[StoredClaim]) -> None:
    """A bend is turned with its edge, so equal bends of two directions lie apart."""
    claims = [say(PTI, "opposes", JI, "a"), say(JI, "opposes", PTI, "b")]
    (one, *_, first), (other, *_, second) = fanned(alliances(claims, {}))
    assert one != other
    assert first == second != 0


def test_every_family_is_of_known_predicates() -> None:
    """A predicate that neither the ontology nor the network of outlets has has no stroke."""
    assert all(hasattr(POL, predicate) for predicate in FAMILY.keys() - BETWEEN_OUTLETS)
