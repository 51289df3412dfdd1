"""The graph as a file, read back by others; removal leaves no trace."""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from generated import RUN, add, articles
from hypothesis import given, settings
from hypothesis import strategies as st
from said import BLUE, PLANNED, RED, alliance, say

from kg.derive import INDEX, derive
from kg.errors import UsageError
from kg.export import FORMATS, dump, export
from kg.quads import Run, record_run
from kg.store import Store, open_store


def exported(store: Store, form: str = "nq", **options: object) -> bytes:
    """The export as bytes."""
    stream = io.BytesIO()
    dump(store, stream, form, **options)
    return stream.getvalue()


def built(*items: object) -> Store:
    """A store built of articles."""
    store = open_store(None)
    for item in items:
        record_run(store, RUN)
        add(store, item)
    derive(store)
    return store


PAIRS = st.lists(articles(), min_size=1, max_size=3, unique_by=lambda item: item[0])


@settings(max_examples=25, deadline=None)
@given(items=PAIRS)
def test_the_order_of_articles_leaves_no_trace(items):
    """Every order gives the same bytes."""
    results = {exported(built(*order), canonical=True) for order in permutations(items)}
    assert len(results) == 1


@settings(max_examples=25, deadline=None)
@given(items=PAIRS, other=articles())
def test_add_and_remove_leave_no_trace(items, other):
    """Add A, add B, remove A is add B, byte for byte, whatever was derived in between."""
    items = [item for item in items if item[0] != other[0]]
    store = open_store(None)
    record_run(store, RUN)
    graph = add(store, other)
    derive(store)
    for item in items:
        record_run(store, RUN)
        add(store, item)
    derive(store)
    store.remove(graph)
    derive(store)
    assert exported(store, canonical=True) == exported(built(*items), canonical=True)


@settings(max_examples=25, deadline=None)
@given(items=PAIRS)
def test_building_twice_changes_nothing(items):
    """The same articles again leave every byte, the time of the run included."""
    store = built(*items)
    before = exported(store)
    record_run(store, Run(extractor=RUN.extractor, started="2030-01-01T00:00:00Z"))
    for item in items:
        add(store, item)
    derive(store)
    assert exported(store) == before


def test_canonical_leaves_out_when_it_was_run():
    """Equal knowledge made at other times is equal bytes."""
    made = []
    for started in ("2024-02-10T00:00:00Z", "2025-02-10T00:00:00Z"):
        store = alliance({})
        record_run(store, Run(extractor=RUN.extractor, started=started))
        made.append((exported(store, canonical=True), exported(store)))
    assert made[0][0] == made[1][0]
    assert made[0][1] != made[1][1]


@pytest.mark.parametrize("form", FORMATS)
def test_equal_stores_give_equal_bytes(form):
    """Every format is deterministic."""
    assert exported(alliance({}), form) == exported(alliance({}), form)


@settings(max_examples=25, deadline=None)
@given(item=articles())
def test_quads_come_back(item):
    """TriG and N-Quads hold all that the store knows."""
    store = built(item)
    for form in ("trig", "nq"):
        assert set(ox.parse(exported(store, form), FORMATS[form])) == known(store)


def known(store: Store) -> set[ox.Quad]:
    """The quads of all graphs but the index, by which derivation finds things."""
    return {quad for quad in store.quads() if quad.graph_name.value != INDEX}


def triples(store: Store) -> int:
    """How many triples these graphs have together."""
    return len({quad.triple for quad in known(store)})


@settings(max_examples=15, deadline=None)
@given(item=articles())
def test_rdflib_reads_the_turtle(item):
    """Another parser finds as many triples."""
    store = built(item)
    assert len(rdflib.Graph().parse(data=exported(store, "ttl"), format="turtle")) == triples(store)


@pytest.mark.skipif(not shutil.which("rapper"), reason="needs raptor2-utils")
def test_rapper_reads_the_turtle(tmp_path):
    """Raptor finds as many triples."""
    store = alliance({"text": 'Ünïcode "quotes" \\ and\nlines, said Red.'})
    export(store, tmp_path / "g.ttl")
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(tmp_path / "g.ttl")]
    made = subprocess.run(command, check=True, capture_output=True)
    assert len(set(made.stdout.splitlines())) == triples(store)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib's own
def test_rdflib_reads_the_json_ld():
    """The graphs survive JSON-LD."""
    store = alliance({})
    read = rdflib.Dataset()
    read.parse(data=exported(store, "jsonld"), format="json-ld")
    assert len(set(read.quads())) == len(known(store))


def test_facts_are_plain_triples_with_names():
    """Only what is current, over canonical entities, readable without the rest."""
    store = alliance({}, {"modality": PLANNED})
    text = exported(store, "ttl", facts_only=True).decode()
    assert "party:blue-party a pol:Party ;\n\trdfs:label" in text
    assert "pol:alliedWith party:red-party" in text
    assert "Claim" not in text


def test_one_graph_by_name_article_or_iri():
    """A derived graph by its name; of an article's versions the newest."""
    store = open_store(None)
    say(store, RED, "alliedWith", BLUE, name="a/b")
    newest = say(store, RED, "alliedWith", BLUE, name="a/b", updated="2024-03-01")
    derive(store)
    assert b"pol:CurrentStatement" in exported(store, "ttl", graph="current")
    assert exported(store, graph="a/b") == exported(store, graph=newest)
    assert {q.graph_name.value for q in ox.parse(exported(store, graph="a/b"), FORMATS["nq"])} == {
        newest
    }


@pytest.mark.parametrize(
    ("form", "options"), [("doc", {}), ("ttl", {"graph": "nowhere"}), ("ttl", {"graph": "runs"})]
)
def test_what_cannot_be_exported_is_told(form, options):
    """An unknown format, an unknown graph, and nothing to write."""
    with pytest.raises(UsageError):
        exported(alliance({}), form, **options)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path):
    """A failed export leaves the old file and nothing beside it."""
    (tmp_path / "g.ttl").write_text("old")
    with pytest.raises(UsageError, match="nothing to write"):
        export(open_store(None), tmp_path / "g.ttl")
    with pytest.raises(UsageError, match="cannot write"):
        export(alliance({}), tmp_path / "missing" / "g.ttl")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("g.ttl", "old")]
