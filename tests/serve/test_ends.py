"""Which two columns of an answer are a network."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.ids import entity_iri
from kg.model import Entity
from kg.query import run_query
from kg.serve.ends import pairs_in
from kg.store import open_store

RED, BLUE, ALI = (
    Entity(entity_iri(cls, name), name, cls, aliases)
    for cls, name, aliases in (
        ("Party", "Red Party", ("RP",)),
        ("Party", "Blue Party", ("BP", "Ali")),
        ("Person", "Ali", ()),
    )
)
STATED = "https://w3id.org/polkg/id/article/a/1/entity/party/reds"
IDENTITY = {each.id: each for each in (RED, BLUE, ALI)} | {STATED: RED}


def pairs(query: str) -> list[tuple[str, str, str]]:
    """The pairs in the answer to a query of values."""
    with open_store(None) as store:
        return list(pairs_in(run_query(store, query), IDENTITY))


def test_iris_and_names_stand_for_entities() -> None:
    """As-stated ones for their canonical entity; a name of two for nobody."""
    query = f"""SELECT * {{ VALUES (?a ?b) {{
        (<{STATED}> "BP") ("Red Party" <{BLUE.id}>) ("RP" "Ali") (UNDEF "BP") }} }}"""
    assert pairs(query) == [(RED.id, BLUE.id, "")] * 2


def test_a_column_of_relations_stands_between_its_neighbours() -> None:
    """Whether it gives them as IRIs or by name; other columns do not matter."""
    query = """SELECT * { VALUES (?n ?who ?a ?said ?b) {
        (1 "Ali Khan" "RP" pol:opposes "BP") (2 "x" "RP" "alliedWith" "BP") } }"""
    assert pairs(query) == [(RED.id, BLUE.id, "opposes"), (RED.id, BLUE.id, "alliedWith")]


def test_triples_are_pairs() -> None:
    """What describes a node is none."""
    query = f"""CONSTRUCT {{ <{RED.id}> pol:opposes <{BLUE.id}> . <{RED.id}> a pol:Party }} {{}}"""
    assert pairs(query) == [(RED.id, BLUE.id, "opposes")]


@pytest.mark.parametrize(
    "query",
    ["ASK {}", "SELECT ?a { VALUES ?a { 'RP' } }", "SELECT * { VALUES (?a ?b) { ('RP' 7) } }",
     "SELECT ?a { ?a ?b ?c }"],
)  # fmt: skip
def test_less_than_two_columns_are_no_network(query: str) -> None:
    """The error says what is needed."""
    with pytest.raises(QueryError, match="no two columns"):
        pairs(query)
