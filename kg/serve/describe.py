"""What the graph says of one resource: the SPARQL that asks for it.

A page and the RDF of a resource are two renderings of the same triples.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.quads import Nodes
from kg.query.worker import Question, Reply
from kg.serve.pool import WorkerPool
from kg.store import Dataset
from kg.vocab import BASE, POL, PROV, QUALIFIERS, RDF, RDFS, ROLES, SCHEMA, graph_iri

MOST_CLAIMS = 500  # that a description tells, the newest first
MOST_TRIPLES = 1000  # of what is neither an entity nor an article
MOST_MEMBERS = 200  # as-stated entities that are one
_PARTS = {RDF.subject, RDF.object, POL.attributedTo}
_PARTS |= {POL[name] for name in (*ROLES, *QUALIFIERS) if name != "time"}
_ENTITIES, _CURRENT = Dataset([graph_iri("entities")]), Dataset([graph_iri("current")])
_ARTICLES = Dataset([graph_iri("articles")])
# Patterns that begin with a term are looked up one by one; VALUES and BIND before a union are not,
# and took ten seconds on a million quads.
_KIND = """
SELECT ?canonical ?member ?type {
  { GRAPH graph:entities { IRI pol:canonical ?canonical . ?member pol:canonical ?canonical } }
  UNION { IRI a ?type }
}"""
_CLAIMS = """
SELECT DISTINCT ?claim ?date {
  { BRANCHES }
  OPTIONAL { ?article schema:datePublished ?date }
  FILTER NOT EXISTS { ?article pol:supersededBy ?newer }
} ORDER BY DESC(STR(?date)) ?claim LIMIT MOST"""
_ABOUT = """
  { ?claim ?p IRI ; a pol:Claim ; prov:wasDerivedFrom ?article } UNION
  { ?event ?p IRI . ?claim rdf:subject ?event ; rdf:predicate rdf:type ; a pol:Claim ;
      prov:wasDerivedFrom ?article }"""
_META = """
CONSTRUCT {
  ?a a pol:Article ; dcterms:identifier ?id ; pol:version ?version ; schema:headline ?title ;
     schema:url ?url ; schema:datePublished ?date ; schema:publisher ?outlet .
  ?outlet a pol:Source ; dcterms:identifier ?source ; rdfs:label ?name
} {
  VALUES ?a { IRIS }
  ?a dcterms:identifier ?id ; pol:version ?version
  OPTIONAL { ?a schema:headline ?title }
  OPTIONAL { ?a schema:url ?url }
  OPTIONAL { ?a schema:datePublished ?date }
  OPTIONAL { ?a schema:publisher ?outlet . ?outlet dcterms:identifier ?source ; rdfs:label ?name }
}"""
_MEMBERS = "CONSTRUCT { ?m pol:canonical IRI } { ?m pol:canonical IRI }"
_STATEMENTS = """
CONSTRUCT { ?s ?p ?o } {
  { ?s rdf:subject IRI ; a pol:CurrentStatement ; ?p ?o }
  UNION { ?s rdf:object IRI ; a pol:CurrentStatement ; ?p ?o }
}"""
_WHOLE = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
_OUT = "CONSTRUCT { IRI ?p ?o } { IRI ?p ?o } LIMIT MOST"
_IN = "CONSTRUCT { ?s ?p IRI } { ?s ?p IRI } LIMIT MOST"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an IRI stands for: "the canonical entity of these three".

    Attributes:
        kind: "entity", "article", "claim", "source" or "resource".
        iri: of the resource; of an entity the canonical one.
        members: the as-stated entities that are this one.
    """

    kind: str
    iri: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of a subject: "this party, its names, and 42 claims about it".

    Attributes:
        subject: what is described.
        triples: all that is told.
        cut: whether there is more than is told.
    """

    subject: Subject
    triples: tuple[Triple, ...]
    cut: bool = False

    @property
    def nodes(self) -> Nodes:
        """The triples by subject and predicate."""
        return nodes_of(self.triples)


def nodes_of(triples: Iterable[Triple]) -> Nodes:
    """Triples by subject and predicate."""
    return Nodes(Quad(t.subject, t.predicate, t.object) for t in triples)


async def subject_of(pool: WorkerPool, iri: str) -> Subject:
    """Ask what an IRI stands for; what the graph does not know is a resource, too.

    Args:
        pool: asks.
        iri: absolute and valid.

    Raises:
        LimitError, StoreError: as ``WorkerPool.ask``.
    """
    rows = await rows_of(pool, filled(_KIND, iri))
    canonical = next((row["canonical"] for row in rows if "canonical" in row), None)
    types = {row["type"] for row in rows if "type" in row}
    if POL.Article in types:
        return Subject("article", iri)
    if POL.Claim in types:
        return Subject("claim", iri)
    if POL.Source in types:
        return Subject("source", iri)
    if canonical is None:
        return Subject("resource", iri)
    members = sorted({row["member"] for row in rows if "member" in row})[:MOST_MEMBERS]
    return Subject("entity", canonical, tuple(members))


async def describe(pool: WorkerPool, subject: Subject) -> Description | None:
    """Ask what the graph says of a subject; None where it says nothing.

    Args:
        pool: asks.
        subject: what is asked about; of an entity the newest claims are told.

    Raises:
        LimitError, StoreError: as ``WorkerPool.ask``.
    """
    iri = subject.iri
    if subject.kind == "article":
        return Description(subject, await _of_article(pool, iri))
    if subject.kind == "claim":
        return Description(subject, await of_claims(pool, [iri]))
    if subject.kind in ("resource", "source"):
        around = await _triples(pool, filled(_OUT, iri)) + await _triples(pool, filled(_IN, iri))
        cut = len(around) >= MOST_TRIPLES
        return Description(subject, _distinct(around), cut) if around else None
    branches = union(_ABOUT, subject.members)
    listed = await rows_of(pool, filled(_CLAIMS).replace("BRANCHES", branches))
    claims = [row["claim"] for row in listed]
    told = [*await of_entity(pool, iri), *await of_claims(pool, claims[:MOST_CLAIMS])]
    return Description(subject, _distinct(told), len(claims) > MOST_CLAIMS)


async def of_entity(pool: WorkerPool, iri: str) -> tuple[Triple, ...]:
    """A canonical entity, who is one with it, and what holds of it now."""
    return _distinct(
        [
            *await _described(pool, [iri], _ENTITIES),
            *await _triples(pool, filled(_MEMBERS, iri), _ENTITIES),
            *await _triples(pool, filled(_STATEMENTS, iri), _CURRENT),
        ]
    )


async def _of_article(pool: WorkerPool, iri: str) -> tuple[Triple, ...]:
    whole = await _triples(pool, _WHOLE, Dataset([iri]))
    mentioned = [
        t.object.value
        for t in whole
        if isinstance(t.object, NamedNode) and t.predicate.value == SCHEMA.mentions
    ]
    versions = await _described(pool, [iri], _ARTICLES)
    return _distinct([*whole, *versions, *await _identities(pool, mentioned)])


async def of_claims(pool: WorkerPool, claims: Sequence[str]) -> tuple[Triple, ...]:
    """Claims with their events, their words, their articles, and who takes part."""
    if not claims:
        return ()
    found = await _described(pool, claims)
    of: dict[str, list[str]] = defaultdict(list)
    for triple in found:
        if isinstance(triple.object, NamedNode):
            of[triple.predicate.value].append(triple.object.value)
    events = [iri for iri in of[RDF.subject] if iri.startswith(f"{BASE}event/")]
    words = [iri + part for iri in of[POL.evidence] for part in ("", "#position", "#quote")]
    more = await _described(pool, [*events, *words])
    meta = await _triples(pool, filled(_META, *sorted(set(of[PROV.wasDerivedFrom]))))
    parts = [t.object.value for t in (*found, *more)
             if isinstance(t.object, NamedNode) and t.predicate.value in _PARTS]  # fmt: skip
    return _distinct([*found, *more, *meta, *await _identities(pool, parts)])


async def _identities(pool: WorkerPool, stated: Iterable[str]) -> list[Triple]:
    """The canonical entities of as-stated ones, with their classes and names."""
    links = [
        t for t in await _described(pool, sorted(set(stated)), _ENTITIES)
        if t.predicate.value == POL.canonical
    ]  # fmt: skip
    canonical = sorted({t.object.value for t in links if isinstance(t.object, NamedNode)})
    described = await _described(pool, canonical, _ENTITIES)
    wanted = (RDF.type, RDFS.label, POL.canonical)
    return [*links, *(t for t in described if t.predicate.value in wanted)]


async def _described(
    pool: WorkerPool, iris: Sequence[str], dataset: Dataset | None = None
) -> list[Triple]:
    """All triples with these subjects."""
    if not iris:
        return []
    text = "DESCRIBE " + " ".join(str(NamedNode(iri)) for iri in iris)
    return await _triples(pool, text, dataset)


async def rows_of(pool: WorkerPool, text: str) -> list[dict[str, str]]:
    """The rows of a query of ours, each a dict of the values that are bound."""
    return rows_in(await pool.ask(Question(text, graph_form=None)))


def rows_in(reply: Reply) -> list[dict[str, str]]:
    """The rows of an answer, each a dict of the values that are bound."""
    return [
        {name: term["value"] for name, term in row.items()}
        for row in json.loads(reply.body)["results"]["bindings"]
    ]


async def _triples(pool: WorkerPool, text: str, dataset: Dataset | None = None) -> list[Triple]:
    reply = await pool.ask(Question(text, form=None, graph_form="nt", dataset=dataset))
    return [quad.triple for quad in ox.parse(reply.body, format=RdfFormat.N_TRIPLES)]


def filled(text: str, *iris: str) -> str:
    """A query of ours about these; pyoxigraph writes an IRI so that it cannot end itself."""
    terms = " ".join(str(NamedNode(iri)) for iri in iris)
    most = MOST_CLAIMS + 1 if text is _CLAIMS else MOST_TRIPLES
    return re.sub(r"\bIRIS?\b", lambda _: terms, text.replace("MOST", str(most)))


def union(pattern: str, iris: Iterable[str]) -> str:
    """The pattern for each of some IRIs: what begins with a term is looked up one by one."""
    return " UNION ".join(filled(pattern, iri) for iri in iris)


def _distinct(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(triples))
