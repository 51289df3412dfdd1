"""Claims become records and come back."""

from __future__ import annotations

import json

import pytest
from generated import articles
from hypothesis import given
from said import ANN, BLUE, PLANNED, RED, alliance, claim

from kg.errors import ClaimError, ReadError
from kg.model import Article, Claim, Modality
from kg.quads import read_claims
from kg.record import claim_record, read_lines, read_record, write_lines

ARTICLE = Article(id="a", text="Red is poised to ally with Blue.")
CLAIM = claim(ARTICLE, RED, "alliedWith", BLUE, modality=PLANNED, confidence=0.91)
RECORD = claim_record(CLAIM, iri="https://e/c", published="2024-02-10")


def test_a_record_reads_as_the_design_says():
    """The fields, their names and their order are a contract."""
    red, blue = (
        {"id": e.id, "name": e.name, "type": "Party", "aliases": list(e.aliases)}
        for e in (RED, BLUE)
    )
    assert list(RECORD.items()) == [
        ("article", "a"),
        ("published", "2024-02-10"),
        ("claim", "https://e/c"),
        ("kind", "relation"),
        ("subject", red),
        ("predicate", "alliedWith"),
        ("object", blue),
        ("qualifiers", {}),
        ("status", "planned"),
        ("speaker", None),
        ("start", 0),
        ("end", 32),
        ("quote", ARTICLE.text),
        ("confidence", 0.91),
        ("extractor", ""),
    ]


@given(item=articles())
def test_claims_come_back_through_json(item):
    """Nothing of a claim is lost in its record."""
    for said in item[1]:
        assert read_record(json.loads(json.dumps(claim_record(said)))) == said


def test_the_least_record_is_enough():
    """What a language model must give: who, what, whom, and the words."""
    least = {
        "article": "a",
        "subject": {"name": "Ann Lee", "type": "Person"},
        "predicate": "seatsWon",
        "object": 5,
        "start": 0,
        "end": 3,
        "quote": "Red",
    }
    said = read_record(least)
    assert (said.status, said.object, said.subject.id) == ("factual", 5, "")


def test_a_modality_that_its_status_does_not_tell_is_kept():
    """A certain denial of a plan and a bare denial are both "denied"."""
    said = claim(ARTICLE, ANN, "leads", RED, modality=Modality("certain", "future", "negative"))
    assert claim_record(said)["tense"] == "future"
    assert read_record(claim_record(said)) == said


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"status": "true"}, "status"),
        ({"kind": "rumour"}, "kind"),
        ({"quote": ""}, "quote"),
        ({"start": "3"}, "start"),
        ({"end": True}, "end"),
        ({"confidence": 2}, "confidence"),
        ({"subject": "Red"}, "subject"),
        ({"subject": {"name": "Red"}}, "subject.type"),
        ({"object": None}, "object"),
        ({"qualifiers": []}, None),
        ({"qualifiers": ["x"]}, "qualifiers"),
        ({"subject": {"name": "Red", "type": "Party", "aliases": "R"}}, "aliases"),
        ({"polarity": "negative"}, "denied"),
    ],
)
def test_a_wrong_record_names_its_field(change, field):
    """The message says which field is wrong; an empty list stands for no qualifiers."""
    if field is None:
        assert read_record(RECORD | change) == CLAIM
    else:
        with pytest.raises(ClaimError, match=field):
            read_record(RECORD | change)


def test_a_broken_line_does_not_stop_the_rest():
    """Each bad line is an error with its number; the good ones are read."""
    lines = ["{broken", "", "[1]", "[" * 100_000, json.dumps(RECORD)]
    found = list(read_lines(lines, path="c.jsonl"))
    assert [e.line for e in found if isinstance(e, ReadError)] == [1, 3, 4]
    assert [c for c in found if isinstance(c, Claim)] == [CLAIM]


def test_stored_claims_are_written_as_lines():
    """One line a claim, with its IRI and its article's date."""
    stored = read_claims(alliance({}))
    (line,) = map(json.loads, write_lines(stored))
    assert (line["claim"], line["published"]) == (stored[0].iri, "2024-02-10")
