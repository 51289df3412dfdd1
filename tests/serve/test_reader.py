"""The page of an article: every claim beside its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.derive import derive
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, Evidence
from kg.quads import Run, article_quads, article_version
from kg.serve import create_app
from kg.serve.links import href
from kg.store import open_store
from tests.serve.asking import Page, page

ONE, OTHER = (Entity(entity_iri("Party", name), name, "Party") for name in ("Red", "Blue"))


def article(text: str, source: str = "a", updated: str | None = None) -> Article:
    """A version of one article, or of another outlet's."""
    return Article(
        id=f"{source}/1", text=text, source=source, published="2024-02-01", updated=updated
    )


def said(of: Article, status_of: Entity = OTHER) -> Claim:
    """That the two are allied, in all of its words."""
    words = Evidence(0, len(of.text), of.text)
    return Claim(
        article=of.id, kind="relation", predicate="alliedWith", subject=ONE, object=status_of,
        evidence=words,
    )  # fmt: skip


@pytest.fixture(scope="module", name="versions")
def _versions(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[TestClient, list[str]]]:
    """Two versions of an article, of which the second says less, and a reprint of the second."""
    path = tmp_path_factory.mktemp("versions") / "store"
    body = "Red goes on as it was. " * 30
    articles = [
        article("Red and Blue are allies."),
        article(body, updated="2024-02-02"),
        article(body, source="b"),
    ]
    iris = [article_iri(each.id, article_version(each)) for each in articles]
    with open_store(path, write=True) as store:
        for each, iri in zip(articles, iris, strict=True):
            claims = [said(each)] if "allies" in each.text else []
            quads = article_quads(each, [], claims, source=None, run=Run(extractor="test/1"))
            store.replace(iri, quads)
        derive(store)
    with TestClient(create_app(path), base_url="http://localhost") as client:
        yield client, [href(iri) for iri in iris]


def anchors(shown: Page) -> list[str]:
    """The claims beside the text."""
    return [value for name, value in shown.attributes if name == "id" and value.startswith("c-")]


def test_every_claim_of_an_article_stands_beside_its_words(sample: TestClient) -> None:
    """Its number in the text leads to it, and from it one leads to the words."""
    query = "SELECT ?a (COUNT(?c) AS ?n) { ?c a pol:Claim ; prov:wasDerivedFrom ?a } GROUP BY ?a"
    rows = sample.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    for row in rows[:5]:
        shown = page(sample, href(row["a"]["value"]))
        ids = {value for name, value in shown.attributes if name == "id"}
        assert len(anchors(shown)) == int(row["n"]["value"])
        for anchor in anchors(shown):
            words = anchor.replace("c-", "w-", 1)
            assert f"#{anchor}" in shown.links
            assert words in ids
            assert any(link.endswith(f"claim={words[2:]}#{words}") for link in shown.links)


def test_names_in_the_text_lead_to_their_entities(sample: TestClient) -> None:
    """Short forms too."""
    text = sample.get(
        article_of(sample, "final-count"), headers={"Accept": "text/html"}
    ).text.partition("<article")[2]
    assert (
        '<a class="name" href="/id/entity/party/pakistan-peoples-party">PPP</a>' in text
        or '<a class="name" href="/id/entity/party/pakistan-people-s-party">PPP</a>' in text
    )


def article_of(client: TestClient, part: str) -> str:
    """The address of the newest version of an article."""
    query = (
        f"SELECT ?a {{ ?a a pol:Article FILTER(CONTAINS(STR(?a), '{part}'))"
        " FILTER NOT EXISTS { ?a pol:supersededBy ?b } }"
    )
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return href(rows[0]["a"]["value"])


def test_the_words_of_a_chosen_claim_are_highlighted(sample: TestClient) -> None:
    """Without script, by the address that the claim has."""
    address = article_of(sample, "no-majority")
    anchor = anchors(page(sample, address))[3][2:]
    text = sample.get(f"{address}?claim={anchor}", headers={"Accept": "text/html"}).text
    chosen = re.findall(r'<mark data-claims="([\d ]+)" class="chosen">', text)
    assert chosen
    assert all("4" in numbers.split() for numbers in chosen)
    assert text.count('aria-current="true"') == 1


def test_a_correction_tells_what_it_changed(versions: tuple[TestClient, list[str]]) -> None:
    """The later version names the claim that vanished, the earlier one that it is replaced."""
    client, (before, after, _) = versions
    newer = page(client, after)
    assert "2 versions" in newer.text
    assert "vanished" in newer.text
    older = page(client, before)
    assert "newer version" in older.text
    assert after in older.links


def test_reprints_of_a_text_are_named(versions: tuple[TestClient, list[str]]) -> None:
    """They count as one source, which the page says."""
    client, (_, after, reprint) = versions
    assert "counts as one source" in page(client, after).text
    assert reprint in page(client, after).links
    assert after in page(client, reprint).links


def test_an_article_without_claims_is_shown(versions: tuple[TestClient, list[str]]) -> None:
    """With its text."""
    client, (_, after, _) = versions
    assert "Red goes on as it was." in page(client, after).text


def test_a_version_is_of_no_other_store(tmp_path: Path) -> None:
    """An IRI that no graph has is not there."""
    with open_store(tmp_path / "store", write=True):
        pass
    with TestClient(create_app(tmp_path / "store"), base_url="http://localhost") as client:
        assert client.get("/id/article/a/1/0").status_code == 404
