"""Decisions of people on who is who: stored as they were made, never carried out on the claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from pyoxigraph import NamedNode

from kg.derive.index import note_entities
from kg.errors import UsageError
from kg.ids import BASE, content_hash
from kg.quads import Nodes, StoredNodes, Triples, date_literal
from kg.store import Store
from kg.vocab import POL, PROV, RDF, SCHEMA, graph_iri

JUDGEMENTS = graph_iri("judgements")

Decision = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision: "N. decided on 3 March that the two Sharifs are different: brothers"."""

    one: str  # IRIs of the two entities, in order
    other: str
    decision: Decision
    author: str
    date: str  # ISO date
    reason: str = ""

    @property
    def iri(self) -> str:
        """The judgement's IRI."""
        said = content_hash(
            self.one, self.other, self.decision, self.author, self.date, self.reason
        )
        return f"{BASE}judgement/{said}"


def judge(
    store: Store,
    one: str,
    other: str,
    decision: Decision,
    *,
    author: str,
    date: str,
    reason: str = "",
) -> Judgement:
    """Store a decision on two entities; the latest on a pair counts, "unsure" takes it back.

    Args:
        store: opened for writing; ``update`` draws the consequences.
        one: IRI of an entity as stated, or of its canonical entity.
        other: IRI of another.
        decision: same, different or unsure.
        author: who decides.
        date: ISO date.
        reason: why, in a few words.

    Raises:
        UsageError: the two are one and the same IRI.
    """
    if one == other:
        raise UsageError(f"{one} cannot be judged against itself")
    one, other = sorted((one, other))
    made = Judgement(
        one=one, other=other, decision=decision, author=author, date=date, reason=reason
    )
    triples = Triples(JUDGEMENTS)
    triples.iri(made.iri, RDF.type, POL.Judgement)
    triples.iri(made.iri, POL.judges, one, other)
    triples.iri(made.iri, POL.decision, POL[decision])
    triples.text(made.iri, SCHEMA.author, author)
    triples.literal(made.iri, PROV.generatedAtTime, date_literal(date))
    triples.text(made.iri, POL.reason, reason)
    store.change(added={*triples, *note_entities(one, other)})
    return made


def read_judgements(store: Store) -> list[Judgement]:
    """All decisions, oldest first; later ones on a pair overrule earlier ones."""
    nodes = Nodes(store.quads(JUDGEMENTS))
    return _in_order(nodes, nodes.of_type(POL.Judgement))


def judgements_on(store: Store, entity: str) -> list[Judgement]:
    """The decisions on one entity, oldest first."""
    found = store.match(None, POL.judges, NamedNode(entity), JUDGEMENTS)
    iris = {cast(NamedNode, quad.subject).value for quad in found}
    return _in_order(StoredNodes(store, JUDGEMENTS), iris)


def _in_order(nodes: Nodes, iris: Iterable[str]) -> list[Judgement]:
    found = []
    for iri in iris:
        one, other = nodes.values(iri, POL.judges)
        found.append(
            Judgement(
                one=one,
                other=other,
                decision=cast(Decision, POL.local(nodes.one(iri, POL.decision) or "")),
                author=nodes.one(iri, SCHEMA.author) or "",
                date=nodes.one(iri, PROV.generatedAtTime) or "",
                reason=nodes.one(iri, POL.reason) or "",
            )
        )
    return sorted(found, key=by_age)


def by_age(judgement: Judgement) -> tuple[str, str]:
    """What puts judgements in order, oldest first."""
    return judgement.date, judgement.iri
