"""Resources under their IRIs: RDF for programs, pages for people, nothing for hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.derive import derive
from kg.ids import article_iri, entity_iri
from kg.model import (
    Article,
    ArticleInfo,
    Claim,
    Entity,
    Evidence,
    Link,
    Mention,
    Modality,
    StoredClaim,
)
from kg.quads import Run, article_quads, article_version, record_run
from kg.serve import create_app
from kg.serve.pages import href, marked, web
from kg.store import open_store
from kg.vocab import BASE, PREFIXES

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PTI = "entity/party/pakistan-tehreek-e-insaf"
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></textarea></style><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7070 * 7 }}{% raw %}",
    "&lt;b&gt; \u202e\u200b\ufeff 💥 عربي",
    "../../x?y#z&w=%3Cscript%3E",
    "__proto__",
    "a\r\nSet-Cookie: x=1",
]  # fmt: skip


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Remember it."""
        self.text += data

    @property
    def links(self) -> list[str]:
        """Where it leads."""
        return [value for name, value in self.attributes if name == "href"]


def harmless(text: str) -> Page:
    """A page that runs nothing, loads nothing from elsewhere, and leads nowhere odd."""
    page = Page(text)
    assert not {"script", "img", "svg", "iframe", "object", "style"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert all(link.startswith(("/", "#", "http://", "https://", "data:,")) for link in page.links)
    assert "49490" not in page.text
    return page


@pytest.fixture(scope="module", name="sample")
def _sample(sample_store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(sample_store), base_url="http://localhost") as client:
        yield client


def hostile_article(words: str) -> tuple[Article, list[Link], list[Claim]]:
    """An article whose every field is hostile."""
    text = f"Said {words} allies with Red Party."
    name = " ".join(words.split())
    article = Article(id=words, text=text, title=words, url=words, source=words, author=words)
    one = Entity(entity_iri("Party", name), name, "Party", (f"{name} too",))
    red = Entity(entity_iri("Party", "Red Party"), "Red Party", "Party")
    claim = Claim(
        article=words, kind="relation", predicate="alliedWith", subject=one, object=red,
        evidence=Evidence(0, len(text), text), speaker=one, modality=Modality("certain", "future"),
    )  # fmt: skip
    end = 5 + len(words)
    mention = Mention(5, end, words, "Party", 0, 0, 1)
    return article, [Link(mention, one, "")], [claim]


@pytest.fixture(scope="module", name="hostile")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("hostile") / "store"
    run = Run(extractor="test/1")
    with open_store(path, write=True) as store:
        for words in HOSTILE:
            article, links, claims = hostile_article(words)
            iri = article_iri(article.id, article_version(article))
            store.replace(iri, article_quads(article, links, claims, source=None, run=run))
        record_run(store, run)
        derive(store)
    with TestClient(create_app(path), base_url="http://localhost") as client:
        yield client


def page(client: TestClient, path: str, *, status: int = 200) -> Page:
    """A page as a browser asks for it."""
    answer = client.get(path, headers={"Accept": HTML})
    assert (answer.status_code, answer.headers["content-type"][:9]) == (status, "text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    return harmless(answer.text)


def test_every_page_leads_only_to_pages(sample: TestClient) -> None:
    """From the start page, links of this server lead to answers, two steps deep."""
    seen = {"/"}
    for path in ("/", f"/id/{PTI}"):
        for link in page(sample, path).links:
            if link.startswith("/") and link not in seen:
                seen.add(link)
                assert sample.get(link, headers={"Accept": HTML}).status_code == 200, link
    assert len(seen) > 100


def test_an_entity_is_shown_with_its_words(sample: TestClient) -> None:
    """Name, aliases, class, and each claim with quote, outlet and a link to the article."""
    shown = page(sample, f"/id/{PTI}")
    for words in ("Pakistan Tehreek-e-Insaf", "PTI", "Party", "Gohar Ali Khan", "chairman"):
        assert words in shown.text
    assert "The Indus Courier (sample)" in shown.text
    assert any(link.startswith("/id/article/indus-courier/") for link in shown.links)
    assert any(link.startswith("https://indus-courier.example.org/") for link in shown.links)


@pytest.mark.parametrize(
    ("accept", "media", "form"),
    [
        ("*/*", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
def test_an_entity_is_rdf_for_programs(
    sample: TestClient, accept: str, media: str, form: ox.RdfFormat
) -> None:
    """The triples tell its name, and claims with status, quote and article."""
    answer = sample.get(f"/id/{PTI}", headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    told = {q.predicate.value for q in ox.parse(answer.content, format=form)}
    pol, schema, oa = (PREFIXES[name] for name in ("pol", "schema", "oa"))
    assert {f"{pol}canonical", f"{pol}status", f"{oa}exact", f"{schema}headline"} <= told


def test_an_article_shows_each_quote(sample: TestClient) -> None:
    """Each claim of it stands beside the text, and its words are marked."""
    query = "SELECT ?a (COUNT(?c) AS ?n) { ?c a pol:Claim ; prov:wasDerivedFrom ?a } GROUP BY ?a"
    rows = sample.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    for row in rows[:5]:
        shown = page(sample, href(row["a"]["value"]))
        assert shown.tags.count("mark") > 0
        assert shown.text.count("Claims") == 1
        anchors = [value for name, value in shown.attributes if name == "id"]
        assert len(anchors) == int(row["n"]["value"])
        assert {f"#{anchor}" for anchor in anchors} <= set(shown.links)


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing",
        "/id/entity/party/<script>",
        "/nowhere",
        "/id/%ff",
        "/queries/none",
        "/static/none",
    ],
)
def test_what_is_not_there(sample: TestClient, path: str) -> None:
    """A page says so."""
    assert "To the start" in page(sample, path, status=404).text


def test_errors_of_queries_are_shown(sample: TestClient) -> None:
    """The query stays in its field, and the reason stands below."""
    text = "SELECT <script>alert(1)</script> {"
    answer = sample.get("/sparql", params={"query": text}, headers={"Accept": HTML})
    assert answer.status_code == 400
    assert text in harmless(answer.text).text


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
    page(hostile, f"/search?q={quote(words)}")
    query = quote(f'SELECT * {{ ?claim ?p ?o FILTER(CONTAINS(STR(?o), "Said")) }} # {words!r}')
    for link in page(hostile, f"/sparql?query={query}").links:
        if link.startswith("/id/"):
            page(hostile, link)


def test_every_hostile_page_is_harmless(hostile: TestClient) -> None:
    """Whatever the start page and what it names lead to, two steps deep."""
    seen = set()
    for start in page(hostile, "/").links:
        for link in page(hostile, start).links if start.startswith("/id/") else ():
            if link.startswith("/id/") and "format=" not in link and link not in seen:
                seen.add(link)
                page(hostile, link)
    assert len(seen) >= len(HOSTILE)


@pytest.mark.parametrize(
    ("address", "followed"),
    [("https://a.example/x", True), ("http://a.example", True), ("javascript:alert(1)", False),
     ("data:text/html,x", False), ("//a.example", False), ("http:///x", False), ("http://[", False),
     ("JaVaScRiPt:alert(1)//https://a.example", False), ("", False)],
)  # fmt: skip
def test_only_web_addresses_are_links(address: str, followed: bool) -> None:
    """Nothing but http and https with a host."""
    assert bool(web(address)) == followed


@pytest.mark.parametrize("path", ["article/../x/1", "a?b", "a//b", "entity/party/%3Cscript%3E"])
def test_addresses_lead_back_to_their_iri(path: str) -> None:
    """A name that a browser would change travels as a parameter."""
    address = href(BASE + path)
    assert unquote(address.rpartition("=")[2]) == BASE + path or address == f"/id/{path}"
    assert "/../" not in address.partition("?")[0]


def test_marks_cover_the_text_once() -> None:
    """Overlapping quotes split it into pieces that make up the text again."""
    text = "One two three.\n\nFour five."
    spans = [(0, 14), (4, 7), (16, 26), (4, 20)]
    info = ArticleInfo(iri="a", id="a", version="1")
    claims = [
        StoredClaim("x", Claim(article="a", kind="event", predicate="Death",
                               evidence=Evidence(a, b, text[a:b])), info)
        for a, b in spans
    ]  # fmt: skip
    paragraphs = marked(text, claims)
    assert ["".join(piece for piece, _ in each) for each in paragraphs] == text.split("\n\n")
    assert paragraphs[0][1] == ("two", [1, 2, 4])


@pytest.mark.parametrize(
    "text", ["khan", "ALI", "erdoğan", "a", "zzzz", "", "<b>", "http://x", "7"]
)
def test_search_finds_by_a_part_of_a_name(sample: TestClient, text: str) -> None:
    """In any case, with and without other names; nothing found is said."""
    shown = page(sample, f"/search?q={quote(text)}")
    assert ("Imran Khan" in shown.text) == (text in ("khan", "a"))
