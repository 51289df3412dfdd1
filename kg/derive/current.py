"""What is factual now, over canonical entities, weighed from the claims of all articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.derive.conflicts import is_count, number_conflicts
from kg.derive.index import INDEX, TERMS
from kg.derive.origins import independent_sources
from kg.ids import BASE, content_hash, source_iri
from kg.model import Claim, Entity, StoredClaim
from kg.quads import Triples, date_literal
from kg.store import Store
from kg.vocab import POL, PROV, RDF, RELATIONS, XSD, graph_iri

CURRENT = graph_iri("current")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What claims come to: "A is allied with B, say two independent sources; one denies it"."""

    subject: Entity  # canonical
    predicate: str
    object: Entity | int | float | str  # canonical
    supports: tuple[StoredClaim, ...]
    contests: tuple[StoredClaim, ...]  # denials, and claims of another number

    @property
    def iri(self) -> str:
        """The statement's IRI."""
        return statement_iri(self.subject.id, self.predicate, self.object)

    @property
    def sources(self) -> int:
        """How many independent sources state it."""
        return independent_sources(claim.article for claim in self.supports)


def current_statements(
    claims: Sequence[StoredClaim], identity: Mapping[str, Entity]
) -> list[Statement]:
    """The statements that hold now, each direction of a symmetric one by itself.

    For one subject, predicate and object the latest-dated articles decide between factual and
    ended, and factual wins on one day. A denial contests what it is not older than. Claims that are
    planned, alleged or hypothetical, and those in a speaker's words, have no say.

    Args:
        claims: of current article versions.
        identity: canonical entities, as ``read_identity`` gives them.
    """
    groups: dict[tuple[str, str, str], list[StoredClaim]] = defaultdict(list)
    ends: dict[tuple[str, str, str], tuple[Entity, Entity | int | float | str]] = {}
    for stored in claims:
        for subject, said in _directions(stored.claim, identity):
            key = (subject.id, stored.claim.predicate, _key(said))
            groups[key].append(stored)
            ends[key] = (subject, said)
    rivals = number_conflicts(claims, identity)
    found = []
    for key, group in sorted(groups.items()):
        supports = _supports(group)
        if supports:
            since = min(_date(claim) for claim in supports)
            denials = [c for c in group if c.claim.status == "denied" and _holds(c, since)]
            numbers = {rival.iri: rival for c in supports for rival in rivals.get(c.iri, ())}
            found.append(
                Statement(
                    subject=ends[key][0],
                    predicate=key[1],
                    object=ends[key][1],
                    supports=tuple(supports),
                    contests=(*denials, *(numbers[iri] for iri in sorted(numbers))),
                )
            )
    return found


def statement_iri(subject: str, predicate: str, said: Entity | float | str) -> str:
    """The IRI of what claims come to, whose ends are canonical."""
    return f"{BASE}current/{content_hash(subject, POL[predicate], _key(said))}"


def weighs_on(claim: Claim, identity: Mapping[str, Entity]) -> set[str]:
    """The statements and the quantity that a claim can have a say in, as IRIs.

    Args:
        claim: any.
        identity: canonical entities of those it names.
    """
    found = set()
    for subject, said in _directions(claim, identity):
        if claim.status in ("factual", "ended", "denied"):
            found.add(statement_iri(subject.id, claim.predicate, said))
        if is_count(claim):
            found.add(f"{BASE}quantity/{content_hash(subject.id, claim.predicate)}")
    return found


def weight_quads(claims: Iterable[StoredClaim], identity: Mapping[str, Entity]) -> list[Quad]:
    """What each claim has a say in, for the index."""
    triples = Triples(INDEX)
    for stored in claims:
        triples.iri(stored.iri, TERMS.weighs, *sorted(weighs_on(stored.claim, identity)))
    return list(triples)


def _directions(
    claim: Claim, identity: Mapping[str, Entity]
) -> Iterator[tuple[Entity, Entity | int | float | str]]:
    if claim.kind != "relation" or claim.subject is None or claim.object is None:
        return
    subject = identity.get(claim.subject.id, claim.subject)
    if not isinstance(claim.object, Entity):
        yield subject, claim.object
        return
    said = identity.get(claim.object.id, claim.object)
    if subject.id != said.id:  # two that were found to be one have no relation to themselves
        yield subject, said
        if RELATIONS[claim.predicate].symmetric:
            yield said, subject


def _key(said: Entity | float | str) -> str:
    return said.id if isinstance(said, Entity) else f"{type(said).__name__} {said}"


def _date(stored: StoredClaim) -> str:
    return stored.article.published or ""


def _holds(denial: StoredClaim, since: str) -> bool:
    return not _date(denial) or _date(denial) >= since


def _supports(group: Iterable[StoredClaim]) -> list[StoredClaim]:
    """The factual claims since the last article that says it has ended.

    What an article reports as somebody's words is that speaker's, and no support by itself.
    """
    weighed = [
        c for c in group if c.claim.status in ("factual", "ended") and c.claim.speaker is None
    ]
    ended = max((_date(c) for c in weighed if c.claim.status == "ended"), default="")
    return [c for c in weighed if c.claim.status == "factual" and _date(c) >= ended]


def current_quads(statements: Iterable[Statement]) -> list[Quad]:
    """The graph of what is current: direct triples, and a node on each that tells its weight."""
    triples = Triples(CURRENT)
    for statement in statements:
        said, predicate, iri = statement.object, POL[statement.predicate], statement.iri
        triples.value(statement.subject.id, predicate, said)
        triples.iri(iri, RDF.type, POL.CurrentStatement)
        triples.iri(iri, RDF.subject, statement.subject.id)
        triples.iri(iri, RDF.predicate, predicate)
        triples.value(iri, RDF.object, said)
        triples.value(iri, POL.sources, statement.sources)
        disputed = "true" if statement.contests else "false"
        triples.literal(iri, POL.disputed, Literal(disputed, datatype=NamedNode(XSD.boolean)))
        triples.iri(iri, PROV.wasDerivedFrom, *(claim.iri for claim in statement.supports))
        for weight, voices in (
            (POL.asserts, statement.supports),
            (POL.contests, statement.contests),
        ):
            for source in {stored.article.source for stored in voices} - {""}:
                triples.iri(source_iri(source), weight, iri)
        _period(triples, iri, statement.supports)
    return list(triples)


def stored_statement(store: Store, iri: str) -> list[Quad]:
    """What the graph of what is current holds of one statement."""
    node = list(store.match(iri, graph=CURRENT))
    for weight in (POL.asserts, POL.contests):
        node += store.match(None, weight, NamedNode(iri), CURRENT)
    ends = {quad.predicate.value: quad.object for quad in node}
    if RDF.subject in ends:
        subject, predicate, said = (ends[x] for x in (RDF.subject, RDF.predicate, RDF.object))
        node.append(Quad(subject, predicate, said, NamedNode(CURRENT)))  # type: ignore[arg-type]
    return node


def _period(triples: Triples, iri: str, supports: Sequence[StoredClaim]) -> None:
    """Since and until when, where the claims that give a date agree on it."""
    starts = {c.claim.valid_from for c in supports if c.claim.valid_from}
    ends = {c.claim.valid_until for c in supports if c.claim.valid_until}
    for predicate, dates in ((POL.since, starts), (POL.until, ends)):
        if len(dates) == 1:
            triples.literal(iri, predicate, date_literal(min(dates)))
