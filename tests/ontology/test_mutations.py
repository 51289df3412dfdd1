"""Each rule of shapes.ttl is broken once in a sound graph, and is reported in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from every import entity, everything
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef

from kg import vocab
from kg.check import check
from kg.vocab import RELATIONS, is_a

POL = rdflib.Namespace(str(vocab.POL))
SHAPE = rdflib.Namespace("https://w3id.org/polkg/shapes#")
SHAPES = Graph().parse(vocab.ontology_file("shapes.ttl"))
WRONG = URIRef("urn:wrong")
UNTYPED = Literal("00", datatype=XSD.hexBinary)

HELPERS = (SHAPE.Date, SHAPE.Agent, SHAPE.Position, SHAPE.Quote)  # that have no nodes of their own


@pytest.fixture(scope="module")
def lines() -> str:
    """The union of the graphs of a sound store in which everything is said once."""
    union = ox.Store()
    union.extend(ox.Quad(*quad.triple) for quad in everything().quads())
    data = union.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert data is not None
    return data.decode()


@pytest.fixture
def graph(lines: str) -> Graph:
    """The same, to be spoilt."""
    return Graph().parse(data=lines, format="nt")


def reported(graph: Graph, shape: URIRef) -> set[str]:
    """What a shape says of a graph."""
    used = [str(one) for one in (shape, *HELPERS)]
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES, use_shapes=used)
    results = report.objects(None, SH.result)  # and not what they are made of
    return {str(report.value(result, SH.resultMessage)) for result in results}


def focus_of(graph: Graph, shape: URIRef, path: URIRef) -> list[URIRef]:
    """The nodes that a shape looks at, those first that have the property."""
    found = {n for c in SHAPES.objects(shape, SH.targetClass) for n in graph.subjects(RDF.type, c)}
    found |= {n for c in SHAPES.objects(shape, SH["class"]) for n in graph.subjects(RDF.type, c)}
    for predicate in SHAPES.objects(shape, SH.targetSubjectsOf):
        found |= set(graph.subjects(predicate))
    return sorted(found, key=lambda node: ((node, path, None) not in graph, node))


def none_left(graph: Graph, node: URIRef, path: URIRef) -> None:
    """The property is missing."""
    graph.remove((node, path, None))


def one_more(graph: Graph, node: URIRef, path: URIRef) -> None:
    """The property has a value, and as many more as are too many."""
    value = graph.value(node, path, any=True)
    for n in range(70, 73):
        more = Literal(n, datatype=value.datatype) if isinstance(value, Literal) else WRONG + str(n)
        graph.add((node, path, more))


def copied(graph: Graph, node: URIRef, path: URIRef) -> None:
    """What the property leads to is there twice."""
    for value in list(graph.objects(node, path)):
        graph.add((node, path, value + "-again"))
        for _, predicate, said in list(graph.triples((value, None, None))):
            graph.add((value + "-again", predicate, said))


def put(value: URIRef | Literal) -> Callable[[Graph, URIRef, URIRef], None]:
    """The property has another value."""

    def change(graph: Graph, node: URIRef, path: URIRef) -> None:
        graph.set((node, path, value))

    return change


BREAKS = {
    SH.minCount: none_left,
    SH.maxCount: one_more,
    SH.qualifiedMinCount: none_left,
    SH.qualifiedMaxCount: copied,
    SH.datatype: put(UNTYPED),
    SH.nodeKind: put(rdflib.BNode()),
    SH["in"]: put(WRONG),
    SH["class"]: put(WRONG),
    SH.node: put(WRONG),
    SH.minInclusive: put(Literal(-1)),
    SH.maxInclusive: put(Literal(10_000)),
    SH.minLength: put(Literal("")),
    SH.lessThan: put(Literal(10_000)),
}
WORDS = {
    SHAPE.Position: "evidence has one position: start before end, both from 0",
    SHAPE.Quote: "evidence has one quotation: exact, prefix and suffix",
}
BEYOND = {SH.path, SH.message, SH["or"], SH.qualifiedValueShape}  # no rule, or broken below


def rules() -> Iterator[tuple[URIRef, str, URIRef, URIRef]]:
    """Each rule with its shape, the shape's words, the property, and its kind."""
    for shape in sorted(set(SHAPES.subjects(RDF.type, SH.NodeShape))):
        for part in SHAPES.objects(shape, SH.property):
            path = SHAPES.value(part, SH.path)
            if isinstance(path, URIRef):
                message = str(SHAPES.value(part, SH.message))  # "None" is never reported
                for kind in sorted(set(SHAPES.predicates(part)) - BEYOND):
                    yield shape, message, path, kind


RULES = list(rules())


@pytest.mark.parametrize(
    ("shape", "message", "path", "kind"),
    RULES,
    ids=["-".join(str(x).rpartition("#")[2].rpartition("/")[2] for x in (r[0], r[2], r[3]))
         for r in RULES],
)  # fmt: skip
def test_a_broken_rule_is_reported(graph, shape, message, path, kind):
    """Breaking one rule at one node gives that rule's words, and none did before."""
    node = focus_of(graph, shape, path)[0]
    BREAKS[kind](graph, node, path)
    seen = reported(graph, SHAPE.Evidence if shape in WORDS else shape)
    assert WORDS.get(shape, message) in seen


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(SH.nodeKind, SH.IRI)), ids=str)
def test_a_node_without_an_iri_is_reported(graph, shape):
    """A blank node in the place of anything that a shape looks at."""
    if shape in WORDS or (shape, RDF.type, SH.NodeShape) not in SHAPES:
        return  # these are looked at from their evidence
    (cls, *_) = SHAPES.objects(shape, SH.targetClass)
    graph.add((rdflib.BNode(), RDF.type, cls))
    assert any("IRI" in words for words in reported(graph, shape))


def claims_of(graph: Graph, relation: str) -> list[URIRef]:
    """The claims of a relation; more than one, of which one is spoilt."""
    found = graph.subjects(RDF.predicate, URIRef(vocab.POL[relation]))
    return sorted(c for c in found if (c, RDF.type, POL.Claim) in graph)


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
@pytest.mark.parametrize("side", ["subject", "object"])
def test_a_wrong_end_of_a_relation_is_reported(graph, relation, side):
    """Whoever may not stand at one end of it, or a number or word that it cannot have."""
    allowed = relation.subjects if side == "subject" else relation.objects
    classes = ("Place", "Office", "Person", "Party")
    wrong = [c for c in classes if not any(is_a(c, ancestor) for ancestor in allowed)]
    value = URIRef(entity(wrong[0]).id)
    if side == "object" and relation.datatype:
        value = UNTYPED
    claim = claims_of(graph, relation.name)[0]
    graph.set((claim, RDF[side], value))
    (shape,) = SHAPES.subjects(SH.targetNode, URIRef(relation.iri))
    (words,) = reported(graph, shape)
    assert words.startswith(f"{relation.name} joins")


def test_a_claim_of_no_kind_of_event_is_reported(graph):
    """What rdf:type says of an event is one of the ontology's kinds, and the event has it."""
    claim = next(c for c in graph.subjects(RDF.predicate, RDF.type))
    graph.set((claim, RDF.object, POL.Party))
    (words,) = reported(graph, SHAPE.EventClaim)
    assert "which kind of event" in words


@pytest.mark.parametrize(
    ("target", "words"),
    [(WRONG, "has a name"), (URIRef(entity("Party").id), "its own canonical")],
    ids=["nameless", "of another"],
)
def test_a_wrong_canonical_entity_is_reported(graph, target, words):
    """It has a name, and stands for itself."""
    one = URIRef(entity("Person").id)
    graph.set((URIRef(entity("Party").id), POL.canonical, one))
    graph.set((one, POL.canonical, target))
    assert any(words in message for message in reported(graph, SHAPE.Canonical))


def test_everything_that_can_be_said_is_sound():
    """Each relation, event, role and qualifier of the ontology fits the shapes."""
    assert check(everything()).problems == ()
