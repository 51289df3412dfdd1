"""Queries and answers as they go to a server and come back."""

from __future__ import annotations

import pytest

from kg.store.wire import selecting


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("CONSTRUCT { ?s ?p '}' } WHERE { ?s ?p ?o }", "SELECT (1 AS ?n)  WHERE { ?s ?p ?o }"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 5", "SELECT (1 AS ?n) WHERE { ?s ?p ?o } LIMIT 5"),
        (
            "# construct { }\nBASE <http://e/construct> construct{}FROM <g> { ?s ?p ?o }",
            "# construct { }\nBASE <http://e/construct> SELECT (1 AS ?n) FROM <g> { ?s ?p ?o }",
        ),
        ("SELECT * { ?construct ?p 'CONSTRUCT {' }", None),
        ("DESCRIBE <http://e/a>", None),
    ],
)
def test_a_construct_becomes_a_row_for_each_solution(text: str, rows: str | None) -> None:
    """The template goes, whatever its strings hold; what is no CONSTRUCT is none."""
    assert selecting(text) == rows
