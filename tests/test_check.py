"""A sound graph passes, and each kind of fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from generated import RUN, add, articles
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import SH, Graph
from said import ANN, RED, alliance, say

from kg.check import check, write_report
from kg.derive import CURRENT, ENTITIES, ONTOLOGY, derive, judge
from kg.errors import DataError, UsageError
from kg.quads import ARTICLES, RUNS, record_run
from kg.store import Store, open_store
from kg.vocab import BASE, OA, POL, PROV, RDF, RDFS, SCHEMA, SKOS


def recorded(store: Store) -> Store:
    """The store with the run that made its claims, as every build leaves it."""
    record_run(store, RUN)
    derive(store)
    return store


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
    report = check(recorded(alliance({"source": "post"}, {"source": "herald"})))
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


def with_triple(subject: str, predicate: str, said: str | None, *, graph: str = "") -> Store:
    """A sound store, with one triple more in its article's graph, or in another."""
    store = recorded(alliance({}))
    (article,) = (name for name in store.graphs() if "/article/" in name)
    graph = graph or article
    value = NamedNode(said) if said else Literal("x")
    node = NamedNode(subject or article)
    quads = [*store.quads(graph), Quad(node, NamedNode(predicate), value, NamedNode(graph))]
    store.replace(graph, quads)
    return store


@pytest.mark.parametrize(
    ("triple", "kind", "place"),
    [
        ((f"{BASE}evidence/1", RDFS.label, None), "that nothing refers to", "evidence/1: in"),
        (("", SCHEMA.mentions, f"{BASE}entity/party/x"), "are not there", "entity/party/x: "),
        (("", POL.supersedes, f"{BASE}article/a/1"), "are not there", "article/a/1: "),
        (("", "http://example.org/likes", None), "does not have", "example.org/likes in"),
        (("", f"{POL}Party", None), "does not have", "#Party in"),
        (("", RDF.type, f"{SCHEMA}Novel"), "does not have", "schema.org/Novel in"),
        (("", PROV.wasDerivedFrom, f"{BASE}article/a/1"), "another article", f"{BASE}article/"),
    ],
)
def test_a_loose_end_or_unknown_word_is_found(triple, kind, place):
    """Nodes without a way to them or out of them, and words of no vocabulary, with their place."""
    found = [p for p in check(with_triple(*triple)).problems if kind in p.kind]
    assert any(place in where for p in found for where in p.first), found


@pytest.mark.parametrize("graph", [ENTITIES, CURRENT, RUNS, ONTOLOGY, ARTICLES])
def test_what_does_not_follow_from_the_articles_is_found(graph):
    """A derived graph with a triple too many is out of date."""
    store = with_triple(f"{BASE}entity/party/red-party", SKOS.altLabel, None, graph=graph)
    (problem,) = (p for p in check(store).problems if "out of date" in p.kind)
    assert problem.first[0].startswith(f"{graph}: 1 triples, such as ")


def test_judgements_that_outlive_their_articles_are_sound():
    """A decision on somebody whom no article mentions any more is kept, and no fault."""
    store = recorded(alliance({}))
    judge(store, f"{BASE}entity/a", f"{BASE}entity/b", "same", author="desk", date="2024-03-01")
    derive(store)
    assert check(store).ok


def test_the_report_is_one_of_shacl(tmp_path):
    """All faults stand in it as results, also those that no shape can say."""
    found = check(altered(OA.exact, Literal("")))
    count = write_report(found.faults, tmp_path / "report.ttl")
    report = Graph().parse(tmp_path / "report.ttl")
    results = set(report.objects(None, SH.result))
    assert count == len(results) == len(set(found.faults))
    assert [said.value for said in report.objects(None, SH.conforms)] == [False]
    for result in results:
        for needed in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(report.objects(result, needed))) == 1


def test_a_report_on_nothing_conforms(tmp_path):
    """A sound graph has a report, too."""
    assert write_report((), tmp_path / "report.ttl") == 0
    report = Graph().parse(tmp_path / "report.ttl")
    assert [said.value for said in report.objects(None, SH.conforms)] == [True]


def test_a_report_that_cannot_be_written_is_wrong_use(tmp_path):
    """A folder that is not there is named."""
    with pytest.raises(UsageError, match="nowhere"):
        write_report((), tmp_path / "nowhere" / "report.ttl")


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
    recorded(store)
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
