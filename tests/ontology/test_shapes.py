"""The shapes accept a good graph and refuse each kind of bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import vocab
from kg.model import STATUSES, Certainty, Polarity, Tense
from kg.vocab import EVENTS, RELATIONS

pyshacl = pytest.importorskip("pyshacl")
rdflib = pytest.importorskip("rdflib")

DATA = (Path(__file__).parent / "graph.trig").read_text(encoding="utf-8")
SHAPES = rdflib.Graph().parse(vocab.ontology_file("shapes.ttl"))
CLASSES_OF_SHAPE = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?cls WHERE {
  ?shape sh:targetNode <%s> ; sh:property/sh:node/sh:property ?side .
  ?side sh:path rdf:%s ;
    (sh:class|sh:or/rdf:rest*/rdf:first/sh:class|sh:node/sh:or/rdf:rest*/rdf:first/sh:class) ?cls
}"""
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own Dataset API


def messages(*edits: tuple[str, str]) -> list[str]:
    """Check the sample graph with text replaced in it, each at its first occurrence."""
    text = DATA
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=text, format="trig")
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES, advanced=False)
    message = rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage")
    return sorted(str(text) for text in report.objects(None, message))


def test_a_good_graph_conforms():
    """The hand-made graph has nothing to report."""
    assert messages() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pol:status pol:factual", "pol:status pol:certain", "one of the six statuses"),
        ("pol:certainty pol:certain", "pol:certainty pol:past", "certain, probable or possible"),
        ("pol:tense pol:present", "pol:tense pol:negative", "past, present or future"),
        ("pol:polarity pol:positive", "pol:polarity pol:past", "positive or negative"),
        ("pol:confidence 0.9", "pol:confidence 1.9", "from 0 to 1"),
        ("; pol:evidence ev:e1 ;", ";", "shows its words"),
        ("prov:wasGeneratedBy run:r1", "rdfs:comment 1", "names the run"),
        ("oa:start 0", "oa:start 900", "start before end"),
        ("oa:start 0", "oa:start -1", "start before end"),
        ("a oa:TextQuoteSelector ; oa:exact", "a oa:TextQuoteSelector ; oa:suffix", "exact"),
        ('pol:version "v1"', 'rdfs:comment ""', "one version hash"),
        ("schema:text", "rdfs:comment", "one text"),
        ('"2024-02-12"^^xsd:date', '"in February"', "datePublished is a date"),
        ('"2024-02"^^xsd:gYearMonth', '"soon"', "time is a date"),
        ("pol:outOf 266", 'pol:outOf "many"', "number of seats"),
        ("rdf:predicate pol:leads", "rdf:predicate pol:status", "predicate is a relation"),
        ("rdf:object 95", 'rdf:object "most"', "seatsWon joins"),
        ("rdf:predicate pol:memberOf", "rdf:predicate pol:holdsOffice", "holdsOffice joins"),
        ("rdf:subject ent:gohar", "rdf:subject ent:pm", "leads joins"),
        ("rdf:object pol:Resignation", "rdf:object pol:Party", "which kind of event"),
        ("pol:attributedTo ent:gohar", "pol:attributedTo src:courier", "speaker is one person"),
        ("pol:actor ent:khattak", "pol:actor src:ledger", "an actor is a person or group"),
    ],
)
def test_a_bad_graph_is_refused(old, new, expected):
    """Each broken rule is reported in words that say which."""
    assert any(expected in message for message in messages((old, new)))


def test_a_nameless_entity_is_refused():
    """An entity that no graph gives a name is reported."""
    edit = ('pol:Organization ; rdfs:label "Election Commission"', "pol:Organization")
    assert "an entity has a name" in messages(edit, edit)


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
def test_a_relation_has_a_shape_with_its_classes(relation):
    """A relation's shape names the classes that the ontology allows, with those below them."""
    for side, allowed in (("subject", relation.subjects), ("object", relation.objects)):
        classes = {
            cls for cls in vocab.CLASSES if any(vocab.is_a(cls, ancestor) for ancestor in allowed)
        }
        answer = SHAPES.query(CLASSES_OF_SHAPE % (relation.iri, side))
        assert {vocab.POL.local(str(row.cls)) for row in answer} == classes


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("shape:Claim sh:property/sh:in/rdf:rest*/rdf:first", set(RELATIONS)),
        ("shape:Event sh:targetClass", set(EVENTS)),
        (
            "shape:EventClaim sh:property/sh:node/sh:property/sh:in/rdf:rest*/rdf:first",
            set(EVENTS),
        ),
    ],
)
def test_lists_name_every_relation_and_event(path, expected):
    """The closed lists of predicates and of event kinds are the ontology's."""
    answer = SHAPES.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#>"
        "PREFIX shape: <https://w3id.org/polkg/shapes#>"
        f"SELECT ?term WHERE {{ {path} ?term }}"
    )
    names = {vocab.POL.local(str(row.term)) for row in answer} - {None}
    axes = {*STATUSES, *Certainty.__args__, *Tense.__args__, *Polarity.__args__}
    assert names - axes == expected
