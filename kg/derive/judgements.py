"""Decisions of people on who is who: stored as they were made, never carried out on the claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from kg.errors import UsageError
from kg.ids import BASE, content_hash
from kg.quads import Nodes, Triples, date_literal
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
        store: opened for writing; ``derive`` draws the consequences.
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
    store.replace(JUDGEMENTS, [*store.quads(JUDGEMENTS), *triples])
    return made


def read_judgements(store: Store) -> list[Judgement]:
    """All decisions, oldest first; later ones on a pair overrule earlier ones."""
    nodes = Nodes(store.quads(JUDGEMENTS))
    found = []
    for iri in nodes.of_type(POL.Judgement):
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
    return sorted(found, key=lambda judgement: (judgement.date, judgement.iri))
