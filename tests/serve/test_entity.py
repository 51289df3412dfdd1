"""The page of an entity: who calls it what, what is said of it, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.derive import derive, judge, update
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, Evidence, Modality
from kg.quads import Run, article_quads, article_version
from kg.serve import create_app
from kg.serve.entity import ON_A_PAGE
from kg.store import open_store
from kg.vocab import PREFIXES
from tests.serve.asking import PTI, page

RED = Entity(entity_iri("Party", "Red Party"), "Red Party", "Party", ("RP",))
MANY = 3 * ON_A_PAGE + 1


@pytest.fixture(scope="module", name="often")
def _often(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A party with more claims than a page holds, half of them planned."""
    path = tmp_path_factory.mktemp("often") / "store"
    with open_store(path, write=True) as store:
        for number in range(MANY):
            text = f"Red Party and Party {number} are allies."
            article = Article(id=f"a/{number}", text=text, source="a", published="2024-02-01")
            other = Entity(entity_iri("Party", f"Party {number}"), f"Party {number}", "Party")
            claim = Claim(
                article=article.id, kind="relation", predicate="alliedWith", subject=RED,
                object=other, evidence=Evidence(0, len(text), text),
                modality=Modality("certain", "future" if number % 2 else "present"),
            )  # fmt: skip
            quads = article_quads(article, [], [claim], source=None, run=Run(extractor="test/1"))
            store.replace(article_iri(article.id, article_version(article)), quads)
        derive(store)
        one, other = (entity_iri("Party", f"Party {number}") for number in (1, 2))
        for day, decision in (("2024-03-01", "same"), ("2024-03-02", "different")):
            judge(store, one, other, decision, author="N.", date=day, reason=f"since {day}")
        update(store)
    with TestClient(create_app(path), base_url="http://localhost") as client:
        yield client


def test_an_entity_is_shown_with_its_words(sample: TestClient) -> None:
    """Name, aliases, class, and each claim with quote, outlet and a link to its words."""
    shown = page(sample, PTI)
    for words in ("Pakistan Tehreek-e-Insaf", "PTI", "Party", "Gohar Ali Khan", "chairman"):
        assert words in shown.text
    assert "The Indus Courier (sample)" in shown.text
    assert any(re.match(r"/id/article/indus-courier/.*claim=(\w+)#w-\1", to) for to in shown.links)
    assert any(link.startswith("https://indus-courier.example.org/") for link in shown.links)
    assert any(link.startswith("/network/ego?name=") for link in shown.links)


def test_names_tell_who_uses_them(sample: TestClient) -> None:
    """A name of the gazetteer that no article writes is told apart."""
    text = " ".join(page(sample, PTI).text.split())
    assert re.search(r"PTI ?The Indus Courier \(sample\) \d", text)
    assert "Known also as Pakistan Movement for Justice" in text


def test_seats_stand_with_who_gives_them(sample: TestClient) -> None:
    """Each number with its outlets, and the disagreement with both sides' words."""
    text = " ".join(page(sample, PTI).text.split())
    assert re.search(r"seats ?93 ?264 ?Meridian Wire \(sample\)", text)
    assert "Seats of Pakistan Tehreek-e-Insaf: 93 or" in text


def test_dates_of_print_are_no_terms_of_office(sample: TestClient) -> None:
    """They are said to be of print, apart from the time that a text gives for the office."""
    shown = " ".join(page(sample, PTI).text.split())
    assert "factual printed 10 – 13 February 2024" in shown
    assert "10 February 2024 to 13" not in shown


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
    answer = sample.get(PTI, headers={"Accept": accept})
    assert answer.headers["content-type"] == media
    told = {q.predicate.value for q in ox.parse(answer.content, format=form)}
    pol, schema, oa = (PREFIXES[name] for name in ("pol", "schema", "oa"))
    assert {f"{pol}canonical", f"{pol}status", f"{oa}exact", f"{schema}headline"} <= told


def test_all_claims_are_reached_page_by_page(often: TestClient) -> None:
    """Each claim is on one page; the next page is linked until the last."""
    seen: list[str] = []
    address = "/id/entity/party/red-party"
    for _ in range(4):
        shown = page(often, address)
        seen += re.findall(r"Red Party and (Party \d+) are allies", shown.text)
        following = [link for link in shown.links if "page=" in link]
        address = following[-1].partition("#")[0] if following else ""
    assert sorted(seen) == sorted(f"Party {number}" for number in range(MANY))


def test_what_is_said_of_an_ally_is_not_said_of_it(often: TestClient) -> None:
    """Who is allied with one that many claims are about has but its own, as a page and as RDF."""
    assert "Claims 1 " in " ".join(page(often, "/id/entity/party/party-2").text.split())
    told = often.get("/id/entity/party/party-2", headers={"Accept": "application/n-triples"}).text
    assert told.count("/ontology#confidence>") == 1


def test_claims_are_chosen_by_kind_and_status(often: TestClient) -> None:
    """The number beside a status is that of the claims that its link shows."""
    address = "/id/entity/party/red-party?kind=alliedWith&status=planned"
    shown = page(often, address)
    assert f"1 to {ON_A_PAGE} of {MANY // 2}" in " ".join(shown.text.split())
    assert "Red Party and Party 1 are allies" in shown.text
    assert "Red Party and Party 2 are allies" not in shown.text


@pytest.mark.parametrize("number", ["0", "99999", "x", "-1", "1e9", "٣", "9" * 50])
def test_pages_that_are_not_there(often: TestClient, number: str) -> None:
    """A number too large is the last page; what is no number is refused."""
    answer = often.get(
        "/id/entity/party/red-party", params={"page": number}, headers={"Accept": "text/html"}
    )
    assert answer.status_code == (200 if number in ("0", "99999") else 400)


def test_decisions_on_who_it_is_are_told(often: TestClient) -> None:
    """The one that a later one overruled is marked."""
    text = " ".join(page(often, "/id/entity/party/party-1").text.split())
    assert re.search(r"different: \S+ and \S+; “since 2024-03-02” N., 2 March 2024", text)
    assert "1 March 2024, overruled since" in text


def test_nothing_is_to_be_changed_without_leave(often: TestClient) -> None:
    """No page of a server for readers leads to a form that changes something."""
    shown = page(often, "/id/entity/party/party-1")
    assert not [link for link in shown.links if "judge" in link]
    assert "form" not in [name for name, value in shown.attributes if value == "post"]
