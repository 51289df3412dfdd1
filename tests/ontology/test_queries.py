"""The named queries give the rows that a reader of the small hand-made graph expects."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.vocab import PREFIXES

QUERIES = sorted(vocab.ontology_file("queries").glob("*.rq"))
STORE = ox.Store()
STORE.load(path=Path(__file__).parent / "graph.trig", format=ox.RdfFormat.TRIG)
SAID_BELOW = {  # nobody in the small graph disagrees in these ways
    "disagreements-leaders",
    "disagreements-denials",
    "disagreements-plans",
}
PTI, SIC = "Pakistan Tehreek-e-Insaf", "Sunni Ittehad Council"


def rows(name: str, columns: str, **parameters: str) -> list[tuple[str | None, ...]]:
    """Run a named query with its parameters in the place of UNDEF; give the chosen columns."""
    text = vocab.ontology_file(f"queries/{name}.rq").read_text(encoding="utf-8")
    for parameter, value in parameters.items():
        text, count = re.subn(
            rf"VALUES \${parameter} {{ UNDEF }}",
            f"VALUES ${parameter} {{ {ox.Literal(value)} }}",
            text,
        )
        assert count == 1
    solutions = STORE.query(text)
    return [
        tuple(row[c].value if row[c] is not None else None for c in columns.split())
        for row in solutions
    ]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_query_has_a_header_and_answers(path):
    """Each query says what it is for, declares its parameters, and finds something here."""
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^# parameter (\w+): \S", text, flags=re.MULTILINE)
    assert re.match(r"# title: \S.*\n# description: \S", text)
    assert declared == re.findall(r"VALUES \$(\w+) { UNDEF }", text)
    assert next(iter(STORE.query(text)), None) is not None or path.stem in SAID_BELOW


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_prefixes_are_the_projects(path):
    """A query binds a prefix to the same namespace as everything else does."""
    for prefix, iri in re.findall(r"^PREFIX (\w+): <(.*)>$", path.read_text(), flags=re.M):
        assert PREFIXES[prefix] == iri


def test_allies_count_a_reprint_once():
    """Two papers with one text and a third with its own are two sources, one pair."""
    assert rows("allies", "one other sources first last") == [
        ("MWM", PTI, "2", "2024-02-12", "2024-02-13")
    ]


def test_planned_alliances_are_apart():
    """What is planned is not listed as an alliance."""
    assert rows("planned-alliances", "one other sources") == [(PTI, SIC, "1")]


def test_leaders():
    """A leader stands with the role in the article's words."""
    assert rows("leaders", "person group role status") == [
        ("Gohar Ali Khan", PTI, "chairman", "factual")
    ]


def test_offices():
    """A caretaker holds the office, as a caretaker."""
    assert rows("offices", "person office role") == [
        ("Anwaar Kakar", "Prime Minister of Pakistan", "caretaker")
    ]


def test_members_of_one_group():
    """The parameter picks groups by part of their name, in any case."""
    assert rows("members", "member group", group_name="tehreek") == [("Gohar Ali Khan", PTI)]
    assert rows("members", "member group", group_name="peoples") == []


def test_opponents():
    """Opposition has a direction."""
    assert rows("opponents", "subject object") == [(PTI, "Election Commission")]


def test_seats_without_what_was_corrected():
    """Each source's number is listed with its words; a corrected one is gone."""
    assert rows("seats", "seats outOf legislature source quote") == [
        ("93", None, None, "Daily Ledger", "PTI took 93 seats."),
        ("95", "266", "National Assembly", "The Meridian Post", "PTI won 95 seats."),
    ]


def test_events_in_order_of_time():
    """A dated event stands at its date, an undated one at its article's, and says so."""
    assert rows("events", "date dated event actors targets") == [
        ("2024-02", "true", "Resignation", "Pervez Khattak", ""),
        ("2024-02-14", "false", "Arrest", "", "Pervez Khattak"),
    ]


@pytest.mark.parametrize("source", ["harbour", "courier"])
def test_source_says(source):
    """One source, by part of its name or by its id, with speakers and words."""
    assert rows("source-says", "subject predicate object status speaker", source=source) == [
        ("MWM", "alliedWith", PTI, "factual", None),
        (PTI, "alliedWith", SIC, "planned", "Gohar Ali Khan"),
    ]


def test_source_says_events_and_numbers():
    """An event is shown by who takes part, a number by itself."""
    answer = rows("source-says", "subject predicate object", source="Daily Ledger")
    assert ("Pervez Khattak", "event", "Arrest") in answer
    assert (PTI, "seatsWon", "93") in answer


def test_who_said():
    """A reported claim stands with its speaker, and nobody else's does."""
    assert rows("who-said", "speaker subject object status source", speaker_name="gohar") == [
        ("Gohar Ali Khan", PTI, SIC, "planned", "Daily Ledger"),
        ("Gohar Ali Khan", PTI, SIC, "planned", "Harbour Courier"),
    ]
    assert rows("who-said", "speaker", speaker_name="kakar") == []


def test_disagreements_on_numbers():
    """Two sources with different numbers stand side by side; a corrected number does not."""
    assert rows("disagreements-numbers", "party less more sourcesLess sourcesMore") == [
        (PTI, "93", "95", "Daily Ledger", "The Meridian Post")
    ]


def test_changes_between_versions():
    """What a correction took out and put in; what both versions say is no change."""
    assert rows("changes", "change version subject predicate object", article="ledger-2") == [
        ("appeared", "v2", PTI, "seatsWon", "93"),
        ("appeared", "v2", "Pervez Khattak", "event", "Arrest"),
        ("vanished", "v1", PTI, "alliedWith", SIC),
        ("vanished", "v1", PTI, "seatsWon", "100"),
    ]
    assert rows("changes", "change", article="post-1") == []
