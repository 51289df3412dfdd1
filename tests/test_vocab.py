"""The closed vocabulary and the ontology say the same, each way."""

from __future__ import annotations

import copy

import pyoxigraph as ox
import pytest

from kg import model, vocab
from kg.errors import DataError
from kg.vocab import EVENTS, POL, QUALIFIERS, RDF, RDFS, RELATIONS, ROLES, XSD

ONTOLOGY = ox.Store()
ONTOLOGY.load(path=vocab.ontology_file("politics.ttl"), format=ox.RdfFormat.TURTLE)


def objects(subject: str, predicate: str) -> set[str]:
    """Look up what the ontology states of a term, as local names where it is a term."""
    quads = ONTOLOGY.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return {POL.local(quad.object.value) or quad.object.value for quad in quads}


def instances(cls: str) -> set[str]:
    """List the terms that the ontology declares to be of a class."""
    quads = ONTOLOGY.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(cls))
    return {POL.local(quad.subject.value) or quad.subject.value for quad in quads}


def test_terms_are_the_ontologys():
    """POL holds every term that politics.ttl declares, and no other."""
    quads = ONTOLOGY.quads_for_pattern(None, ox.NamedNode(RDF.type), None)
    declared = {quad.subject.value for quad in quads if quad.subject.value.startswith(str(POL))}
    assert {POL[name] for name in POL} == declared


def test_a_misspelt_term_fails_with_a_hint():
    """An unknown term raises AttributeError and names the nearest one."""
    with pytest.raises(AttributeError, match="did you mean memberOf"):
        _ = POL.membreOf


def test_a_term_by_value_fails_as_a_key():
    """Looking up an unknown name raises KeyError, as a mapping does."""
    with pytest.raises(KeyError):
        _ = POL["membreOf"]


def test_a_namespace_can_be_copied():
    """Python's own questions are not taken for terms."""
    assert copy.deepcopy(POL).leads == POL.leads


def test_local_undoes_a_lookup():
    """local() gives the name of a term's IRI and None for any other IRI."""
    assert POL.local(POL.leads) == "leads"
    assert POL.local(str(POL) + "nothing") is None
    assert POL.local(RDF.type) is None


def test_relations_are_the_ontologys():
    """The relations of the table are those that the ontology declares."""
    assert set(RELATIONS) == instances(POL.Relation)


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
def test_a_relation_says_what_the_ontology_says(relation):
    """Classes, datatype, symmetry and qualifiers are the same in the table and the ontology."""
    datatypes = {XSD[relation.datatype]} if relation.datatype else set()
    assert set(relation.subjects) == objects(relation.iri, POL.subjectClass)
    assert set(relation.objects) == objects(relation.iri, POL.objectClass)
    assert datatypes == objects(relation.iri, POL.objectDatatype)
    assert set(relation.qualifiers) == objects(relation.iri, POL.qualifiedBy)
    assert relation.symmetric == (relation.name in instances(vocab.OWL.SymmetricProperty))


def test_events_are_the_ontologys():
    """The event table has the subclasses of Event with their roles."""
    quads = ONTOLOGY.quads_for_pattern(None, ox.NamedNode(RDFS.subClassOf), ox.NamedNode(POL.Event))
    assert set(EVENTS) == {POL.local(quad.subject.value) for quad in quads}
    for event, roles in EVENTS.items():
        assert set(roles) == objects(POL[event], POL.hasRole), event


@pytest.mark.parametrize(("table", "kind"), [(ROLES, POL.EventRole), (QUALIFIERS, POL.Qualifier)])
def test_roles_and_qualifiers_are_the_ontologys(table, kind):
    """Role and qualifier tables have the ontology's terms with their classes."""
    assert set(table) == instances(kind)
    for name, classes in table.items():
        assert set(classes) == objects(POL[name], POL.objectClass), name


def test_class_hierarchy_is_the_ontologys():
    """Each class of entities has the superclass that the ontology gives it."""
    for cls, parent in vocab.SUPERCLASS.items():
        assert objects(POL[cls], RDFS.subClassOf) & vocab.CLASSES == {parent}, cls


def test_statuses_are_the_models():
    """The values of the model's axes are individuals of the ontology."""
    assert set(model.STATUSES) == instances(POL.Status)
    for cls, values in (
        ("Certainty", model.Certainty),
        ("Tense", model.Tense),
        ("Polarity", model.Polarity),
    ):
        assert set(values.__args__) == instances(POL[cls]), cls


def test_version_is_the_ontologys():
    """The version that runs are recorded with is the one that politics.ttl states."""
    head = str(POL).rstrip("#")
    assert objects(head, vocab.OWL.versionInfo) == {vocab.ONTOLOGY_VERSION}
    assert objects(head, vocab.OWL.versionIRI) == {f"{head}/{vocab.ONTOLOGY_VERSION}"}


@pytest.mark.parametrize(
    ("cls", "ancestor", "expected"),
    [
        ("Party", "Agent", True),
        ("Party", "Entity", True),
        ("Party", "Party", True),
        ("Entity", "Entity", True),
        ("Agent", "Party", False),
        ("Coup", "Event", True),
        ("Nonsense", "Nonsense", False),
    ],
)
def test_is_a(cls, ancestor, expected):
    """A class is below itself and everything above it; an unknown class is below nothing."""
    assert vocab.is_a(cls, ancestor) is expected


def test_a_relation_allows_subclasses():
    """A relation between Agents allows a Party, and not a Place."""
    assert RELATIONS["backs"].allows_subject("Party")
    assert not RELATIONS["backs"].allows_object("Place")
    assert not RELATIONS["seatsWon"].allows_object("Party")


def test_a_missing_file_is_named():
    """Asking for a file that the ontology does not have is a DataError that names it."""
    with pytest.raises(DataError, match=r"nothing\.ttl"):
        vocab.ontology_file("nothing.ttl")


def test_data_of_a_wheel_comes_first(tmp_path, monkeypatch):
    """In a wheel the data folders are inside the package."""
    (tmp_path / "kg" / "_data" / "ontology").mkdir(parents=True)
    (tmp_path / "kg" / "_data" / "ontology" / "politics.ttl").touch()
    monkeypatch.setattr(vocab, "__file__", str(tmp_path / "kg" / "vocab.py"))
    assert vocab.data_dir() == tmp_path / "kg" / "_data"


def test_an_installation_without_data_is_an_error(tmp_path, monkeypatch):
    """A broken installation says so, instead of failing at the first query."""
    monkeypatch.setattr(vocab, "__file__", str(tmp_path / "kg" / "vocab.py"))
    with pytest.raises(DataError, match="install polkg again"):
        vocab.data_dir()
