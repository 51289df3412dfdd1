"""Networks from the server: the page of kg view, for what was chosen, made once."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.serve.asking import HTML, PTI, Page, page


def drawn(client: TestClient, path: str) -> dict[str, Any]:
    """What the page of a network draws."""
    answer = client.get(path, headers={"Accept": HTML})
    assert answer.status_code == 200, answer.text[:500]
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', answer.text)
    assert found, answer.text[:500]
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    "path",
    ["/network/alliances", "/network/people", "/network/events", "/network/sources",
     "/network/ego?name=PTI", "/network/alliances?at=2024-02-20&status=factual&status=planned"],
)  # fmt: skip
def test_every_kind_is_drawn(sample: TestClient, path: str) -> None:
    """With a policy that lets its own scripts run and no others, and no page around it."""
    assert drawn(sample, path)["edges"]
    policy = sample.get(path).headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "unsafe-inline" not in policy.partition("style-src")[0]
    assert "frame-ancestors 'none'" in policy


def test_names_and_articles_lead_to_their_pages(sample: TestClient) -> None:
    """By addresses of this server that answer."""
    data = drawn(sample, "/network/ego?name=PTI")
    assert PTI in [node["page"] for node in data["nodes"]]
    for node in data["nodes"][:5]:
        page(sample, node["page"])


def test_a_choice_narrows_what_is_drawn(sample: TestClient) -> None:
    """By status, date, outlet, class and number of sources; the page leads back to the choice."""
    everything = len(drawn(sample, "/network/people")["edges"])
    for choice in ("status=factual", "to=2024-02-12", "source=harbour-ledger", "sources=2",
                   "class=Person", "at=2024-02-10"):  # fmt: skip
        assert 0 < len(drawn(sample, f"/network/people?{choice}")["edges"]) < everything, choice
    links = Page(sample.get("/network/people?status=factual").text).links
    assert links[:2] == ["/", "/network?kind=people&status=factual"]
    assert 'value="factual" checked' in sample.get(links[1]).text


def test_the_form_asks_for_a_network(sample: TestClient) -> None:
    """Fields that are left empty are left out."""
    answer = sample.get(
        "/network/draw?kind=people&name=&at=&status=factual&source=&nodes=", follow_redirects=False
    )
    assert answer.headers["location"] == "/network/people?status=factual"


@pytest.mark.parametrize(
    ("path", "said"),
    [("alliances?at=soon", "is not a date"), ("alliances?from=2024-03&to=2024-02", "later than"),
     ("alliances?status=true", "no status"), ("alliances?country=Atlantis", "no country"),
     ("alliances?class=Dragon", "no class"), ("alliances?source=nobody", "nobody"),
     ("alliances?sources=0", "from 1 to"), ("alliances?nodes=x", "from 1 to"),
     ("alliances?nodes=99999999999999999999", "from 1 to"), ("ego", "needs a name"),
     ("ego?name=Nobody+at+all", "no entity named")],
)  # fmt: skip
def test_wrong_choices_are_told(sample: TestClient, path: str, said: str) -> None:
    """On the form, which keeps what was chosen."""
    assert said in page(sample, f"/network/{path}", status=400).text


def test_a_network_of_nothing_says_so(sample: TestClient) -> None:
    """Instead of an empty drawing."""
    assert "Nothing in the graph fits" in page(sample, "/network/alliances?to=1999").text


def test_the_size_is_limited_and_told(sample: TestClient) -> None:
    """The page counts what it leaves out."""
    data = drawn(sample, "/network/people?nodes=5")
    assert len(data["nodes"]) == 5
    assert data["left_out"] > 0


@pytest.mark.parametrize("name", ["allies", "opponents", "leaders", "members"])
def test_answers_to_named_queries_are_networks(sample: TestClient, name: str) -> None:
    """Their lines open the sentences."""
    (link,) = (
        to for to in page(sample, f"/queries/{name}").links if "/network/" in to and "named" in to
    )
    data = drawn(sample, link)
    assert all(edge["evidence"] for edge in data["edges"])


def test_triples_are_a_network(sample: TestClient) -> None:
    """Of those relations alone."""
    query = "CONSTRUCT { ?a pol:leads ?b } { GRAPH graph:current { ?a pol:leads ?b } }"
    data = drawn(sample, f"/network/answer?query={quote(query)}")
    assert {edge["predicate"] for edge in data["edges"]} == {"leads"}


def test_an_answer_without_pairs_is_no_network(sample: TestClient) -> None:
    """Which is told; updates and requests to elsewhere are refused as ever."""
    for query in ("SELECT ?n { BIND(1 AS ?n) }", "CLEAR ALL", "SELECT * { SERVICE <x:y> {} }"):
        page(sample, f"/network/answer?query={quote(query)}", status=400)


def test_disagreements_have_a_page(sample: TestClient) -> None:
    """Each with the words of both sides."""
    shown = page(sample, "/disagreements")
    assert "Seats of Pakistan Tehreek-e-Insaf: 93 or" in " ".join(shown.text.split())
    assert shown.tags.count("blockquote") >= 10


def test_hostile_names_stay_data(hostile: TestClient) -> None:
    """The page of a network of hostile names has only its own scripts, and leads nowhere odd."""
    answer = hostile.get("/network/alliances")
    shown = Page(answer.text)
    assert shown.tags.count("script") == 3
    assert "img" not in shown.tags
    assert all(
        node["page"].startswith("/id/") for node in drawn(hostile, "/network/alliances")["nodes"]
    )
