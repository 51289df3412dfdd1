"""An article version, its entities and its claims as the quads of one named graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ClaimError
from kg.ids import article_iri, content_hash, source_iri
from kg.model import Article, Claim, Entity, Evidence, Link, Source, check_quote
from kg.quads.terms import Nodes, Triples, Value, number_or_text
from kg.store import Store
from kg.vocab import (
    BASE,
    CLASSES,
    DCTERMS,
    EVENTS,
    OA,
    ONTOLOGY_VERSION,
    POL,
    PROV,
    QUALIFIERS,
    RDF,
    RDFS,
    RELATIONS,
    ROLES,
    SCHEMA,
    SKOS,
    XSD,
    graph_iri,
)

RUNS = graph_iri("runs")
CONTEXT = 32  # characters before and after a quote, which find it again in a changed text

# What a mention begins with where it is no name: "the party", "She", "his ally".
_NOT_NAMES = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "both", "all", "some", "who", "which"}
    | {"i", "we", "you", "he", "she", "it", "they", "him", "her", "them", "my", "our", "your"}
    | {"his", "its", "their"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the program: "frames/1 with model 3f9a, on 22 November"."""

    extractor: str
    model: str = ""  # name of the language model; empty where none was used
    model_hash: str = ""
    ontology: str = ONTOLOGY_VERSION
    started: str | None = None  # ISO date and time, UTC

    @property
    def iri(self) -> str:
        """The run's IRI: equal for equal runs, whenever they were."""
        return (
            f"{BASE}run/{content_hash(self.extractor, self.model, self.model_hash, self.ontology)}"
        )


def article_version(article: Article) -> str:
    """The content hash of what the article is: its id, text and metadata."""
    return content_hash(
        article.id,
        article.text,
        article.title,
        article.url,
        article.published,
        article.source,
        article.language,
        article.author,
        article.updated,
        length=16,
    )


def run_quads(run: Run) -> list[Quad]:
    """The run as a PROV activity, in the graph of runs."""
    triples = Triples(RUNS)
    triples.iri(run.iri, RDF.type, POL.ExtractionRun)
    triples.text(run.iri, RDFS.label, f"{run.extractor} {run.model}".strip())
    triples.text(run.iri, POL.extractor, run.extractor)
    triples.text(run.iri, POL.modelHash, run.model_hash)
    triples.text(run.iri, POL.ontologyVersion, run.ontology)
    if run.started:
        started = Literal(run.started, datatype=NamedNode(XSD.dateTime))
        triples.literal(run.iri, PROV.startedAtTime, started)
    return list(triples)


def record_run(store: Store, run: Run) -> None:
    """Remember a run; an equal one that is remembered keeps its time."""
    quads = list(store.quads(RUNS))
    if run.iri not in Nodes(quads):
        store.replace(RUNS, [*quads, *run_quads(run)])


def article_quads(
    article: Article,
    links: Sequence[Link],
    claims: Sequence[Claim],
    *,
    source: Source | None,
    run: Run,
) -> list[Quad]:
    """Everything one article version says, as the quads of its named graph.

    Args:
        article: the article version.
        links: its mentions with the entities they name.
        claims: what it says; of two equal ones the more confident stays.
        source: the outlet, for its title; None where only ``article.source`` is known.
        run: what made the claims.

    Returns:
        Quads of the graph ``article_iri(article.id, article_version(article))``, in the order of
        article, entities, claims.

    Raises:
        ClaimError: a claim is another article's, does not quote it, or uses a word that the
            ontology lacks.
    """
    iri = article_iri(article.id, article_version(article))
    triples = Triples(iri)
    try:
        _write_article(triples, article, source)
        _write_entities(triples, links, claims)
        best: dict[str, Claim] = {}
        for claim in claims:
            if claim.article != article.id:
                raise ClaimError(
                    f"a claim of article {claim.article!r} is no claim of {article.id!r}"
                )
            check_quote(claim, article)
            name = claim_iri(iri, claim)
            best[name] = max(best.get(name, claim), claim, key=_rank)
        for name, claim in best.items():
            _write_claim(triples, name, claim, article.text, run)
    except (ValueError, KeyError) as error:
        raise ClaimError(f"article {article.id!r} cannot be stored: {error}") from error
    return list(triples)


def _write_article(triples: Triples, article: Article, source: Source | None) -> None:
    iri = triples.graph.value
    triples.iri(iri, RDF.type, POL.Article)
    triples.text(iri, DCTERMS.identifier, article.id)
    triples.text(iri, POL.version, article_version(article))
    triples.text(iri, SCHEMA.headline, article.title)
    triples.literal(iri, SCHEMA.text, Literal(article.text))
    triples.text(iri, SCHEMA.url, article.url)
    triples.date(iri, SCHEMA.datePublished, article.published)
    triples.date(iri, SCHEMA.dateModified, article.updated)
    triples.text(iri, SCHEMA.inLanguage, article.language)
    triples.text(iri, SCHEMA.author, article.author)
    if article.source:
        outlet = source_iri(article.source)
        triples.iri(iri, SCHEMA.publisher, outlet)
        triples.iri(outlet, RDF.type, POL.Source)
        triples.text(outlet, DCTERMS.identifier, article.source)
        triples.text(outlet, RDFS.label, (source.title if source else "") or article.source)


def _write_entities(triples: Triples, links: Sequence[Link], claims: Sequence[Claim]) -> None:
    article = triples.graph.value
    entities = [link.entity for link in links]
    entities += [entity for claim in claims for entity in claim.entities]
    names: dict[str, set[str]] = {}
    aliases: dict[str, set[str]] = {}
    for entity in entities:
        names.setdefault(entity.id, set()).add(entity.name)
        aliases.setdefault(entity.id, set()).update(entity.aliases)
        triples.iri(article, SCHEMA.mentions, entity.id)
        if entity.cls not in CLASSES:
            raise ClaimError(f"{entity.name!r} has the class {entity.cls!r}, which does not exist")
        triples.iri(entity.id, RDF.type, POL[entity.cls])
    for link in links:
        triples.text(link.entity.id, POL.mentionedAs, link.mention.text)
        if _is_name(link.mention.text):
            aliases[link.entity.id].add(link.mention.text)
    for entity_id, found in names.items():
        label = max(found, key=lambda name: (len(name), name))
        triples.text(entity_id, RDFS.label, label)
        triples.text(entity_id, SKOS.altLabel, *sorted((found | aliases[entity_id]) - {label}))


def _rank(claim: Claim) -> tuple[float, str]:
    return claim.confidence, claim.extractor


def _is_name(text: str) -> bool:
    words = text.split()
    if words and words[0].casefold() in _NOT_NAMES:
        words = words[1:]
    rest = "".join(words)
    cased = any(char.isupper() or char.islower() for char in rest)
    return any(char.isupper() for char in rest) or (bool(rest) and not cased)


def _content(value: Value | None) -> object:
    return {"id": value.id} if isinstance(value, Entity) else value


def _roles(claim: Claim) -> list[object]:
    return [[role, sorted(map(str, map(_content, values)))] for role, values in sorted(claim.roles)]


def claim_iri(article: str, claim: Claim) -> str:
    """The IRI of a claim: named by what is said, where and how, not by who extracted it.

    Args:
        article: IRI of the article version.
        claim: one of its claims.
    """
    modality = claim.modality
    said = content_hash(
        article,
        claim.kind,
        claim.predicate,
        _content(claim.subject),
        _content(claim.object),
        _roles(claim),
        sorted([name, str(_content(value))] for name, value in claim.qualifiers),
        [modality.certainty, modality.tense, modality.polarity],
        _content(claim.speaker),
        [claim.time, claim.valid_from, claim.valid_until],
        [claim.evidence.start, claim.evidence.end],
    )
    return f"{BASE}claim/{said}"


def _write_claim(triples: Triples, iri: str, claim: Claim, text: str, run: Run) -> None:
    article = triples.graph.value
    triples.iri(iri, RDF.type, POL.Claim)
    if claim.kind == "event":
        _write_event(triples, iri, claim)
    elif claim.subject is None or claim.object is None or claim.predicate not in RELATIONS:
        raise ClaimError(f"a relation {claim.predicate!r} lacks a subject, an object or a meaning")
    else:
        triples.value(iri, RDF.subject, claim.subject)
        triples.iri(iri, RDF.predicate, POL[claim.predicate])
        triples.value(iri, RDF.object, claim.object)
        triples.date(iri, POL.time, claim.time)
    for name, value in claim.qualifiers:
        if name not in QUALIFIERS:
            raise ClaimError(f"the claim {claim.predicate} has an unknown qualifier {name!r}")
        triples.value(iri, POL[name], value)
    triples.iri(iri, POL.status, POL[claim.status])
    triples.iri(iri, POL.certainty, POL[claim.modality.certainty])
    triples.iri(iri, POL.tense, POL[claim.modality.tense])
    triples.iri(iri, POL.polarity, POL[claim.modality.polarity])
    if claim.speaker is not None:
        triples.iri(iri, POL.attributedTo, claim.speaker.id)
    triples.date(iri, SCHEMA.validFrom, claim.valid_from)
    triples.date(iri, SCHEMA.validUntil, claim.valid_until)
    triples.literal(iri, POL.confidence, number_or_text(round(float(claim.confidence), 3)))
    triples.text(iri, POL.extractor, claim.extractor)
    triples.iri(iri, POL.evidence, _write_evidence(triples, claim.evidence, text))
    triples.iri(iri, PROV.wasDerivedFrom, article)
    triples.iri(iri, PROV.wasGeneratedBy, run.iri)


def _write_event(triples: Triples, iri: str, claim: Claim) -> None:
    if claim.predicate not in EVENTS:
        raise ClaimError(f"there is no event {claim.predicate!r} in the ontology")
    said = content_hash(triples.graph.value, claim.predicate, _roles(claim), claim.time)
    event = f"{BASE}event/{said}"
    triples.iri(iri, RDF.subject, event)
    triples.iri(iri, RDF.predicate, RDF.type)
    triples.iri(iri, RDF.object, POL[claim.predicate])
    triples.iri(event, RDF.type, POL[claim.predicate])
    for role, values in claim.roles:
        if role not in ROLES or role == "time":
            raise ClaimError(f"the event {claim.predicate} has an unknown role {role!r}")
        for value in values:
            triples.value(event, POL[role], value)
    triples.date(event, POL.time, claim.time)


def _write_evidence(triples: Triples, evidence: Evidence, text: str) -> str:
    article = triples.graph.value
    start, end = evidence.start, evidence.end
    iri = f"{BASE}evidence/{content_hash(article, start, end)}"
    position, quote = f"{iri}#position", f"{iri}#quote"
    triples.iri(iri, RDF.type, POL.Evidence)
    triples.iri(iri, OA.hasSource, article)
    triples.iri(iri, OA.hasSelector, position, quote)
    triples.iri(position, RDF.type, OA.TextPositionSelector)
    triples.literal(position, OA.start, number_or_text(start))
    triples.literal(position, OA.end, number_or_text(end))
    triples.iri(quote, RDF.type, OA.TextQuoteSelector)
    triples.literal(quote, OA.exact, Literal(evidence.quote))
    triples.literal(quote, OA.prefix, Literal(text[max(0, start - CONTEXT) : start]))
    triples.literal(quote, OA.suffix, Literal(text[end : end + CONTEXT]))
    return iri
