"""Decisions on who is who as people make them, with their consequences drawn at once."""

from __future__ import annotations

from kg.derive.identity import ENTITIES
from kg.derive.judgements import Decision, Judgement, judge, read_judgements
from kg.derive.update import update
from kg.errors import UsageError
from kg.quads import StoredNodes
from kg.store import Store
from kg.vocab import POL, RDF, RDFS

_BODIES = {"Party", "Alliance", "Organization", "Legislature"}


def decide(
    store: Store,
    one: str,
    other: str,
    decision: Decision,
    *,
    author: str,
    date: str,
    reason: str = "",
) -> Judgement:
    """Record a decision on two entities, and bring the derived graphs up to date.

    Args:
        store: opened for writing.
        one: IRI of an entity as stated, or of its canonical entity.
        other: IRI of another.
        decision: same, different, or unsure: what was decided last on the two, or on those that
            they now stand for, is taken back.
        author: who decides.
        date: ISO date, best with the time: the latest decision on a pair counts.
        reason: why, in a few words.

    Returns:
        The judgement that was stored.

    Raises:
        UsageError: they are one IRI, one of them is no entity, a person and a party cannot be the
            same, or nothing was decided on the two.
    """
    _check(store, one, other, decision)
    pair = _judged(store, one, other) if decision == "unsure" else (one, other)
    made = judge(store, *pair, decision, author=author, date=date, reason=reason)
    update(store)
    return made


def _check(store: Store, one: str, other: str, decision: Decision) -> None:
    (first, cls), (second, kind) = (_who(store, iri) for iri in (one, other))
    if decision == "same" and cls != kind and not {cls, kind} <= _BODIES:
        raise UsageError(
            f"they cannot be the same: {first} is of class {cls} and {second} is of class {kind}"
        )


def _who(store: Store, iri: str) -> tuple[str, str]:
    """The name and the class of who an entity is."""
    nodes = StoredNodes(store, ENTITIES)
    canonical = nodes.one(iri, POL.canonical) or iri
    cls = nodes.one(canonical, RDF.type)
    if cls is None:
        raise UsageError(f"the graph knows no entity {iri}", advice="kg entities lists them")
    return nodes.one(canonical, RDFS.label) or iri, POL.local(cls) or ""


def _judged(store: Store, one: str, other: str) -> tuple[str, str]:
    """The pair that was judged last of those that the two now stand for."""
    nodes = StoredNodes(store, ENTITIES)
    for made in reversed(read_judgements(store)):
        pair = {made.one, made.other}
        canonical = {nodes.one(iri, POL.canonical) or iri for iri in pair}
        if {one, other} in (pair, canonical) and made.decision != "unsure":
            return made.one, made.other
    raise UsageError("no decision on the two is known", advice="kg judgements lists them")
