"""Derived graphs after a change are those that a full computation makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from generated import RUN, articles
from hypothesis import given, note, settings
from hypothesis import strategies as st
from pyoxigraph import Quad
from said import BLUE, ENDED, RED, alliance, party, say

from kg.derive import (
    CURRENT,
    INDEX,
    derive,
    judge,
    read_identity,
    remove_article,
    replace_article,
    update,
)
from kg.derive.index import TERMS
from kg.derive.judgements import JUDGEMENTS
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity
from kg.quads import (
    RUNS,
    article_quads,
    article_version,
    is_article_graph,
    read_versions,
    record_run,
)
from kg.resolve.gazetteer import Entry, Gazetteer
from kg.store import Store, open_store
from kg.store.embedded import MemoryStore
from kg.vocab import CLASSES

GAZETTEER = Gazetteer(
    [
        Entry("red-party", "Party", "Red Party of the North", ("RPN",), wikidata="Q1"),
        Entry("ann-lee", "Person", "Ann Lee"),
    ]
)
WIRE = [f"word{number}" for number in range(40)]
# like the wire text, like one that is like it, and not like any
BODIES = [
    " ".join(WIRE),
    " ".join([*WIRE[:-1], "x"]),
    " ".join(["y", *WIRE[1:-1], "x"]),
    " ".join(["y", "z", "z", *WIRE[3:-3], "x", "x", "x"]),
    "Other words.",
]
NAMES = ["Red Party", "RED PARTY", "Blue Party", "Ann Lee", "Red Party of the North"]
IRIS = [entity_iri(cls, name) for cls in ("Party", "Person") for name in NAMES]
NAMED = st.tuples(st.sampled_from(NAMES), st.sampled_from(["Party", "Person"]))


@st.composite
def another(draw: st.DrawFn) -> tuple[Article, tuple[Claim, ...]]:
    """An article that may print another's text and call known entities by other names."""
    article, claims = draw(articles())
    text = draw(st.sampled_from(BODIES))
    article = replace(article, text=text, updated=draw(st.sampled_from([None, "2024-02-11"])))
    iri = article_iri(article.id, article_version(article))

    def renamed(value: object) -> object:
        if not isinstance(value, Entity):
            return value
        if "/article/" in value.id:  # an entity under its article
            return replace(value, id=f"{iri}/entity/person/ray")
        name, cls = draw(NAMED) if draw(st.booleans()) else (value.name, value.cls)
        return Entity(value.id, name, cls if cls in CLASSES else "Party", value.aliases)

    def said(claim: Claim) -> Claim:
        start = min(claim.evidence.start, len(text) - 1)
        return replace(
            claim,
            evidence=replace(claim.evidence, start=start, end=len(text), quote=text[start:]),
            subject=renamed(claim.subject),
            object=renamed(claim.object),
            speaker=renamed(claim.speaker),
            qualifiers=tuple((name, renamed(value)) for name, value in claim.qualifiers),
            roles=tuple((role, tuple(map(renamed, values))) for role, values in claim.roles),
        )

    return article, tuple(map(said, claims))


STEPS = st.one_of(
    st.tuples(st.just("put"), another()),
    st.tuples(st.just("put"), another()),
    st.tuples(st.just("again"), st.tuples(st.integers(0, 9), st.integers(0, 3))),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(
        st.just("judge"),
        st.tuples(
            st.lists(st.sampled_from(IRIS), min_size=2, max_size=2, unique=True),
            st.sampled_from(["same", "different", "unsure"]),
        ),
    ),
    st.tuples(st.just("update"), st.none()),
)


def put(store: Store, item: tuple[Article, tuple[Claim, ...]]) -> None:
    """Store an article as the pipeline does."""
    article, claims = item
    record_run(store, RUN)
    graph = article_iri(article.id, article_version(article))
    replace_article(store, graph, article_quads(article, [], claims, source=None, run=RUN))


def made_anew(store: Store) -> set[Quad]:
    """All that is stored, the derived graphs computed from nothing."""
    other = open_store(None)
    for graph in store.graphs():
        if is_article_graph(graph) or graph in (JUDGEMENTS, RUNS):
            other.replace(graph, store.quads(graph))
    derive(other, gazetteer=GAZETTEER)
    return set(other.quads())


@settings(deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_an_update_comes_to_what_a_full_derivation_makes(steps):
    """Whatever was added, replaced, removed and judged, and however often it was updated."""
    store = open_store(None)
    there: list[tuple[Article, tuple[Claim, ...]]] = []
    for number, (step, value) in enumerate([*steps, ("update", None)]):
        if step == "put":
            there.append(value)
            put(store, value)
        elif step == "again" and there:
            article, claims = there[value[0] % len(there)]
            put(store, (article, claims[: value[1]]))
        elif step == "remove" and there:
            article, _ = there.pop(value % len(there))
            remove_article(store, article_iri(article.id, article_version(article)))
        elif step == "judge":
            pair, decision = value
            judge(store, *pair, decision, author="N.", date=f"2024-03-01T00:00:{number:02}")
        elif step == "update":
            update(store, gazetteer=GAZETTEER)
            expected, found = made_anew(store), set(store.quads())
            note(f"missing {expected - found}, too much {found - expected}")
            assert expected == found


class Watched(MemoryStore):
    """A store that counts the quads that it is asked for, and refuses to give all."""

    read = 0

    def match(self, *terms: object, **more: object) -> Iterator[Quad]:
        """As the store does, counted."""
        for quad in super().match(*terms, **more):
            self.read += 1
            yield quad

    def graphs(self) -> list[str]:
        """Nothing that grows may be listed."""
        raise AssertionError

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """One graph, counted."""
        assert graph is not None
        return self.match(graph=graph)


@pytest.mark.parametrize("change", ["add", "correct", "remove", "judge"])
def test_what_is_read_does_not_grow_with_the_store(change):
    """One change reads as many quads beside 10 articles as beside 100 on other parties."""
    reads = []
    for size in (10, 100):
        store = open_store(None)
        for number in range(size):
            one, other = party(f"Party {number}"), party(f"League {number}")
            say(store, one, "alliedWith", other, source="post", text=f"Text {number} " * number)
        kept = say(store, RED, "alliedWith", BLUE, name="red", text="They are allies.")
        derive(store)
        extra = open_store(None)
        say(extra, RED, "alliedWith", BLUE, name="more", text="Ended.", modality=ENDED)
        say(extra, RED, "backs", BLUE, name="red", text="They are.", updated="2024-03-01")
        more, corrected = (list(extra.quads(graph)) for graph in sorted(extra.graphs()))
        watched = Watched(store.oxigraph)
        if change == "remove":
            remove_article(watched, kept)
        elif change == "judge":
            judge(watched, RED.id, BLUE.id, "same", author="N.", date="2024-03-01")
        else:
            quads = more if change == "add" else corrected
            replace_article(watched, quads[0].graph_name.value, quads)
        update(watched)
        reads.append(watched.read)
    assert reads[0] == reads[1]


def test_what_a_correction_took_back_holds_again_without_it():
    """When a newer version goes, the claims of the one before count again."""
    store = alliance({"name": "a"}, {"name": "a", "updated": "2024-02-12", "modality": ENDED})
    newer = read_versions(store, "a")[-1].info.iri
    assert not list(store.quads(CURRENT))
    remove_article(store, newer)
    update(store)
    assert list(store.quads(CURRENT))


def test_a_half_made_derivation_is_made_anew():
    """Where the word of what they were made with is missing, no derived graph is trusted."""
    store = alliance({})
    whole = set(store.quads())
    store.change(removed=list(store.match(INDEX, TERMS.knowledge)))
    store.remove(CURRENT)
    update(store)
    assert set(store.quads()) == whole


def test_with_another_gazetteer_all_is_made_anew():
    """Who is known has changed: identities are computed again, of articles that did not change."""
    store = alliance({})
    update(store, gazetteer=Gazetteer([Entry("red-party", "Party", "The Reds")]))
    assert read_identity(store)[RED.id].name == "The Reds"
