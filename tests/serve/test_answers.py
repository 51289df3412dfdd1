"""Answers to queries as pages: cells lead on, errors have a place, files are kept."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from kg.query import named_queries
from tests.serve.asking import HTML, harmless, page


def test_errors_of_queries_are_shown(sample: TestClient) -> None:
    """The query stays in its field, and the reason stands below, at its line and column."""
    text = "SELECT ?a {\n ?a <script>alert(1)</script> b }"
    answer = sample.get("/sparql", params={"query": text}, headers={"Accept": HTML})
    assert answer.status_code == 400
    shown = harmless(answer.text).text
    assert text in shown
    assert "line 2, column" in shown
    assert "alert(1)</script> b }\n" in shown.partition("line 2")[2]


def test_answers_are_tables_with_links(sample: TestClient) -> None:
    """Resources of the graph lead to their pages; rows, yes or no and triples are shown."""
    for query, words in (
        ("SELECT ?a { ?a pol:leads ?b }", "person:gohar-ali-khan"),
        ("ASK {}", "yes"),
        ("CONSTRUCT WHERE { ?a pol:leads ?b }", "pol:leads"),
    ):
        shown = page(sample, f"/sparql?query={quote(query)}")
        assert words in shown.text
    assert "/id/entity/person/gohar-ali-khan" in shown.links


def test_names_in_an_answer_lead_to_whom_they_stand_for(sample: TestClient) -> None:
    """Also where a query gives names and no IRIs; what two are called leads to the search."""
    shown = page(sample, "/queries/allies")
    assert any(link.startswith("/id/entity/party/") for link in shown.links)
    query = 'SELECT ?n { VALUES ?n { "opposition" } }'
    assert "/search?q=opposition" in page(sample, f"/sparql?query={quote(query)}").links


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_every_named_query_has_its_page(sample: TestClient, name: str) -> None:
    """With title, description, a field for each parameter, and the text to change."""
    (known,) = (query for query in named_queries() if query.name == name)
    shown = page(sample, f"/queries/{name}")
    assert known.title in shown.text
    assert known.description in shown.text
    fields = [value for key, value in shown.attributes if key == "name"]
    assert [p.name for p in known.parameters] == [
        name for name in fields if name not in ("q", "viewport", "color-scheme")
    ]
    assert any(link.startswith("/sparql?query=") for link in shown.links)


@pytest.mark.parametrize(
    ("path", "form", "media"),
    [("/queries/leaders", "csv", "text/csv; charset=utf-8"),
     ("/queries/leaders", "tsv", "text/tab-separated-values; charset=utf-8"),
     ("/queries/leaders", "json", "application/sparql-results+json"),
     ("/queries/leaders", "xml", "application/sparql-results+xml"),
     ("/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fa%20pol%3Aleads%20%3Fb%7D", "ttl",
      "text/turtle; charset=utf-8")],
)  # fmt: skip
def test_answers_are_kept_as_files(sample: TestClient, path: str, form: str, media: str) -> None:
    """The page leads to them, and a browser keeps them under a name."""
    joined = f"{path}{'&' if '?' in path else '?'}format={form}"
    assert any(link.endswith(f"format={form}") for link in page(sample, path).links)
    answer = sample.get(joined, headers={"Accept": HTML})
    assert answer.headers["content-type"] == media
    assert answer.headers["content-disposition"] == f'attachment; filename="answer.{form}"'


@pytest.mark.parametrize(
    "path", ["/queries/leaders?format=exe", "/sparql?query=ASK%7B%7D&format=x"]
)
def test_other_formats_are_refused(sample: TestClient, path: str) -> None:
    """With those that there are."""
    assert "csv" in page(sample, path, status=406).text


def test_limits_are_said(sample: TestClient) -> None:
    """Time before asking, rows with an answer that was cut."""
    assert (
        "At most 10 seconds, 1,000 rows on a page and 10,000 in a file"
        in page(sample, "/sparql").text
    )
    shown = page(sample, f"/sparql?query={quote('SELECT ?a { ?a ?b ?c }')}")
    assert "there are more than these 1,000" in shown.text
