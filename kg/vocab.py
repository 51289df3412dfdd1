"""The words of the graph: closed namespaces, prefixes, and the ontology's tables as plain values.

The ontology itself is ``ontology/politics.ttl``. Its terms, relations, events and classes are
repeated here so that importing costs nothing and a misspelt term fails where it is written;
``tests/test_vocab.py`` holds the two equal.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.ids import BASE

__all__ = [
    "BASE",
    "CLASSES",
    "DCTERMS",
    "EVENTS",
    "FOAF",
    "OA",
    "ONTOLOGY_VERSION",
    "ORG",
    "OWL",
    "POL",
    "PREFIXES",
    "PROV",
    "QUALIFIERS",
    "RDF",
    "RDFS",
    "RELATIONS",
    "ROLES",
    "SCHEMA",
    "SKOS",
    "XSD",
    "Namespace",
    "Relation",
    "data_dir",
    "graph_iri",
    "is_a",
    "ontology_file",
]

ONTOLOGY_VERSION = "1.0.0"


class Namespace:
    """A closed set of IRIs: ``POL.memberOf`` is a plain str, ``POL.membreOf`` is an error.

    Args:
        base: what every IRI begins with.
        terms: the local names that exist, separated by white space.
    """

    def __init__(self, base: str, terms: str) -> None:
        self._base = base
        self._terms = frozenset(terms.split())

    def __getattr__(self, name: str) -> str:
        # Dunder and private names are Python's own questions (copy, pickle), never terms.
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._terms:
            near = difflib.get_close_matches(name, sorted(self._terms), n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise AttributeError(f"{self._base} has no term {name!r}{hint}")
        return self._base + name

    def __getitem__(self, name: str) -> str:
        """Give the IRI of a term whose name is only known as a value; KeyError for no term."""
        try:
            return self.__getattr__(name)
        except AttributeError as error:
            raise KeyError(str(error)) from None

    def __contains__(self, name: object) -> bool:
        return name in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._terms))

    def __str__(self) -> str:
        return self._base

    def __repr__(self) -> str:
        return f"Namespace({self._base!r})"

    def local(self, iri: str) -> str | None:
        """Give the local name of one of this namespace's IRIs, None for any other IRI."""
        name = iri.removeprefix(self._base)
        return name if name != iri and name in self._terms else None


POL = Namespace(
    "https://w3id.org/polkg/ontology#",
    """
    Relation Qualifier EventRole subjectClass objectClass objectDatatype qualifiedBy hasRole
    plover
    Entity Agent Person Party Alliance Organization Legislature Office Place Event Election
    Negotiation AllianceFormation AllianceEnd Appointment Nomination Resignation Dismissal
    Joining Leaving Protest Violence Arrest Conviction CourtRuling ParliamentaryVote
    Announcement Allegation Meeting Legislation Dissolution Coup Death Claim CurrentStatement
    Evidence Article Source Judgement ExtractionRun Status Certainty Tense Polarity Decision
    factual ended planned alleged denied hypothetical certain probable possible past present
    future positive negative same different unsure
    memberOf leads holdsOffice candidateFor backs alliedWith negotiatesWith opposes succeeds
    relativeOf splitFrom mergedWith seatsWon voteShare ideology basedIn
    actor target place office body about time
    role jurisdiction election nominatedBy alliance kin outOf legislature
    status certainty tense polarity attributedTo confidence evidence extractor mentionedAs
    canonical judges decision reason version supersedes supersededBy wireOf modelHash
    ontologyVersion softwareVersion sources disputed asserts contests since until
    """,
)
RDF = Namespace(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "type subject predicate object Statement Property langString",
)
RDFS = Namespace(
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment subClassOf subPropertyOf domain range seeAlso isDefinedBy Class Resource Literal"
    " Datatype",
)
XSD = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    "string integer decimal double boolean date dateTime gYear gYearMonth anyURI",
)
OWL = Namespace(
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty AnnotationProperty SymmetricProperty"
    " FunctionalProperty NamedIndividual versionInfo versionIRI sameAs differentFrom"
    " inverseOf",
)
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "prefLabel altLabel hiddenLabel example note definition exactMatch closeMatch Concept"
    " ConceptScheme inScheme broader notation",
)
DCTERMS = Namespace(
    "http://purl.org/dc/terms/",
    "identifier title description license created creator modified source language publisher",
)
PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    "Entity Activity Agent SoftwareAgent Person wasDerivedFrom wasGeneratedBy wasAttributedTo"
    " wasAssociatedWith wasRevisionOf used startedAtTime endedAtTime generatedAtTime",
)
OA = Namespace(
    "http://www.w3.org/ns/oa#",
    "hasSource hasSelector hasTarget SpecificResource TextPositionSelector TextQuoteSelector start"
    " end exact prefix suffix",
)
SCHEMA = Namespace(
    "https://schema.org/",
    "NewsArticle headline text url datePublished dateModified publisher inLanguage author name"
    " mentions validFrom validUntil license about sameAs NewsMediaOrganization",
)
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "Agent Person Document name homepage page")
ORG = Namespace(
    "http://www.w3.org/ns/org#",
    "Organization OrganizationalCollaboration Post Membership memberOf headOf holds role linkedTo",
)

PREFIXES: dict[str, str] = {
    "pol": str(POL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
    "owl": str(OWL),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "prov": str(PROV),
    "oa": str(OA),
    "schema": str(SCHEMA),
    "foaf": str(FOAF),
    "org": str(ORG),
    "wd": "http://www.wikidata.org/entity/",
    "graph": f"{BASE}graph/",
    "person": f"{BASE}entity/person/",
    "party": f"{BASE}entity/party/",
    "alliance": f"{BASE}entity/alliance/",
    "organization": f"{BASE}entity/organization/",
    "legislature": f"{BASE}entity/legislature/",
    "office": f"{BASE}entity/office/",
    "place": f"{BASE}entity/place/",
}

# class -> its direct superclass among the classes of entities; Entity is the top
SUPERCLASS: dict[str, str] = {
    "Agent": "Entity",
    "Person": "Agent",
    "Party": "Agent",
    "Alliance": "Agent",
    "Organization": "Agent",
    "Legislature": "Agent",
    "Office": "Entity",
    "Place": "Entity",
    "Event": "Entity",
    "Election": "Event",
    "Negotiation": "Event",
    "AllianceFormation": "Event",
    "AllianceEnd": "Event",
    "Appointment": "Event",
    "Nomination": "Event",
    "Resignation": "Event",
    "Dismissal": "Event",
    "Joining": "Event",
    "Leaving": "Event",
    "Protest": "Event",
    "Violence": "Event",
    "Arrest": "Event",
    "Conviction": "Event",
    "CourtRuling": "Event",
    "ParliamentaryVote": "Event",
    "Announcement": "Event",
    "Allegation": "Event",
    "Meeting": "Event",
    "Legislation": "Event",
    "Dissolution": "Event",
    "Coup": "Event",
    "Death": "Event",
}

CLASSES: frozenset[str] = frozenset(SUPERCLASS) | {"Entity"}


@cache
def is_a(cls: str, ancestor: str) -> bool:
    """Whether a class of entities is, or is below, another (local names).

    >>> is_a("Party", "Agent"), is_a("Party", "Person")
    (True, False)
    """
    current: str | None = cls
    while current is not None and current != ancestor:
        current = SUPERCLASS.get(current)
    return current is not None and cls in CLASSES


@dataclass(frozen=True, slots=True)
class Relation:
    """What a claim can say: "a Person leads a Party", with the qualifier role.

    Class names are local names of the ontology; an allowed class allows its subclasses.
    """

    name: str
    subjects: tuple[str, ...]  # classes that the subject may have
    objects: tuple[str, ...] = ()  # classes that the object may have; none for a pure literal
    datatype: str | None = None  # XSD local name of a literal object: integer, decimal, string
    symmetric: bool = False
    qualifiers: tuple[str, ...] = ()  # beside the dates, which every claim may carry

    @property
    def iri(self) -> str:
        """The relation's IRI."""
        return POL[self.name]

    def allows_subject(self, cls: str) -> bool:
        """Whether an entity of this class may be the subject."""
        return any(is_a(cls, allowed) for allowed in self.subjects)

    def allows_object(self, cls: str) -> bool:
        """Whether an entity of this class may be the object."""
        return any(is_a(cls, allowed) for allowed in self.objects)


RELATIONS: dict[str, Relation] = {
    relation.name: relation
    for relation in (
        Relation(
            "memberOf",
            ("Person", "Party"),
            ("Party", "Alliance", "Legislature", "Organization"),
            qualifiers=("role",),
        ),
        Relation("leads", ("Person",), ("Party", "Alliance", "Organization"), qualifiers=("role",)),
        Relation("holdsOffice", ("Person",), ("Office",), qualifiers=("role", "jurisdiction")),
        Relation("candidateFor", ("Person",), ("Office",), qualifiers=("election", "nominatedBy")),
        Relation("backs", ("Agent",), ("Agent",)),
        Relation("alliedWith", ("Agent",), ("Agent",), symmetric=True, qualifiers=("alliance",)),
        Relation("negotiatesWith", ("Agent",), ("Agent",), symmetric=True, qualifiers=("about",)),
        Relation("opposes", ("Agent",), ("Agent",)),
        Relation("succeeds", ("Person",), ("Person",), qualifiers=("office",)),
        Relation("relativeOf", ("Person",), ("Person",), symmetric=True, qualifiers=("kin",)),
        Relation("splitFrom", ("Party",), ("Party",)),
        Relation("mergedWith", ("Party",), ("Party",)),
        Relation(
            "seatsWon",
            ("Party", "Alliance"),
            (),
            datatype="integer",
            qualifiers=("outOf", "election", "legislature"),
        ),
        Relation("voteShare", ("Agent",), (), datatype="decimal", qualifiers=("election",)),
        Relation("ideology", ("Party", "Alliance", "Person"), (), datatype="string"),
        Relation("basedIn", ("Agent", "Office", "Election"), ("Place",)),
    )
}

# event class -> the roles it may have
EVENTS: dict[str, tuple[str, ...]] = {
    "Election": ("actor", "target", "place", "office", "body", "about", "time"),
    "Negotiation": ("actor", "target", "place", "office", "body", "about", "time"),
    "AllianceFormation": ("actor", "target", "place", "body", "about", "time"),
    "AllianceEnd": ("actor", "target", "place", "body", "about", "time"),
    "Appointment": ("actor", "target", "place", "office", "body", "about", "time"),
    "Nomination": ("actor", "target", "place", "office", "body", "about", "time"),
    "Resignation": ("actor", "target", "place", "office", "body", "about", "time"),
    "Dismissal": ("actor", "target", "place", "office", "body", "about", "time"),
    "Joining": ("actor", "target", "place", "body", "about", "time"),
    "Leaving": ("actor", "target", "place", "body", "about", "time"),
    "Protest": ("actor", "target", "place", "body", "about", "time"),
    "Violence": ("actor", "target", "place", "body", "about", "time"),
    "Arrest": ("actor", "target", "place", "body", "about", "time"),
    "Conviction": ("actor", "target", "place", "body", "about", "time"),
    "CourtRuling": ("actor", "target", "place", "office", "body", "about", "time"),
    "ParliamentaryVote": ("actor", "target", "place", "office", "body", "about", "time"),
    "Announcement": ("actor", "target", "place", "office", "body", "about", "time"),
    "Allegation": ("actor", "target", "place", "body", "about", "time"),
    "Meeting": ("actor", "target", "place", "body", "about", "time"),
    "Legislation": ("actor", "target", "place", "body", "about", "time"),
    "Dissolution": ("actor", "target", "place", "body", "about", "time"),
    "Coup": ("actor", "target", "place", "body", "about", "time"),
    "Death": ("actor", "target", "place", "about", "time"),
}

# role -> the classes of what fills it; `about` may also be text, `time` is a date
ROLES: dict[str, tuple[str, ...]] = {
    "actor": ("Agent",),
    "target": ("Entity",),
    "place": ("Place",),
    "office": ("Office",),
    "body": ("Agent",),
    "about": ("Entity",),
    "time": (),
}

# qualifier -> the classes of its value; none for a literal. `about` may also be text
QUALIFIERS: dict[str, tuple[str, ...]] = {
    "role": (),
    "jurisdiction": ("Place",),
    "election": ("Election",),
    "nominatedBy": ("Agent",),
    "alliance": ("Alliance",),
    "kin": (),
    "outOf": (),
    "legislature": ("Legislature",),
    "about": ("Entity",),
    "office": ("Office",),
}


def graph_iri(name: str, *, base: str = BASE) -> str:
    """Give the IRI of a derived graph: entities, current, judgements, runs or ontology."""
    return f"{base}graph/{name}"


def data_dir() -> Path:
    """Find the folder that holds ``ontology/`` and ``sources/``, in a wheel or a checkout.

    Raises:
        DataError: neither is there, so the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_data", package.parent):
        if (folder / "ontology" / "politics.ttl").is_file():
            return folder
    raise DataError(
        package / "_data",
        "the ontology's files are not where the package expects them",
        advice="install polkg again",
    )


def ontology_file(name: str) -> Path:
    """Find a file or folder under ``ontology/``: "politics.ttl", "queries", "frames".

    Raises:
        DataError: there is no such file.
    """
    path = data_dir() / "ontology" / name
    if not path.exists():
        raise DataError(path, "there is no such file of the ontology")
    return path
