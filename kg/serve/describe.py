"""What the graph says of one resource: the SPARQL that asks for it, and its triples as values.

A page and the RDF of a resource are two renderings of the same triples.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.model import ArticleInfo, Entity, StoredClaim
from kg.quads import Nodes, StoredArticle
from kg.query.worker import Question
from kg.serve.pool import WorkerPool
from kg.store import Dataset
from kg.vocab import BASE, DCTERMS, POL, PROV, QUALIFIERS, RDF, RDFS, ROLES, SCHEMA, SKOS, graph_iri

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
  { ?event ?p IRI . ?claim rdf:subject ?event ; a pol:Claim ; prov:wasDerivedFrom ?article }"""
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
class Description:
    """What the graph says of a resource: "this party, its names, and 42 claims about it".

    Attributes:
        kind: "entity", "article", "claim" or "resource".
        iri: of the resource; of an entity the canonical one.
        triples: all that is told.
        cut: whether there is more than is told.
    """

    kind: str
    iri: str
    triples: tuple[Triple, ...]
    cut: bool = False

    @property
    def nodes(self) -> Nodes:
        """The triples by subject and predicate."""
        return Nodes(Quad(t.subject, t.predicate, t.object) for t in self.triples)


async def describe(pool: WorkerPool, iri: str) -> Description | None:
    """Ask what the graph says of a resource; None where it says nothing.

    Args:
        pool: asks.
        iri: absolute and valid.

    Raises:
        LimitError, StoreError: as ``WorkerPool.ask``.
    """
    rows = await rows_of(pool, _filled(_KIND, iri))
    canonical = next((row["canonical"] for row in rows if "canonical" in row), None)
    types = {row["type"] for row in rows if "type" in row}
    if POL.Article in types:
        return Description("article", iri, await _of_article(pool, iri))
    if POL.Claim in types:
        return Description("claim", iri, await _of_claims(pool, [iri]))
    if canonical is None:
        around = await _triples(pool, _filled(_OUT, iri)) + await _triples(pool, _filled(_IN, iri))
        cut = len(around) >= MOST_TRIPLES
        return Description("resource", iri, _distinct(around), cut) if around else None
    members = sorted({row["member"] for row in rows if "member" in row})[:MOST_MEMBERS]
    branches = " UNION ".join(_filled(_ABOUT, member) for member in members)
    listed = await rows_of(pool, _filled(_CLAIMS).replace("BRANCHES", branches))
    claims = [row["claim"] for row in listed]
    told = [
        *await _described(pool, [canonical], _ENTITIES),
        *await _triples(pool, _filled(_MEMBERS, canonical), _ENTITIES),
        *await _triples(pool, _filled(_STATEMENTS, canonical), _CURRENT),
        *await _of_claims(pool, claims[:MOST_CLAIMS]),
    ]
    return Description("entity", canonical, _distinct(told), len(claims) > MOST_CLAIMS)


async def _of_article(pool: WorkerPool, iri: str) -> tuple[Triple, ...]:
    whole = await _triples(pool, _WHOLE, Dataset([iri]))
    mentioned = [
        t.object.value
        for t in whole
        if isinstance(t.object, NamedNode) and t.predicate.value == SCHEMA.mentions
    ]
    versions = await _described(pool, [iri], _ARTICLES)
    return _distinct([*whole, *versions, *await _identities(pool, mentioned)])


async def _of_claims(pool: WorkerPool, claims: Sequence[str]) -> tuple[Triple, ...]:
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
    meta = await _triples(pool, _filled(_META, *sorted(set(of[PROV.wasDerivedFrom]))))
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
    reply = await pool.ask(Question(text, graph_form=None))
    return [
        {name: term["value"] for name, term in row.items()}
        for row in json.loads(reply.body)["results"]["bindings"]
    ]


async def _triples(pool: WorkerPool, text: str, dataset: Dataset | None = None) -> list[Triple]:
    reply = await pool.ask(Question(text, form=None, graph_form="nt", dataset=dataset))
    return [quad.triple for quad in ox.parse(reply.body, format=RdfFormat.N_TRIPLES)]


def _filled(text: str, *iris: str) -> str:
    """A query of ours about these; pyoxigraph writes an IRI so that it cannot end itself."""
    terms = " ".join(str(NamedNode(iri)) for iri in iris)
    most = MOST_CLAIMS + 1 if text is _CLAIMS else MOST_TRIPLES
    return re.sub(r"\bIRIS?\b", lambda _: terms, text).replace("MOST", str(most))


def _distinct(triples: Sequence[Triple]) -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(triples))


def identity_of(nodes: Nodes) -> dict[str, Entity]:
    """The canonical entity of each as-stated one that some triples speak of."""
    return {
        iri: Entity(
            id=canonical,
            name=nodes.one(canonical, RDFS.label) or canonical,
            cls=next(filter(None, map(POL.local, nodes.values(canonical, RDF.type))), "Entity"),
            aliases=tuple(nodes.values(canonical, SKOS.altLabel)),
        )
        for iri in nodes
        if (canonical := nodes.one(iri, POL.canonical))
    }


def article_of(nodes: Nodes, iri: str) -> ArticleInfo:
    """An article version from the triples about it."""
    outlet = nodes.one(iri, SCHEMA.publisher) or ""
    return ArticleInfo(
        iri=iri,
        id=nodes.one(iri, DCTERMS.identifier) or iri.removeprefix(BASE),
        version=nodes.one(iri, POL.version) or "",
        title=nodes.one(iri, SCHEMA.headline) or "",
        url=nodes.one(iri, SCHEMA.url) or "",
        published=nodes.one(iri, SCHEMA.datePublished),
        source=nodes.one(outlet, DCTERMS.identifier) or "",
        source_title=nodes.one(outlet, RDFS.label) or "",
        superseded=bool(nodes.one(iri, POL.supersededBy)),
    )


def claims_of(nodes: Nodes) -> list[StoredClaim]:
    """The claims that some triples describe, of whatever articles, the newest first."""
    everything = StoredArticle(ArticleInfo(iri="", id="", version=""), nodes)
    articles: dict[str, ArticleInfo] = {}
    found = []
    for stored in everything.claims:
        iri = nodes.one(stored.iri, PROV.wasDerivedFrom) or ""
        if iri not in articles:
            articles[iri] = article_of(nodes, iri)
        claim = replace(stored.claim, article=articles[iri].id)
        found.append(replace(stored, claim=claim, article=articles[iri]))
    return sorted(found, key=lambda stored: stored.article.published or "", reverse=True)
