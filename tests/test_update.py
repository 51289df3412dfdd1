"""Derived graphs after a change are those that a full computation makes."""

from __future__ import annotations

from dataclasses import replace

from generated import RUN, articles
from hypothesis import given, note, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.derive import derive, judge, remove_article, replace_article, update
from kg.derive.judgements import JUDGEMENTS
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity
from kg.quads import RUNS, article_quads, article_version, is_article_graph, record_run
from kg.resolve.gazetteer import Entry, Gazetteer
from kg.store import Store, open_store
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
