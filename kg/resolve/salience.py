"""Who was spoken of where, and who of them is nearest: the memory of the reference resolver."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from kg.model import Entity, Link, Mention
from kg.syntax import Tree

# What a description or pronoun comes to: its mention, whom it means, and why.
Meant = tuple[Mention, tuple[Entity, ...], str]


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity where the text spoke of it."""

    entity: Entity
    sentence: int
    token: int
    subject: bool
    core: bool  # an argument of a verb, rather than a modifier of a noun
    head: int  # the token it depends on: two arguments of one verb are two entities
    weight: int = 0  # how much the place counts


def seen_as(tree: Tree, sentence: int, token: int, entity: Entity) -> Seen:
    """An entity as the text speaks of it at a token."""
    subject = tree.relation(token) in ("nsubj", "root") or tree.tokens[token].deprel == "obl:agent"
    core = tree.relation(token) in ("nsubj", "obj", "iobj", "obl", "root", "conj", "appos")
    return Seen(entity, sentence, token, subject, core, tree.head(token), _weight(tree, token))


# How much it counts to be spoken of in a place (after Lappin & Leass 1994).
_WEIGHTS = {"root": 300, "obj": 220, "iobj": 220, "obl": 170}
_OWN_SUBJECT, _MAIN_SUBJECT, _SUBJECT, _WITHIN = 350, 300, 250, 100


def _weight(tree: Tree, token: int) -> int:
    """Subjects count most, those of main clauses first; "Y's rival, X," is one place."""
    place = token
    while tree.relation(place) in ("appos", "conj", "flat") and tree.head(place) >= 0:
        if tree.tokens[tree.head(place)].pos not in ("NOUN", "PROPN"):
            break
        place = tree.head(place)
    if tree.relation(place) == "nsubj":
        clause = tree.head(place)
        while tree.relation(clause) in ("conj", "parataxis"):
            clause = tree.head(clause)
        return _MAIN_SUBJECT if tree.relation(clause) == "root" else _SUBJECT
    return _WEIGHTS.get(tree.relation(place), _WITHIN)


def seen_in(tree: Tree, sentence: int, links: Iterable[Link]) -> list[Seen]:
    """The linked names of a sentence as it speaks of them."""
    return [
        seen_as(tree, sentence, head_of(tree, link.mention), link.entity)
        for link in links
        if link.mention.last <= len(tree)
    ]


def head_of(tree: Tree, mention: Mention) -> int:
    """The token of a mention that its other tokens depend on."""
    inside = range(mention.first, mention.last)
    for token in inside:
        if tree.head(token) not in inside:
            return token
    return mention.last - 1


def nearest(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    classes: tuple[str, ...],
    *,
    reach: int,
    subjects: bool = False,
) -> Entity | None:
    """The most salient entity of some classes before a token.

    Args:
        subjects: of several in the deciding sentence only a subject will do.
    """
    for distance in range(reach + 1):
        candidates = [
            seen
            for seen in history
            if seen.entity.cls in classes
            and seen.sentence == sentence - distance
            and (distance > 0 or (seen.token < token and seen.head != tree.head(token)))
        ]
        if not candidates:
            continue
        entities = {seen.entity.id for seen in candidates}
        if len(entities) == 1:
            return candidates[-1].entity
        core = [seen for seen in candidates if seen.core]
        if core and len({seen.entity.id for seen in core}) == 1:
            return core[-1].entity
        first_subjects = [seen for seen in candidates if seen.subject]
        if first_subjects:
            # within a sentence the nearest subject, across sentences the first
            return (first_subjects[-1] if distance == 0 else first_subjects[0]).entity
        return None if subjects else candidates[-1].entity
    return None


_HALVED = 0.5  # what is left of a weight with each sentence further back


def most_salient(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    *,
    reach: int,
    excluded: Container[str] = (),
    margin: float = 1.0,
    classes: Container[str] = ("Person",),
) -> Entity | None:
    """Whom the last sentences speak of most, and in the strongest places.

    Args:
        reach: sentences back in which the text must have spoken of them.
        excluded: IRIs of those whom the token cannot mean.
        margin: how many times more it must have spoken of the first than of the second.
    """
    own = _own_subject(tree, token, {seen.token for seen in history if seen.sentence == sentence})
    best: dict[tuple[str, int], float] = {}
    last: dict[str, Seen] = {}
    for seen in history:
        distance = sentence - seen.sentence
        follows = distance == 0 and (seen.token >= token or seen.head == tree.head(token))
        if seen.entity.cls not in classes or seen.entity.id in excluded or follows:
            continue
        weight = float(_OWN_SUBJECT if distance == 0 and seen.token in own else seen.weight)
        if seen.entity.cls == "Person" and " " not in seen.entity.name:
            weight *= _HALVED  # nobody that the article introduces, if a person at all
        key = seen.entity.id, seen.sentence
        best[key] = max(best.get(key, 0.0), weight * _HALVED**distance)
        last[seen.entity.id] = seen
    scores: dict[str, float] = {}
    for (iri, _), counted in best.items():
        scores[iri] = scores.get(iri, 0.0) + counted
    near = [iri for iri in scores if sentence - last[iri].sentence <= reach]
    if not near:
        return None
    ranked = sorted(near, key=lambda iri: (-scores[iri], iri))
    if len(ranked) > 1 and scores[ranked[0]] < margin * scores[ranked[1]]:
        return None
    return last[ranked[0]].entity


def _own_subject(tree: Tree, token: int, named: Container[int]) -> Container[int]:
    """The subject of the nearest clause above a token that names its own."""
    for above in tree.ancestors(token):
        subjects = {tree.antecedent(child) for child in tree.children(above, "nsubj")}
        found = {subject for subject in subjects if subject in named}
        if found:
            return found
    return ()


def pair(
    sentence: int,
    token: int,
    history: Sequence[Seen],
    classes: tuple[str, ...] | None,
    *,
    reach: int,
) -> tuple[Entity, ...]:
    """The two entities of one kind that the nearest sentence with any speaks of before a token."""
    for distance in range(reach + 1):
        seen = [
            item
            for item in history
            if item.sentence == sentence - distance
            and (distance > 0 or item.token < token)
            and item.entity.cls in (classes or ("Party", "Person", "Alliance"))
        ]
        kinds = {item.entity.cls for item in seen}
        distinct = {item.entity.id: item.entity for item in seen}
        if len(distinct) == 2 and (classes or len(kinds) == 1):
            return tuple(distinct.values())
        if distinct and distance:
            return ()
    return ()


def only_person(sentence: int, history: Sequence[Seen]) -> Entity | None:
    """The one person that this sentence and the last speak of, if as a subject."""
    near = [s for s in history if s.entity.cls == "Person" and s.sentence >= sentence - 1]
    only = {seen.entity.id for seen in near}
    return near[-1].entity if len(only) == 1 and any(seen.subject for seen in near) else None


def one(
    tree: Tree, sentence: int, first: int, last: int, entity: Entity | None, reason: str
) -> Meant | None:
    """What a span comes to that means one entity, or nothing where none is known."""
    return many(tree, sentence, first, last, (entity,) if entity else (), reason)


def many(
    tree: Tree, sentence: int, first: int, last: int, entities: tuple[Entity, ...], reason: str
) -> Meant | None:
    """What a span comes to that means several entities at once, or nothing where none is known."""
    if not entities:
        return None
    start, end = tree.tokens[first].start, tree.tokens[last].end
    text = " ".join(token.text for token in tree.tokens[first : last + 1])
    mention = Mention(start, end, text, entities[0].cls, sentence, first, last + 1, label="")
    return mention, entities, reason
