"""A sound graph passes, and each kind of fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from generated import add, articles
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad
from said import ANN, RED, alliance, say

from kg.check import check
from kg.derive import derive
from kg.errors import DataError
from kg.store import Store, open_store
from kg.vocab import OA, POL


def altered(predicate: str, value: object) -> Store:
    """A store in which one property of the one article's graph has another value; None: none."""
    store = alliance({})
    (graph,) = (name for name in store.graphs() if "/article/" in name)
    made = []
    for quad in store.quads(graph):
        if quad.predicate.value != predicate:
            made.append(quad)
        elif value is not None:
            made.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
    store.replace(graph, made)
    return store


def test_a_sound_graph_passes():
    """What the program writes fits the shapes."""
    report = check(alliance({"source": "post"}, {"source": "herald"}))
    assert report.ok, report.problems
    assert (report.articles, report.claims) == (2, 2)


@pytest.mark.parametrize(
    ("predicate", "value", "kind"),
    [
        (OA.exact, Literal("other words"), "not the article's words"),
        (OA.start, Literal(3), "not the article's words"),
        (POL.evidence, None, "without evidence"),
        (POL.status, NamedNode(f"{POL}rumoured"), "words that the ontology does not have"),
        (POL.confidence, Literal(7), "shape: a claim has a confidence"),
    ],
)
def test_a_fault_is_found(predicate, value, kind):
    """Changed quotes, missing evidence, unknown words, broken shapes."""
    problems = check(altered(predicate, value)).problems
    assert any(kind in problem.kind and problem.first for problem in problems), problems


def test_a_relation_between_wrong_classes_is_found():
    """A party leads no person."""
    store = open_store(None)
    say(store, RED, "leads", ANN)
    derive(store)
    assert any("leads" in problem.kind for problem in check(store).problems)


@settings(max_examples=5, deadline=None)
@given(item=articles())
def test_stored_quotes_are_always_exact(item):
    """Whatever is stored, its quotes are found in the stored text."""
    store = open_store(None)
    add(store, item)
    derive(store)
    assert not [p for p in check(store).problems if not p.kind.startswith("shape: ")]


def test_unreadable_shapes_are_told(tmp_path):
    """A broken shapes file is named."""
    path = tmp_path / "shapes.ttl"
    path.write_text("not turtle")
    with pytest.raises(DataError, match=r"shapes\.ttl"):
        check(open_store(None), shapes=path)


def test_the_sample_graph_is_sound(sample_store: Path) -> None:
    """The graph of the sample articles, events and all, has the shapes it should have."""
    with open_store(sample_store) as store:
        assert check(store).problems == ()
