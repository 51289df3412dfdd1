"""A store in which everything that the ontology can say is said once."""

from __future__ import annotations

from generated import RUN

from kg.derive import derive, judge
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, Evidence, Source
from kg.quads import article_quads, article_version, record_run
from kg.store import Store, open_store
from kg.vocab import CLASSES, EVENTS, QUALIFIERS, RELATIONS, ROLES, is_a

ARTICLE = Article(id="all", text="All.", source="post", published="2024-02-10", title="All")
LITERALS = {"role": "chair", "kin": "brother", "outOf": 336, "about": "a text"}


def entity(cls: str, *, which: str = "One") -> Entity:
    """An entity of a class; of an abstract one, the first class below it."""
    concrete = sorted(c for c in CLASSES - {"Entity", "Agent", "Event"} if is_a(c, cls))
    name = f"{which} {concrete[0]}"
    return Entity(entity_iri(concrete[0], name), name, concrete[0])


def every_claim() -> list[Claim]:
    """Each relation with its qualifiers, each event with its roles."""
    shown = Evidence(0, 4, "All.")
    dates = {"time": "2024-02", "valid_from": "2024", "valid_until": "2024-02-10"}
    found = []
    for name, relation in RELATIONS.items():
        said: object = 7 if relation.datatype in ("integer", "decimal") else "left"
        if relation.objects:
            said = entity(relation.objects[0], which="Another")
        qualifiers = tuple(
            (word, entity(QUALIFIERS[word][0]) if QUALIFIERS[word] else LITERALS[word])
            for word in sorted(relation.qualifiers)
        )
        found.append(
            Claim(
                article="all", kind="relation", predicate=name, evidence=shown, object=said,
                subject=entity(relation.subjects[0]), qualifiers=qualifiers,
                speaker=entity("Person"), **dates,
            )
        )  # fmt: skip
    for name, roles in EVENTS.items():
        filled = tuple((role, (entity(ROLES[role][0]),)) for role in sorted(roles) if ROLES[role])
        found.append(
            Claim(
                article="all", kind="event", predicate=name, evidence=shown, roles=filled,
                speaker=entity("Person"), **dates,
            )
        )  # fmt: skip
    return found


def everything() -> Store:
    """The store, with what is derived from it, a run and a judgement."""
    store = open_store(None)
    record_run(store, RUN)
    source = Source(id="post", title="The Post")
    claims = [*every_claim(), *(c for c in map(_unspoken, every_claim()) if c.kind == "relation")]
    quads = article_quads(ARTICLE, [], claims, source=source, run=RUN)
    store.replace(article_iri("all", article_version(ARTICLE)), quads)
    one, other = entity("Person").id, entity("Person", which="Another").id
    judge(store, one, other, "different", author="desk", date="2024-03-01", reason="a test")
    derive(store)
    return store


def _unspoken(claim: Claim) -> Claim:
    """The same in the article's own words: what somebody says is not current by itself."""
    from dataclasses import replace

    return replace(claim, speaker=None)
