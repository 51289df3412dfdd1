"""Pages lead to pages, say what is not there, and show hostile text as text."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from kg.ids import article_iri, entity_iri
from kg.quads import article_version
from kg.serve.dates import day
from kg.serve.links import href
from tests.serve.asking import HOSTILE, HTML, PTI, harmless, hostile_article, page


def test_every_page_leads_only_to_pages(sample: TestClient) -> None:
    """From the start page, links of this server lead to answers, two steps deep."""
    seen = {"/"}
    for path in ("/", PTI):
        for link in page(sample, path).links:
            if link.startswith("/") and link not in seen:
                seen.add(link)
                assert sample.get(link, headers={"Accept": HTML}).status_code == 200, link
    assert len(seen) > 100


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing",
        "/id/entity/party/<script>",
        "/nowhere",
        "/id/%ff",
        "/queries/none",
        "/network/none",
        "/static/none",
    ],
)
def test_what_is_not_there(sample: TestClient, path: str) -> None:
    """A page says so."""
    assert "To the start" in page(sample, path, status=404).text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_are_text(hostile: TestClient, words: str) -> None:
    """On each kind of page they are shown as they are."""
    name = " ".join(words.split())
    article, _, _ = hostile_article(words)
    entity = entity_iri("Party", name)
    shown = page(hostile, href(entity))
    assert name in " ".join(shown.text.split())
    shown = page(hostile, href(article_iri(article.id, article_version(article))))
    assert name in " ".join(shown.text.split())
    assert name in " ".join(page(hostile, f"/search?q={quote(words)}").text.split())
    query = quote(f'SELECT * {{ ?claim ?p ?o FILTER(CONTAINS(STR(?o), "Said")) }} # {words!r}')
    for link in page(hostile, f"/sparql?query={query}").links:
        if link.startswith("/id/"):
            page(hostile, link)


def test_every_hostile_page_is_harmless(hostile: TestClient) -> None:
    """Whatever the start page and what it names lead to, two steps deep."""
    seen = set()
    starts = {link for link in page(hostile, "/").links if link.startswith(("/id/", "/search"))}
    for start in starts | {"/search?q=e", "/search?q=<", "/disagreements"}:
        for link in page(hostile, start).links:
            if link.startswith("/id/") and "format=" not in link and link not in seen:
                seen.add(link)
                page(hostile, link)
    assert len(seen) >= len(HOSTILE)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "path",
    ["/network?at={}", "/network/ego?name={}", "/network/alliances?country={}", "/search?q={}",
     "/search?q=a&class={}", "/sparql?query={}", "/queries/who-said?speaker_name={}",
     f"{PTI}?kind={{}}&status={{}}&says={{}}"],
)  # fmt: skip
def test_hostile_parameters_are_text(sample: TestClient, path: str, words: str) -> None:
    """What an address asks for is shown, if at all, as text."""
    answer = sample.get(path.replace("{}", quote(words)), headers={"Accept": HTML})
    assert answer.status_code in (200, 400)
    harmless(answer.text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("2024-02-09", "9 February 2024"), ("2024-02", "February 2024"), ("2024", "2024"),
     ("2024-02-09T10:00:00Z", "9 February 2024"), ("2024-13", "2024-13"), ("soon", "soon"),
     ("", ""), (None, "")],
)  # fmt: skip
def test_dates_keep_their_precision(text: str | None, told: str) -> None:
    """A month stays a month; what is no date stays as it is."""
    assert day(text) == told


def test_an_outlet_lists_its_articles(sample: TestClient) -> None:
    """The newest first, with what became of them; and leads to what it says."""
    shown = page(sample, "/id/source/indus-courier")
    assert "6 articles, 10 February 2024 to 27 February 2024" in shown.text
    assert "replaced by a newer version" in shown.text
    assert "/network/alliances?source=indus-courier" in shown.links
    assert len([link for link in shown.links if link.startswith("/id/article/")]) == 6
    assert sample.get("/id/source/indus-courier").headers["content-type"].startswith("text/turtle")
