"""Questions: named queries and SPARQL, why, who disagrees."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from generated import add
from said import ANN, BLUE, BO, DENIED, ENDED, PLAIN, PLANNED, RED, alliance, claim, party, say

from kg.derive import derive
from kg.errors import QueryError, UsageError
from kg.model import Article, Claim, Entity, Evidence
from kg.query import (
    Answer,
    disagreements,
    find_entities,
    named_queries,
    run_query,
    why,
)
from kg.query.sparql import bind
from kg.store import Store, open_store

ALLIES = "SELECT ?a ?b { ?a pol:alliedWith ?b } ORDER BY ?a"


def written(answer: Answer, form: str) -> str:
    """The answer in a format."""
    stream = io.BytesIO()
    answer.write(stream, form)
    return stream.getvalue().decode()


def test_plain_sparql_sees_everything_without_graph_and_prefixes():
    """Current triples, claims and labels are there, each once."""
    store = alliance({}, {})
    assert len(list(run_query(store, ALLIES).rows())) == 2
    rows = run_query(store, "SELECT ?l { party:red-party rdfs:label ?l }").rows()
    assert [row[0].value for row in rows] == ["Red Party"]


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_rows_are_written_in_every_format(form):
    """Each format shows both rows."""
    text = written(run_query(alliance({}), ALLIES), form)
    assert text.count("blue-party") == text.count("red-party") == 2


def test_a_table_shortens_iris_and_drops_control_characters():
    """What an article says never reaches the terminal as a command."""
    query = 'SELECT ?x ?y { VALUES (?x ?y) { (party:red-party "a\\u001B[31m\\nb") } }'
    assert written(run_query(open_store(None), query), "table").splitlines()[2].split("  ") == [
        "party:red-party",
        "a [31m b",
    ]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_a_limit_cuts_and_says_so(form):
    """No answer looks whole that is not."""
    answer = run_query(alliance({}), ALLIES, limit=1)
    text = written(answer, form)
    assert answer.truncated
    assert text.count("blue-party") + text.count("red-party") == 2
    whole = run_query(alliance({}), ALLIES, limit=2)
    written(whole, form)
    assert not whole.truncated


def test_limited_rows_are_the_same_terms():
    """Types and languages survive the limit."""
    query = """SELECT * {
      VALUES (?x ?y) { (5 "a\\t\\"\\n"@en) ("b" <http://e/x>) (UNDEF UNDEF) (UNDEF 1.5) }
      BIND(TRIPLE(<a:s>, <a:p>, TRIPLE(<a:s>, <a:p>, ?y)) AS ?z)
    }"""
    (whole, cut) = (
        json.loads(written(run_query(open_store(None), query, limit=limit), "json"))
        for limit in (None, 9)
    )
    assert whole["results"] == cut["results"]


def test_ask_and_construct():
    """Yes or no is a word, triples are Turtle."""
    store = alliance({})
    assert written(run_query(store, "ASK { ?a pol:alliedWith ?b }"), "table") == "yes\n"
    construct = run_query(store, "CONSTRUCT WHERE { ?a pol:alliedWith ?b }")
    assert "party:red-party pol:alliedWith party:blue-party" in written(construct, "ttl")


@pytest.mark.parametrize(("query", "form"), [(ALLIES, "ttl"), ("DESCRIBE <a:b>", "csv")])
def test_a_format_that_cannot_hold_the_answer_is_refused(query, form):
    """Rows are no Turtle, triples no table of values."""
    with pytest.raises(UsageError, match="--format"):
        written(run_query(open_store(None), query), form)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("alies", "near: allies"),
        ("SELECT * {\n ?a foo:x ?b }", "line 2, column"),
        ("SELECT * { ?a ?b", "line 1, column"),
        ("DROP ALL", "cannot change"),
        ("# hello\nPREFIX a: <a:>\nINSERT DATA { <a:a> <a:b> 1 }", "cannot change"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { FILTER(?a<?b&&'x>'!='') SeRvIcE <http://127.0.0.1:1/> {} #'\n}", "SERVICE"),
    ],
)
def test_what_cannot_be_answered_says_why(query, message):
    """Unknown names, wrong SPARQL with its place, changes and requests to elsewhere."""
    with pytest.raises(QueryError, match=message):
        run_query(open_store(None), query)


@pytest.mark.parametrize(
    "where",
    [
        "{ %s }",
        "{ OPTIONAL { %s } }",
        "{ { SELECT * { ?s ?p ?o MINUS { %s } } } }",
        "{ FILTER EXISTS { %s } }",
        "{ BIND(EXISTS { %s } AS ?z) }",
        "{} ORDER BY EXISTS { %s }",
        "{ GRAPH ?g { %s } }",
    ],
)
def test_requests_to_elsewhere_are_refused_wherever_they_hide(where):
    """SERVICE is found in every corner of a query, also where a string could hide it."""
    for service in ("SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }", "sErViCe SILENT ?x {}"):
        with pytest.raises(QueryError, match="SERVICE"):
            run_query(open_store(None), "SELECT * " + where % service)


def test_the_word_service_is_no_request():
    """In a string, a comment and a variable's name it is only a word."""
    query = 'SELECT ?service { VALUES ?service { "civil service" } } # SERVICE'
    assert len(list(run_query(open_store(None), query).rows())) == 1


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_named_query_runs_with_and_without_its_parameters(query):
    """A named query answers on any store, whatever its parameters are bound to."""
    assert query.title
    hostile = {parameter.name: 'x" } DROP ALL # {' for parameter in query.parameters}
    for bindings in ({}, hostile):
        list(run_query(alliance({}), query.name, bindings=bindings).rows())


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ('a" . ?s ?p ?o }', '"a\\" . ?s ?p ?o }"'),
        ("<http://e/x>", "<http://e/x>"),
        ("https://e/x", "<https://e/x>"),
        ("pol:leads", "<https://w3id.org/polkg/ontology#leads>"),
        ("95", '"95"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("$x", '"$x"'),
    ],
)
def test_a_value_becomes_one_term(value, term):
    """No value can end its string or IRI and go on as a query."""
    assert bind("{ ?s ?p $x }", {"x": value}) == f"{{ ?s ?p {term} }}"


def test_a_dollar_in_a_string_is_no_parameter():
    """Only parameters are bound, never the words of the query."""
    text = '{ ?s ?p \'$x\', """$x " """, <http://e/$x> . # $x\n VALUES $x { UNDEF } ?x $x }'
    assert bind(text, {"x": "1"}).count("integer") == 1


@pytest.mark.parametrize("bindings", [{"y": "1"}, {"x": "<no iri>"}])
def test_a_wrong_binding_is_refused(bindings):
    """A parameter that the query lacks and a value that is no IRI are told."""
    with pytest.raises(QueryError):
        bind("VALUES $x { UNDEF }", bindings)


def news() -> Store:
    """Three articles on Red, Blue, Ann and Bo."""
    store = alliance({"published": "2024-02-12"}, {"modality": PLANNED})
    say(store, RED, "seatsWon", 93)
    text = "Ann Lee named Bo Ray."
    article = Article(id="n", text=text)
    event = replace(
        claim(article, ANN, "leads", RED),
        kind="event",
        predicate="Nomination",
        subject=None,
        object=None,
        roles=(("actor", (ANN,)), ("target", (BO,))),
    )
    add(store, (article, (event,)))
    derive(store)
    return store


@pytest.mark.parametrize(
    ("question", "count"),
    [
        (("RP", "allied with", "blue party"), 2),
        (("Blue Party", "alliedWith", "?"), 2),
        (("?", "?", "?"), 4),
        (("red party", "", ""), 3),
        (("Red Party", "seatsWon", "93"), 1),
        (("Red Party", "seatsWon", "93.0"), 1),
        ((RED.id, "pol:seatsWon", ""), 1),
        (("ann lee", "nomination", "Bo Ray"), 1),
        (("Ann Lee", "alliedWith", ""), 0),
    ],
)
def test_why_finds_claims_by_any_name(question, count):
    """Names, aliases, IRIs and numbers match; the empty and "?" match all."""
    assert len(why(news(), *question)) == count


def test_why_is_in_the_order_of_dates():
    """The oldest article comes first."""
    dates = [stored.article.published for stored in why(news(), "RP", "alliedWith")]
    assert dates == ["2024-02-10", "2024-02-12"]


@pytest.mark.parametrize(
    ("question", "near"),
    [
        (("Red", "", ""), "Red Party"),
        (("", "aliedWith", ""), "alliedWith"),
        (("", "", "Lee"), "Ann"),
    ],
)
def test_why_names_near_words(question, near):
    """An unknown name or relation is an error that helps."""
    with pytest.raises(UsageError, match=near):
        why(news(), *question)


def test_entities_are_found_by_alias():
    """An alias leads to the canonical entity."""
    assert [entity.name for entity in find_entities(news(), "rp")] == ["Red Party"]


def titles(store: Store, about: str | None = None) -> list[str]:
    """The disagreements in words."""
    derive(store)
    return [d.title for d in disagreements(store, about=about)]


def test_different_numbers_disagree_with_both_claims():
    """Each number keeps its claims."""
    store = open_store(None)
    for seats in (93, 95, 95):
        say(store, RED, "seatsWon", seats)
    assert titles(store) == ["seatsWon of Red Party: 93 or 95"]
    (found,) = disagreements(store)
    assert [len(position.claims) for position in found.positions] == [1, 2]


HOUSE, PUNJAB = (Entity(f"http://e/{name}", name, "Legislature") for name in ("Assembly", "Punjab"))


@pytest.mark.parametrize(
    ("counts", "disagree"),
    [
        (((93, HOUSE), (113, PUNJAB)), False),
        (((93, HOUSE), (95, HOUSE)), True),
        (((93, HOUSE), (95, None)), True),
        (((93, HOUSE), (113, PUNJAB), (93, None)), False),
        (((93, None), (93, HOUSE), (95, HOUSE), (113, PUNJAB)), True),
        (((93, HOUSE), (93, PUNJAB)), False),
    ],
)
def test_numbers_for_different_houses_do_not_disagree(counts, disagree):
    """A house that is left out is that of the same number elsewhere, or may be any."""
    store = open_store(None)
    for seats, house in counts:
        more = {"qualifiers": (("legislature", house),)} if house else {}
        say(store, RED, "seatsWon", seats, **more)
    found = titles(store)
    assert bool(found) == disagree
    assert not any("113" in title for title in found)


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [("chair", "chair", True), ("chair", "", True), ("chair", "founder", False)],
)
def test_two_leaders_in_one_role_disagree(one, other, disagree):
    """A chair and a founder may both lead."""
    store = open_store(None)
    for leader, role in ((ANN, one), (BO, other)):
        more = {"qualifiers": (("role", role),)} if role else {}
        say(store, leader, "leads", RED, **more)
    assert bool(titles(store)) == disagree


def test_a_former_leader_does_not_disagree():
    """Who led before is no rival of who leads."""
    store = open_store(None)
    say(store, ANN, "leads", RED, modality=ENDED)
    say(store, BO, "leads", RED)
    assert titles(store) == []


@pytest.mark.parametrize(
    ("dates", "more", "disagree"),
    [
        (("2022-05-01", "2024-02-10"), {}, False),
        (("2024-02-01", "2024-02-10"), {}, True),
        (("2024-02-01", None), {}, True),
        (("2022-05-01", "2024-02-10"), {"valid_from": "2022"}, True),
        (("2022-05-01", "2024-02-10", "2024-02-11"), {}, True),
    ],
    ids=["years apart", "days apart", "undated", "since then", "and again"],
)
def test_leaders_disagree_at_one_time_only(dates, more, disagree):
    """Who led two years ago is followed, not contradicted."""
    store = open_store(None)
    for leader, published in zip((ANN, BO, ANN), dates, strict=False):
        say(store, leader, "leads", RED, published=published, **(more if leader == BO else {}))
    assert bool(titles(store)) == disagree


@pytest.mark.parametrize(
    ("then", "published", "told"),
    [
        (PLAIN, "2024-02-20", ["alliedWith of Blue Party and Red Party: planned or made"]),
        (ENDED, "2024-02-20", ["alliedWith of Blue Party and Red Party: planned or broken"]),
        (PLAIN, "2024-02-01", []),
        (PLANNED, "2024-02-20", []),
    ],
    ids=["made", "broken", "made before", "planned again"],
)
def test_a_plan_and_what_came_of_it(then, published, told):
    """A tie that was planned, and then made or broken, in either direction of it."""
    store = alliance({"modality": PLANNED})
    say(store, BLUE, "alliedWith", RED, modality=then, published=published)
    assert titles(store) == told


@pytest.mark.parametrize(
    ("event", "told"), [("AllianceFormation", "made"), ("AllianceEnd", "broken")]
)
def test_an_event_makes_or_breaks_a_planned_alliance(event, told):
    """Its formation or its end, told of the same two."""
    store = alliance({"modality": PLANNED})
    article = Article(id="b", text="Said so.", published="2024-03-01")
    said = Claim(
        article="b", kind="event", predicate=event, evidence=Evidence(0, 8, "Said so."),
        roles=(("actor", (BLUE, RED)),),
    )  # fmt: skip
    add(store, (article, (said,)))
    (found,) = disagreements(store)
    assert (found.kind, [p.value for p in found.positions]) == ("plan", ["planned", told])


def test_a_denial_disagrees_with_who_says_so():
    """Asserted and denied is a disagreement, in either direction of a symmetric relation."""
    store = alliance({})
    say(store, BLUE, "alliedWith", RED, modality=DENIED)
    assert titles(store) == ["alliedWith of Blue Party and Red Party: factual or denied"]


def test_disagreements_are_asked_for_by_name():
    """About one is not about another."""
    store = alliance({}, {"modality": DENIED})
    say(store, party("Green Party"), "ideology", "green")
    assert len(titles(store, about="RP")) == 1
    assert titles(store, about="Green Party") == []


def test_csv_is_read_by_a_csv_reader():
    """Quotes and line ends inside a value stay inside."""
    store = alliance({"text": 'He said: "allied",\nand left.'})
    rows = written(run_query(store, "SELECT ?q { ?e oa:exact ?q }"), "csv")
    assert list(csv.reader(io.StringIO(rows, newline="")))[1] == ['He said: "allied",\nand left.']


@pytest.mark.parametrize(
    "text",
    [
        "ASK {" + "{" * 3000 + "?s ?p ?o" + "}" * 3000 + "}",
        "SELECT * { ?s " + "(" * 5000 + "<a:b>" + ")" * 5000 + " ?o }",
        "SELECT * { {?s ?p ?o} " + "UNION {?s ?p ?o} " * 7000 + "}",
        "ASK { FILTER(" + "!" * 10000 + "true) }",
    ],
)
def test_what_would_end_the_process_is_refused(text: str) -> None:
    """Nesting beyond what the parser's stack holds is an error, not a crash."""
    with open_store(None, write=True) as store, pytest.raises(QueryError, match="nested"):
        run_query(store, text)


def test_records_are_python_values() -> None:
    """Numbers are numbers, addresses have their prefix, what is missing is None."""
    text = """SELECT * { VALUES (?s ?i ?d ?b ?p ?n ?x)
        { ("a" 93 31.5 true pol:alliedWith UNDEF "many"^^xsd:integer) } }"""
    assert list(run_query(open_store(None), text).records()) == [
        {"s": "a", "i": 93, "d": 31.5, "b": True, "p": "pol:alliedWith", "n": None, "x": "many"}
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('SELECT ("<b>" AS ?x) {}', '<td style="text-align: left">&lt;b&gt;</td>'),
        ("ASK {}", "<p>yes</p>"),
        ("CONSTRUCT { pol:a pol:b 1 } {}", "<pre>"),
    ],
)
def test_a_notebook_shows_an_answer(text: str, shown: str) -> None:
    """As a table, a word or Turtle; nothing from an article becomes markup."""
    assert shown in run_query(open_store(None), text)._repr_html_()


def test_an_answer_tells_its_columns() -> None:
    """Without an address in memory, which would be another one each time."""
    assert repr(run_query(open_store(None), "SELECT (1 AS ?a) (2 AS ?b) {}")) == "<Answer: a, b>"
