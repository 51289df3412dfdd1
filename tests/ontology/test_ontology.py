"""politics.ttl describes every term fully, and README.md names it."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.vocab import OWL, POL, RDF, RDFS, SKOS

TRIPLES = list(ox.parse(path=vocab.ontology_file("politics.ttl"), format=ox.RdfFormat.TURTLE))
README = vocab.ontology_file("README.md").read_text(encoding="utf-8")
PROPERTY_KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property}


def stated(term: str, predicate: str) -> list[str]:
    """Look up what politics.ttl states of a term."""
    return [
        triple.object.value
        for triple in TRIPLES
        if triple.subject.value == POL[term] and triple.predicate.value == predicate
    ]


@pytest.mark.parametrize("term", list(POL))
def test_every_term_is_described(term):
    """Each term has one label, one comment and an example, none of them empty."""
    for predicate in (RDFS.label, RDFS.comment):
        assert [bool(text.strip()) for text in stated(term, predicate)] == [True]
    assert stated(term, SKOS.example)


@pytest.mark.parametrize("term", [t for t in POL if PROPERTY_KINDS & set(stated(t, RDF.type))])
def test_every_property_has_domain_and_range(term):
    """Each property says between what it stands."""
    assert stated(term, RDFS.domain)
    assert stated(term, RDFS.range)


def test_no_blank_nodes():
    """The ontology can be merged and compared line by line."""
    assert not [t for t in TRIPLES if ox.BlankNode in (type(t.subject), type(t.object))]


def test_own_terms_used_are_declared():
    """No term of ours is mentioned in the ontology without being declared."""
    used = {
        node.value
        for triple in TRIPLES
        for node in (triple.subject, triple.predicate, triple.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith(str(POL))
    }
    assert not {iri for iri in used if POL.local(iri) is None}


@pytest.mark.parametrize(
    "term", [*sorted(vocab.CLASSES), *vocab.RELATIONS, *vocab.ROLES, *vocab.QUALIFIERS]
)
def test_the_readme_names_it(term):
    """Each class, relation, role and qualifier stands in ontology/README.md."""
    assert re.search(rf"`{term}`", README)


def test_the_readme_names_only_terms_that_exist():
    """The first column of the README's tables holds nothing that the ontology lacks."""
    named = re.findall(r"^\| `(\w+)`", README, flags=re.MULTILINE)
    assert named
    assert not [name for name in named if name not in POL]
