"""Articles and claims become quads and come back as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest
from generated import RUN, add, articles
from hypothesis import given
from pyoxigraph import BlankNode

from kg.errors import ClaimError, UsageError
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, Evidence, Link, Mention, Source
from kg.quads import (
    RUNS,
    Run,
    article_graphs,
    article_quads,
    article_text,
    article_version,
    read_articles,
    read_claims,
    read_entities,
    record_run,
)
from kg.store import open_store

PTI = Entity(entity_iri("Party", "Tehreek"), "Tehreek", "Party", ("PTI",))
MWM = Entity(entity_iri("Party", "Majlis"), "Majlis", "Party")
ARTICLE = Article(id="a", text="The PTI allied with Majlis.", published="2024-02-10", source="post")
CLAIM = Claim(
    article="a",
    kind="relation",
    predicate="alliedWith",
    subject=PTI,
    object=MWM,
    evidence=Evidence(0, 27, ARTICLE.text),
    confidence=0.91,
)


def quads(article: Article = ARTICLE, links: list[Link] | None = None, *claims: Claim) -> set[str]:
    """The article's quads as strings."""
    made = article_quads(article, links or [], claims, source=None, run=RUN)
    return {str(quad) for quad in made}


@given(item=articles())
def test_claims_come_back_as_they_were(item):
    """Whatever an article claims is read back equal, and nothing more."""
    article, claims = item
    with open_store(None) as store:
        graph = add(store, item)
        back = {stored.claim for stored in read_claims(store)}
        assert {replace(c, confidence=0) for c in back} == {
            replace(c, confidence=0) for c in claims
        }
        assert all(stored.article.iri == graph for stored in read_claims(store))
        assert article_text(store, graph) == article.text


@given(item=articles())
def test_an_article_is_named_nodes_in_one_graph(item):
    """No blank nodes, and every quad in the graph of the version."""
    article, claims = item
    graph = article_iri(article.id, article_version(article))
    for quad in article_quads(article, [], claims, source=None, run=RUN):
        assert quad.graph_name.value == graph
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


def test_a_claims_name_knows_nothing_of_run_and_confidence():
    """The same words claimed again by another run keep their IRI."""
    other = replace(CLAIM, confidence=0.5, extractor="llm/2")
    with open_store(None) as store:
        names = set()
        for claim, extractor in ((CLAIM, "frames/1"), (other, "llm/2")):
            made = article_quads(ARTICLE, [], [claim], source=None, run=Run(extractor=extractor))
            store.replace(made[0].graph_name.value, made)
            names |= {stored.iri for stored in read_claims(store)}
    assert len(names) == 1


def test_of_two_equal_claims_the_more_confident_stays():
    """Two extractors that find the same thing make one claim, in either order."""
    low = replace(CLAIM, confidence=0.4, extractor="llm/2")
    assert (
        quads(ARTICLE, [], CLAIM, low)
        == quads(ARTICLE, [], low, CLAIM)
        == quads(ARTICLE, [], CLAIM)
    )


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CLAIM, evidence=Evidence(0, 3, "PTI")),
        replace(CLAIM, article="b"),
        replace(CLAIM, predicate="adores"),
        replace(CLAIM, kind="event", predicate="Picnic"),
        replace(CLAIM, qualifiers=(("status", "x"),)),
        replace(CLAIM, subject=replace(PTI, cls="Dragon")),
        replace(CLAIM, object=float("nan")),
        replace(CLAIM, subject=replace(PTI, id="no iri")),
        replace(CLAIM, subject=None),
    ],
)
def test_a_wrong_claim_is_refused(wrong):
    """What does not quote the article or speak the ontology's words never becomes quads."""
    with pytest.raises(ClaimError):
        article_quads(ARTICLE, [], [wrong], source=None, run=RUN)


def test_names_become_aliases_and_every_form_is_kept():
    """A description is how an entity is mentioned, a name is also an alias of it."""
    mention = Mention(4, 7, "PTI-N", "Party", 0, 1, 2)
    described = replace(mention, text="the party")
    with open_store(None) as store:
        links = [Link(mention, PTI, "name"), Link(described, PTI, "last party named")]
        made = article_quads(ARTICLE, links, [], source=None, run=RUN)
        store.replace(made[0].graph_name.value, made)
        ((entity,),) = read_entities(store).values()
    assert entity.aliases == ("PTI", "PTI-N")
    assert sum("mentionedAs" in str(quad) for quad in made) == 2


def test_the_newest_version_supersedes():
    """Of two versions of one id the later corrected one counts; the other is kept and marked."""
    corrected = replace(ARTICLE, text="The PTI left.", updated="2024-02-12")
    with open_store(None) as store:
        for article in (corrected, ARTICLE):
            add(store, (article, (replace(CLAIM, evidence=Evidence(4, 7, "PTI")),)))
        by_version = {info.version: info.superseded for info in read_articles(store)}
        assert by_version == {article_version(ARTICLE): True, article_version(corrected): False}
        assert len(read_claims(store)) == 1
        assert len(read_claims(store, include_superseded=True)) == 2


def test_the_outlet_has_its_title():
    """An article tells the outlet's id and title."""
    source = Source(id="post", title="The Meridian Post")
    with open_store(None) as store:
        made = article_quads(ARTICLE, [], [], source=source, run=RUN)
        store.replace(made[0].graph_name.value, made)
        (info,) = read_articles(store)
    assert (info.source, info.source_title) == ("post", "The Meridian Post")


def test_a_run_is_remembered_once():
    """An equal run later keeps the first one's time."""
    with open_store(None) as store:
        record_run(store, RUN)
        record_run(store, replace(RUN, started="2025-01-01T00:00:00Z"))
        assert sum("startedAtTime" in str(quad) for quad in store.quads(RUNS)) == 1


def test_an_article_is_found_by_its_id():
    """All versions of it, and a near id where there is none."""
    with open_store(None) as store:
        graphs = [
            add(store, (replace(ARTICLE, id="post/talks", updated=day), ()))
            for day in (None, "2024-02-12")
        ]
        assert article_graphs(store, "post/talks") == graphs
        assert article_graphs(store, graphs[1]) == graphs[1:]
        with pytest.raises(UsageError, match="near: post/talks"):
            article_graphs(store, "post/talk")
