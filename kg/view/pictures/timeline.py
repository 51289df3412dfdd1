"""A timeline in print: lanes of moments, each at its date or, undated, where it was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from kg.view.dates import MONTHS, days, span_told, told
from kg.view.line import FAMILY
from kg.view.pictures.frame import MARGIN, NOTE, Frame, Key, counted
from kg.view.pictures.letters import SMALL, fitted, width_of
from kg.view.pictures.sheet import PAGE, PAPER, TALL, Picture, box, colours
from kg.view.pictures.words import STATUS_WORDS
from kg.view.timeline import Moment

ROW = 10.0
HEADING = 15.0
AXIS = 16.0
SIGN = 5.0  # a moment's sign takes so much, half on each side of its day
GAP = 9.0  # between the words of one moment and the sign of the next
LONGEST = 235.0  # words of one moment: on one side of a day there is always so much room
SURE = ("factual", "planned", "ended")  # of two with as many sources these come first
NEAR = 30  # days around the reports that the axis shows, if they do not span more themselves


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days on a line: "1 February at 9 points, 14 March at 509"."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def beyond(self, moment: Moment) -> int:
        """-1 for what was over before the axis begins, 1 for what follows its end, else 0."""
        span = moment.days
        if span is None:
            return 0
        return (span[0] > self.last) - (span[1] < self.first)


@dataclass(frozen=True, slots=True)
class _Item:
    """A moment with its place on the sheet; x is its sign's, left and right the ends of all."""

    moment: Moment
    x: float
    left: float
    right: float
    words: str
    anchor: float  # where they begin or end
    align: str  # left or right: which of the two


def draw_timeline(moments: Sequence[Moment], *, title: str = "", note: str = "") -> Picture:
    """Moments on an axis of days, by lane, as many as a page has room for.

    A day is a disc, a month or a year a bar, what is planned is hollow, what is denied is struck
    out, and what the texts do not date hangs on a flag at the day of its first report.

    Args:
        moments: of `kg.view.timeline`, lanes in the order in which they come.
        title: over the picture.
        note: a sentence under it.
    """
    axis = _axis(moments)
    kept = len(moments)
    while True:
        chosen = _chosen(moments, kept)
        frame = _frame(moments, chosen, axis, title=title, note=note)
        lanes = [
            (lane, _packed([_item(moment, axis) for moment in each], axis))
            for lane, each in groupby(chosen, key=lambda moment: moment.lane)
        ]
        tall = AXIS + sum(HEADING + ROW * len(rows) for _, rows in lanes)
        over = frame.top(PAGE) + tall + frame.bottom(PAGE) - TALL
        if over <= 0 or kept <= 1:
            break
        kept = max(1, min(kept - 1, round(kept * (1 - over / tall))))
    picture = frame.sheet(PAGE, tall, called="Timeline")
    top = frame.top(PAGE)
    _draw_axis(picture, axis, top, tall)
    y = top + AXIS
    for lane, rows in lanes:
        ink = colours()["ink"]
        picture.path([(MARGIN, y + 2.0), (PAGE - MARGIN, y + 2.0)], ink=ink, width=0.5)
        picture.text(
            MARGIN,
            y + HEADING - 4.0,
            fitted(lane, PAGE - 2 * MARGIN, bold=True),
            weight=700,
            halo=3.0,
        )
        y += HEADING
        for row in rows:
            for item in row:
                _draw_item(picture, item, axis, y + ROW / 2)
            y += ROW
    return picture


def _chosen(moments: Sequence[Moment], most: int) -> list[Moment]:
    """The best attested and dated ones, some of every lane, in the order given."""

    def merit(place: int) -> tuple[int, bool]:
        moment = moments[place]
        return -moment.sources - (moment.days is not None), moment.status not in SURE

    ranks: Counter[str] = Counter()
    ranked = []
    for place in sorted(range(len(moments)), key=lambda i: (*merit(i), i)):
        lane = moments[place].lane
        ranked.append((*merit(place), ranks[lane], place))
        ranks[lane] += 1
    return [moments[place] for place in sorted(place for *_, place in sorted(ranked)[:most])]


def _axis(moments: Sequence[Moment]) -> _Axis:
    """From the first day to the last, but what lies long before all reports is not on it."""
    reports = [span[0] for m in moments if (span := days(m.reported or ""))]
    dated = [span for m in moments if (span := m.days)]
    every = reports or [day for span in dated for day in span] or [date(2000, 1, 1)]
    low, high = min(every).toordinal(), max(every).toordinal()  # numbers go beyond the calendar
    reach = max(NEAR, high - low)
    spans = [(first.toordinal(), last.toordinal()) for first, last in dated]
    first = min([low, *(one for one, _ in spans if one >= low - reach)])
    last = max([high, *(other for _, other in spans if other <= high + reach)])
    margin = max(1, (last - first) // 60)
    begin = date.fromordinal(max(1, first - margin))
    end = date.fromordinal(min(date.max.toordinal(), last + margin))
    return _Axis(begin, end, MARGIN + 8.0, PAGE - MARGIN - 8.0)


def _item(moment: Moment, axis: _Axis) -> _Item:
    span = moment.days
    if span is None:
        reported = days(moment.reported or "")
        x = end = axis.at(reported[0]) if reported else axis.left
    else:
        x, end = axis.at(span[0]), axis.at(span[1])
    words = _words(moment, axis)
    room = width_of(words, SMALL)
    edge = axis.right + 8.0
    if end + SIGN + room <= edge:
        return _Item(moment, x, x - SIGN / 2, end + SIGN + room, words, end + SIGN, "left")
    if x - SIGN - room >= axis.left:
        return _Item(moment, x, x - SIGN - room, end + SIGN / 2, words, x - SIGN, "right")
    # a bar that leaves room on neither side is written over
    return _Item(moment, x, min(x - SIGN, edge - room), edge, words, edge, "right")


def _words(moment: Moment, axis: _Axis) -> str:
    tag = "" if moment.status == "factual" else f" ({STATUS_WORDS[moment.status]})"
    when, since = "", moment.time or moment.until
    if moment.time and moment.until:
        when = f"{span_told(moment.time, moment.until)}: "
    elif since:
        when = f"{'' if moment.time else 'until '}{_told(since, axis)}: "
    elif moment.reported:
        tag += f", reported {_told(moment.reported, axis)}"
    room = LONGEST - width_of(when + tag, SMALL)
    return f"{when}{fitted(moment.words, room, SMALL)}{tag}"


def _told(iso: str, axis: _Axis) -> str:
    """A date, without its year where the axis shows but one."""
    words = told(iso)
    year = f" {axis.last.year}"
    return words.removesuffix(year) if axis.first.year == axis.last.year else words


def _packed(items: list[_Item], axis: _Axis) -> list[list[_Item]]:
    """Rows in which nothing covers anything, each item in the first that has room."""
    rows: list[list[_Item]] = []
    for item in items:
        for row in rows:
            if all(item.left > o.right + GAP or item.right < o.left - GAP for o in row):
                row.append(item)
                break
        else:
            rows.append([item])
    return rows


def _draw_axis(picture: Picture, axis: _Axis, top: float, tall: float) -> None:
    palette = colours()
    for day, label in _ticks(axis):
        x = axis.at(day)
        ends = [(x, top + AXIS - 4.0), (x, top + tall)]
        picture.path(ends, ink=palette["rule"], width=0.5)
        picture.text(x, top + AXIS - 7.0, label, size=SMALL, ink=palette["muted"], align="center")


def _ticks(axis: _Axis) -> Iterator[tuple[date, str]]:
    """Weeks, months or years, at most a dozen; the first of them and each new one says its year."""
    length = (axis.last - axis.first).days
    if length <= 84:
        monday = axis.first + timedelta(days=-axis.first.weekday() % 7)
        every = 7 if length <= 60 else 14
        ticks = [monday + timedelta(days=n) for n in range(0, length + 1, every)]
    else:
        months = max(1, round(length / 30 / 10))
        step = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if n >= months), 1200)
        first = axis.first.year * 12 + axis.first.month
        last = axis.last.year * 12 + axis.last.month
        numbers = [
            n for n in range(first, last + 1) if (n - 1) % 12 % step == 0 and step <= 12
        ] or [
            year * 12 + 1 for year in range(axis.first.year, axis.last.year + 1, max(1, step // 12))
        ]
        ticks = [date((n - 1) // 12, (n - 1) % 12 + 1, 1) for n in numbers]
    year = 0
    for day in ticks:
        if axis.first <= day <= axis.last:
            name = f"{day.day} {MONTHS[day.month - 1]}" if length <= 84 else MONTHS[day.month - 1]
            yield day, f"{name} {day.year}" if day.year != year else name
            year = day.year


def _draw_item(picture: Picture, item: _Item, axis: _Axis, y: float) -> None:
    moment, palette = item.moment, colours()
    ink = _ink(moment)
    span = moment.days
    if side := axis.beyond(moment):
        x = item.x + 3.0 * side
        base = x - 5.0 * side
        picture.path([(x, y), (base, y - 2.5), (base, y + 2.5)], closed=True, fill=ink)
    elif span is None:
        _draw_flag(picture, item.x, y, ink)
    else:
        draw_sign(picture, item.x, axis.at(span[1]), y, moment.status, ink)
    baseline = y + 0.36 * SMALL
    text_ink = palette["ink"] if span else palette["muted"]
    style: dict[str, Any] = {"size": SMALL, "ink": text_ink, "halo": 2.5}
    picture.text(item.anchor, baseline, item.words, align=item.align, **style)


def draw_sign(picture: Picture, left: float, right: float, y: float, status: str, ink: str) -> None:
    """A day as a disc, a longer time as a bar: hollow if no fact, struck out if denied."""
    solid = status in ("factual", "ended")
    dashes = {"planned": (1.8, 1.0), "alleged": (0.8, 0.8), "hypothetical": (0.8, 0.8)}.get(
        status, ()
    )
    style: dict[str, Any] = {
        "fill": ink if solid else PAPER,
        "ink": ink,
        "width": 0.9,
        "dashes": dashes,
    }
    if right - left < 3.0:
        picture.disc(left, y, 2.4, **style)
        middle = left
    else:
        soft = 0.6 if solid else 1.0  # it lay somewhere in this time, and did not fill it
        style["width"] = 0.6
        picture.path(box(left, y - 1.8, right - left, 3.6), closed=True, opacity=soft, **style)
        middle = (left + right) / 2
    if status == "denied":
        picture.path([(middle - 2.2, y + 3.4), (middle + 2.2, y - 3.4)], ink=ink, width=1.1)


def _draw_flag(picture: Picture, x: float, y: float, ink: str) -> None:
    """The day of a report: a small flag, unlike the sign of any event."""
    picture.path([(x, y - 3.4), (x, y + 3.4)], ink=ink, width=0.8)
    picture.path([(x, y - 3.4), (x + 3.4, y - 1.7), (x, y)], closed=True, fill=ink, opacity=0.55)


def _ink(moment: Moment) -> str:
    if moment.status == "ended":
        return colours()["ended"]
    return colours()[FAMILY.get(moment.predicate, "other")]


def _frame(
    moments: Sequence[Moment], chosen: Sequence[Moment], axis: _Axis, *, title: str, note: str
) -> Frame:
    dated = sum(moment.days is not None for moment in chosen)
    outlets = {row["source"] for moment in chosen for row in moment.evidence}
    printed = sorted(m.reported for m in chosen if m.reported)
    happened = {(m.words, m.status, m.time, m.reported) for m in chosen}  # in several lanes once
    parts = [
        counted(len(happened), "event"),
        f"{dated} of them dated by the texts",
        f"from {counted(len(outlets), 'outlet')}" if outlets else "",
        f"printed from {told(printed[0])}" if printed else "",
    ]
    notes = [*filter(None, [note])]
    if lost := len(moments) - len(chosen):
        notes.append(f"Left out: {counted(lost, 'event')} with the fewest sources")
    if not moments:
        notes.append("No claim tells an event")
    return Frame(
        title=title,
        subtitle="; ".join(filter(None, parts)),
        notes=[". ".join([*notes, NOTE]) + "."],
        keys=(tuple(_keys(chosen, axis)),),
    )


def _keys(moments: Sequence[Moment], axis: _Axis) -> Iterator[Key]:
    ink = colours()["ink"]

    def sign(status: str, width: float) -> Callable[[Picture, float, float], None]:
        return lambda picture, x, y: draw_sign(picture, x + 2.4, x + 2.4 + width, y, status, ink)

    dated = [moment for moment in moments if moment.days]
    if dated:
        yield Key("on that day", 5.0, sign("factual", 0.0))
    if any(moment.days and moment.days[0] != moment.days[1] for moment in dated):
        yield Key("some time in that month or year", 12.0, sign("factual", 9.0))
    for status in ("planned", "alleged", "denied", "hypothetical"):
        if any(moment.status == status for moment in dated):
            yield Key(STATUS_WORDS[status], 5.0, sign(status, 0.0))
    if any(axis.beyond(moment) for moment in dated):
        yield Key("earlier or later", 5.0, partial(_arrow_sample, ink))
    if len(dated) < len(moments):
        yield Key("reported that day: the texts give no date", 5.0, partial(_flag_sample, ink))


def _flag_sample(ink: str, picture: Picture, x: float, y: float) -> None:
    _draw_flag(picture, x + 1.0, y, ink)


def _arrow_sample(ink: str, picture: Picture, x: float, y: float) -> None:
    picture.path([(x, y), (x + 5, y - 2.5), (x + 5, y + 2.5)], closed=True, fill=ink)
