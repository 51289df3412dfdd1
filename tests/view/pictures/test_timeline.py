from __future__ import annotations

import re
from itertools import combinations

import pytest
from election import JI, KHAN, MWM, PTI, dated, entity, happen, say
from pictures.drawn import said, tree, words

from kg.model import StoredClaim
from kg.view import by_actor, timeline
from kg.view.pictures import draw_timeline
from kg.view.pictures.frame import MARGIN
from kg.view.pictures.letters import SMALL, width_of
from kg.view.pictures.sheet import PAGE, TALL
from kg.view.pictures.timeline import _axis, _item

MET = {"actor": (PTI, MWM)}


def test_a_date_is_told_with_its_precision() -> None:
    """A day as a day, a month as a month; the year stands on the axis."""
    claims = [
        dated("Meeting", MET, time="2024-02-10"),
        dated("Arrest", {"target": (KHAN,)}, time="2024-02"),
    ]
    lines = words(draw_timeline(timeline(claims, {})))
    assert "10 Feb: MWM and PTI meet" in lines
    assert "Feb: Imran Khan arrested" in lines


def test_what_is_only_reported_says_so() -> None:
    """A day of publication is named as one, with a sign and a key of its own."""
    text = said(draw_timeline(timeline([happen("Meeting", MET, "q")], {})))
    assert "MWM and PTI meet, reported 12 Feb" in text
    assert "reported that day: the texts give no date" in text
    assert "0 of them dated by the texts" in text


@pytest.mark.parametrize("status", ["planned", "denied", "alleged", "hypothetical"])
def test_statuses_are_told_in_words(status: str) -> None:
    """A plan is not taken for a fact by who prints without colour."""
    claim = dated("Meeting", MET, time="2024-02-10", status=status)
    (line,) = [each for each in words(draw_timeline(timeline([claim], {}))) if "meet" in each]
    assert line.endswith("(if or maybe)" if status == "hypothetical" else f"({status})")


def test_what_lies_long_before_does_not_stretch_the_axis() -> None:
    """An event of 1971 stands at the edge with its year, and the axis shows 2024."""
    claims = [
        dated("Meeting", MET, time="2024-02-10"),
        dated("Arrest", {"target": (KHAN,)}, time="1971"),
    ]
    lines = words(draw_timeline(timeline(claims, {})))
    assert "1971: Imran Khan arrested" in lines
    assert not any(re.fullmatch(r"\w+ 19\d\d", line) for line in lines)


def test_lines_of_words_do_not_cover_each_other(election: list[StoredClaim]) -> None:
    """Words on one line leave room for each other."""
    claims = [
        dated("Meeting", {"actor": (PTI, entity("Party", f"Party {i}"))}, time=f"2024-02-{i:02}")
        for i in range(1, 29)
    ]
    picture = draw_timeline(timeline(claims, {}))
    picture.png(dpi=72)
    boxes = [text.get_window_extent() for text, words in picture._texts if "meet" in words]
    assert len(boxes) == 2 * 28  # each has a rim of its own
    tight = [box.shrunk(0.99, 0.8) for box in boxes[::2]]
    assert not any(one.overlaps(other) for one, other in combinations(tight, 2))


def test_words_stay_on_the_sheet() -> None:
    """Also those of a bar that leaves no room beside it, and of letters as wide as high."""
    long = entity("Party", "中" * 30)
    claims = [
        dated("Election", {"actor": (long,)}, time="2024-02"),
        dated("Election", {"actor": (PTI,)}, time="2024-02-02"),
        dated("Election", {"actor": (long,)}, time="2024-03-05"),
    ]
    moments = timeline(claims, {})
    axis = _axis(moments)
    for item in [_item(moment, axis) for moment in moments]:
        room = width_of(item.words, SMALL)
        start = item.anchor - (room if item.align == "right" else 0)
        assert MARGIN <= start <= start + room <= PAGE - MARGIN + 0.01


def test_too_many_events_are_cut_and_counted() -> None:
    """A page is a page: the best attested and dated stay, the rest is told."""
    claims = [
        happen("Resignation", {"actor": (entity("Person", f"Member Number {i}"),)}, "q")
        for i in range(300)
    ]
    claims.append(dated("Meeting", MET, time="2024-02-10"))
    picture = draw_timeline(timeline(claims, {}))
    assert picture.height <= TALL
    assert picture.width == PAGE
    assert "10 Feb: MWM and PTI meet" in words(picture)
    assert re.search(r"Left out: 2\d\d events", said(picture))


def test_lanes_of_actors_count_an_event_once() -> None:
    """In the lanes of both, one event in the subtitle."""
    picture = draw_timeline(by_actor(timeline([say(PTI, "alliedWith", JI, "q")], {})))
    assert "1 event;" in said(picture)
    assert words(picture).count("JI and PTI allied, reported 12 Feb") == 2


@pytest.mark.parametrize("published", ["2024-02-12", "2024", "0001-01-01", "9999-12-31", None])
def test_any_date_can_be_drawn(published: str | None) -> None:
    """Also the first and the last that there are, and none."""
    claims = [
        happen("Meeting", MET, "q", published=published),
        dated("Arrest", {"target": (KHAN,)}, time="9999-12-31"),
        dated("Arrest", {"target": (JI,)}, time="0001"),
        dated("Arrest", {"target": (PTI,)}, time="no date"),
    ]
    assert tree(draw_timeline(timeline(claims, {}))) is not None


def test_no_event_is_a_picture_too() -> None:
    """It says that there is none."""
    assert "No claim tells an event" in said(draw_timeline([], title="t"))


def test_hostile_names_are_drawn(hostile: list[StoredClaim]) -> None:
    """As in networks."""
    assert tree(draw_timeline(timeline(hostile, {}), title="$\\frac$")) is not None
