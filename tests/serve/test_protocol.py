"""The SPARQL 1.1 Protocol, case by case as the W3C's protocol tests have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from kg.serve import create_app
from tests.serve.conftest import ONE, TWO

SELECT = "SELECT ?x { ?s ?p ?x }"
GRAPHS = "SELECT DISTINCT ?x { GRAPH ?g { ?s ?p ?x } }"
FROM_TWO = "SELECT ?x FROM <http://example.org/two> { ?s ?p ?x }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def said(response: Any) -> set[str]:
    """The values of ?x in an answer of rows."""
    assert response.status_code == 200, response.text
    return {row["x"]["value"] for row in response.json()["results"]["bindings"]}


def get(client: TestClient, *parameters: tuple[str, str], accept: str = "*/*") -> Any:
    """A query by GET."""
    return client.get("/sparql", params=parameters, headers={"Accept": accept})


def form(client: TestClient, *parameters: tuple[str, str]) -> Any:
    """A query by POST as a form."""
    return client.post(
        "/sparql", content=urlencode(parameters), headers={"Content-Type": FORM, "Accept": "*/*"}
    )


def direct(
    client: TestClient, text: bytes, *parameters: tuple[str, str], media: str = DIRECT
) -> Any:
    """A query by POST as it is."""
    return client.post(
        "/sparql", params=parameters, content=text, headers={"Content-Type": media, "Accept": "*/*"}
    )


def test_query_by_get_form_and_direct(client: TestClient) -> None:
    """All three ways give the same."""
    answers = [
        get(client, ("query", SELECT)),
        form(client, ("query", SELECT)),
        direct(client, SELECT.encode()),
        direct(client, SELECT.encode(), media=f"{DIRECT}; charset=UTF-8"),
    ]
    assert [said(answer) for answer in answers] == [{"one", "two", "both"}] * 4


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "dataset", "wanted"),
    [
        (SELECT, [("default-graph-uri", ONE)], {"one", "both"}),
        (SELECT, [("default-graph-uri", ONE), ("default-graph-uri", TWO)], {"one", "two", "both"}),
        (GRAPHS, [("named-graph-uri", TWO)], {"two", "both"}),
        (GRAPHS, [("named-graph-uri", ONE), ("named-graph-uri", TWO)], {"one", "two", "both"}),
        (SELECT, [("named-graph-uri", TWO)], set()),
        (GRAPHS, [("default-graph-uri", ONE), ("named-graph-uri", TWO)], {"two", "both"}),
        (FROM_TWO, [("default-graph-uri", ONE)], {"one", "both"}),
        (SELECT, [("default-graph-uri", "http://example.org/none")], set()),
    ],
)
def test_the_dataset_of_the_protocol(
    client: TestClient, way: str, query: str, dataset: list[tuple[str, str]], wanted: set[str]
) -> None:
    """Default and named graphs, one or several, override FROM; an unknown graph is empty."""
    if way == "direct":
        answer = direct(client, query.encode(), *dataset)
    else:
        answer = (get if way == "get" else form)(client, ("query", query), *dataset)
    assert said(answer) == wanted


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv, */*;q=0.1", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/*;q=0.2, application/xml;q=0.9", "application/xml; charset=utf-8"),
        ("ASK {}", "application/sparql-results+json", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE <http://example.org/thing>", "*/*", "text/turtle; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
    ],
)
def test_content_types(client: TestClient, query: str, accept: str, media: str) -> None:
    """Each kind of answer comes in the form that is asked for."""
    answer = get(client, ("query", query), accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "image/png"), (SELECT, "text/turtle"), ("CONSTRUCT WHERE {?s ?p ?o}", "text/csv")],
)
def test_forms_that_cannot_be(client: TestClient, query: str, accept: str) -> None:
    """What is not acceptable is not sent."""
    assert get(client, ("query", query), accept=accept).status_code == 406


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "PUT", "params": {"query": "ASK {}"}}, 405),
        ({"method": "DELETE"}, 405),
        ({"method": "GET", "params": [("query", "ASK {}"), ("query", "SELECT * {}")]}, 400),
        ({"method": "GET", "params": {"other": "ASK {}"}}, 400),
        ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 400),
        ({"method": "GET", "params": {"query": "SELECT * {"}}, 400),
        ({"method": "GET", "params": {"query": "CLEAR ALL"}}, 400),
        ({"method": "POST", "content": "query=ASK%20%7B%7D"}, 415),
        ({"method": "POST", "content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        (
            {
                "method": "POST",
                "content": "ASK {}".encode("utf-16"),
                "headers": {"Content-Type": f"{DIRECT}; charset=UTF-16"},
            },
            415,
        ),
        ({"method": "POST", "content": b"ASK {} #\xff", "headers": {"Content-Type": DIRECT}}, 400),
        ({"method": "POST", "content": b"query=%ff", "headers": {"Content-Type": FORM}}, 400),
        ({"method": "POST", "content": "update=CLEAR+ALL", "headers": {"Content-Type": FORM}}, 403),
        (
            {
                "method": "POST",
                "content": "CLEAR ALL",
                "headers": {"Content-Type": "application/sparql-update"},
            },
            403,
        ),
        ({"method": "POST", "content": "x" * (2 << 20), "headers": {"Content-Type": DIRECT}}, 413),
    ],
)
def test_bad_requests(client: TestClient, request_: dict[str, Any], status: int) -> None:
    """Wrong methods, media types, encodings, too many queries, updates: each its own refusal."""
    assert client.request(url="/sparql", **request_).status_code == status


def test_the_service_describes_itself(client: TestClient) -> None:
    """Without a query there is RDF about the endpoint, its language and its formats."""
    answer = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert "<http://www.w3.org/ns/sparql-service-description#endpoint>" in answer.text
    assert "<http://localhost/sparql>" in answer.text


def test_a_cut_answer_says_so(two_graphs: Path) -> None:
    """More rows than the limit are left out, and the header tells; fewer are whole."""
    with TestClient(create_app(two_graphs, rows=2), base_url="http://localhost") as client:
        assert "kg-truncated" in get(client, ("query", SELECT)).headers
        assert "kg-truncated" not in get(client, ("query", f"{SELECT} LIMIT 2")).headers


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples"])
def test_graphs_are_read_whole(client: TestClient, accept: str) -> None:
    """A named graph, and the union of all, by the Graph Store Protocol."""
    one = client.get("/graphs", params={"graph": ONE}, headers={"Accept": accept})
    union = client.get("/graphs?default", headers={"Accept": accept})
    assert ("two" in one.text, "two" in union.text) == (False, True)


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("HEAD", f"/graphs?graph={ONE}", 200),
        ("GET", "/graphs?graph=http://example.org/none", 404),
        ("GET", "/graphs", 400),
        ("GET", f"/graphs?graph={ONE}&default", 400),
        ("PUT", f"/graphs?graph={ONE}", 405),
        ("DELETE", f"/graphs?graph={ONE}", 405),
    ],
)
def test_graphs_are_only_read(client: TestClient, method: str, url: str, status: int) -> None:
    """There is GET and HEAD, and no graph is made by asking for it."""
    assert client.request(method, url).status_code == status
