"""Pronouns and descriptions of one article: who "he", "the party" and "both parties" are.

A small salience resolver in the tradition of Hobbs (1978) and Lappin & Leass (1994): the nearest
sentence first, subjects before others, never a second argument of the same verb. Precision before
recall: what stays ambiguous stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ids import local_entity_iri
from kg.model import Document, Entity, Link, Mention
from kg.tree import Tree

_PERSON = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
_BODY = {"it", "its", "itself"}
_PLURAL = {"they", "their", "them", "theirs", "themselves"}

# Nouns that, with an article or demonstrative, stand for the body last spoken of.
_DESCRIPTIONS = {
    "party": ("Party",),
    "alliance": ("Alliance",),
    "coalition": ("Alliance",),
    "bloc": ("Alliance",),
    "grouping": ("Alliance",),
    "commission": ("Organization",),
    "court": ("Organization",),
}
_PERSON_NOUNS = frozenset(
    """politician leader president premier chairman chairwoman chairperson minister chancellor
    governor senator lawmaker lawyer secretary spokesman spokeswoman spokesperson founder chief
    mayor opponent incumbent economist general""".split()
)
_ROLES = frozenset("supremo convener boss head member stalwart veteran patriarch".split())
_PAIR_NOUNS = {"party": ("Party", "Alliance"), "side": ("Party", "Alliance", "Organization")}
_LEADER_NOUNS = {"leader", "man", "politician", "president", "minister"}
_BLOCS = frozenset({"coalition", "alliance", "bloc"})
_BLOC_KINDS = frozenset("ruling governing opposition unity ruling-party federal incumbent".split())
_REACH = 2  # sentences back for a pronoun; a description reaches one further


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entity where the text spoke of it."""

    entity: Entity
    sentence: int
    token: int
    subject: bool
    core: bool  # an argument of a verb, rather than a modifier of a noun
    head: int  # the token it depends on: two arguments of one verb are two entities


def corefer(document: Document, links: Sequence[Link], trees: Sequence[Tree]) -> list[Link]:
    """Links for pronouns and descriptions, given the links of the names.

    Args:
        trees: one a sentence.

    Returns:
        Links in the order of the text; a plural has one link for each entity it stands for.
    """
    named: dict[int, list[Link]] = {}
    for link in links:
        named.setdefault(link.mention.sentence, []).append(link)
    history: list[_Seen] = []
    found: list[Link] = []
    parties = _parties_of_persons(trees, named)
    holders = _holders(trees, named)
    for index, tree in enumerate(trees):
        here = _seen_in(tree, index, named.get(index, []))
        taken = {
            token
            for link in named.get(index, [])
            for token in range(link.mention.first, link.mention.last)
        }
        for link in named.get(index, []):
            if link.entity.cls == "Office":
                person = _in_office(tree, index, link, history + here, holders)
                if person is not None:
                    found.append(person)
                    here.append(_seen(tree, index, head_of(tree, link.mention), person.entity))
        for token in range(len(tree)):
            if token in taken:
                continue
            resolved = _resolve(tree, index, token, history + here, taken)
            if resolved is None and tree.tokens[token].pos == "NOUN":
                resolved = _in_role(tree, index, token, history + here, named.get(index, []))
            if resolved is None:
                spoken = [*named.get(index, []), *found]
                resolved = _persons_party(tree, index, token, spoken, parties)
            if resolved is None:
                continue
            mention, entities, reason = resolved
            found.extend(Link(mention, entity, reason) for entity in entities)
            if len(entities) == 1:
                here.append(_seen(tree, index, token, entities[0]))
        # a sentence's own mentions, in order, become history for the next
        history = [seen for seen in history if seen.sentence > index - _REACH - 2] + here
    return found


def _seen(tree: Tree, sentence: int, token: int, entity: Entity) -> _Seen:
    return _Seen(
        entity,
        sentence,
        token,
        tree.relation(token) in ("nsubj", "root") or tree.tokens[token].deprel == "obl:agent",
        tree.relation(token) in ("nsubj", "obj", "iobj", "obl", "root", "conj", "appos"),
        tree.head(token),
    )


def _seen_in(tree: Tree, sentence: int, links: Iterable[Link]) -> list[_Seen]:
    return [
        _seen(tree, sentence, head_of(tree, link.mention), link.entity)
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


def described(
    document: Document, trees: Sequence[Tree], links: Sequence[Link], *, article: str
) -> list[Link]:
    """Links for alliances that the text describes without naming: "the ruling coalition"."""
    taken = {
        (link.mention.sentence, token)
        for link in links
        for token in range(link.mention.first, link.mention.last)
    }
    found = []
    for number, tree in enumerate(trees):
        for token in range(len(tree)):
            if tree.lemma(token) not in _BLOCS or (number, token) in taken:
                continue
            first = [c for c in tree.children(token, "amod", "compound") if c == token - 1]
            if not first or tree.lemma(first[0]) not in _BLOC_KINDS:
                continue
            if (number, first[0]) in taken or tree.word(token) != tree.lemma(token):
                continue
            start, end = tree.tokens[first[0]].start, tree.tokens[token].end
            name = " ".join(document.text[start:end].split())
            mention = Mention(start, end, name, "Alliance", number, first[0], token + 1)
            entity = Entity(local_entity_iri(article, "Alliance", name), name.lower(), "Alliance")
            found.append(Link(mention, entity, "description"))
    return found


def _resolve(
    tree: Tree, sentence: int, token: int, history: Sequence[_Seen], taken: set[int]
) -> tuple[Mention, tuple[Entity, ...], str] | None:
    word, pos = tree.word(token), tree.tokens[token].pos
    if pos == "PRON" and word in _PERSON:
        # "…, he said": who says it is not among those that the clause speaks of
        reports = tree.relation(tree.head(token)) == "parataxis" if tree.head(token) >= 0 else False
        before = [seen for seen in history if seen.sentence < sentence] if reports else history
        entity = _nearest(tree, sentence, token, before, ("Person",), reach=_REACH)
        return _one(tree, sentence, token, token, entity, "pronoun")
    if pos == "PRON" and word in _BODY:
        entity = _nearest(
            tree, sentence, token, history, ("Party", "Alliance"), reach=1, subjects=True
        )
        return _one(tree, sentence, token, token, entity, "pronoun")
    if pos == "PRON" and word in _PLURAL:
        pair = _pair(tree, sentence, history, None, reach=1)
        if pair:
            return _many(tree, sentence, token, token, pair, "plural pronoun")
        entity = _nearest(
            tree, sentence, token, history, ("Party", "Alliance"), reach=1, subjects=True
        )
        return _one(tree, sentence, token, token, entity, "pronoun")
    if pos == "NOUN":
        return _describe(tree, sentence, token, history, taken)
    return None


def _describe(
    tree: Tree, sentence: int, token: int, history: Sequence[_Seen], taken: set[int]
) -> tuple[Mention, tuple[Entity, ...], str] | None:
    determiners = {tree.word(child) for child in tree.children(token, "det", "nummod", "amod")}
    lemma, plural = tree.lemma(token), tree.word(token) != tree.lemma(token)
    first = min([token, *tree.children(token, "det", "amod", "nummod")])
    if any(child in taken for child in tree.children(token)) or tree.children(
        token, "nmod", "acl", "appos", "flat", "compound"
    ):
        return None  # described further: a name stands with it, or it is another one
    if plural:
        if not determiners & {"both", "two"}:
            return None
        classes: tuple[str, ...] | None = _PAIR_NOUNS.get(lemma)
        if lemma in _LEADER_NOUNS:
            classes = ("Person",)
        pair = _pair(tree, sentence, history, classes, reach=_REACH) if classes else ()
        return _many(tree, sentence, first, token, pair, "both")
    if not determiners & {"the", "this"}:
        return None
    if lemma in _DESCRIPTIONS and not determiners & {"other", "new", "same", "ruling", "main"}:
        entity = _nearest(
            tree, sentence, token, history, _DESCRIPTIONS[lemma], reach=_REACH + 1, subjects=True
        )
        return _one(tree, sentence, first, token, entity, f"the {lemma}")
    if lemma in _PERSON_NOUNS:
        entity = _nearest(tree, sentence, token, history, ("Person",), reach=_REACH, subjects=True)
        return _one(tree, sentence, first, token, entity, f"the {lemma}")
    return None


def _parties_of_persons(
    trees: Sequence[Tree], named: Mapping[int, Sequence[Link]]
) -> dict[str, dict[str, Entity]]:
    """The parties that the article itself gives to persons: "Imran Khan's PTI", "led by X"."""
    found: dict[str, dict[str, Entity]] = {}
    for index, links in named.items():
        tree = trees[index]
        for party in links:
            if party.entity.cls not in ("Party", "Alliance"):
                continue
            head = head_of(tree, party.mention)
            owners = [*tree.children(head, "nmod:poss"), *_led_by(tree, head)]
            for participle in tree.children(head, "acl"):
                if tree.lemma(participle) in ("lead", "head", "found"):
                    owners += tree.children(participle, "obl")
            for person in links:
                inside = range(person.mention.first, person.mention.last)
                if person.entity.cls == "Person" and any(owner in inside for owner in owners):
                    found.setdefault(person.entity.id, {})[party.entity.id] = party.entity
    return found


def _bearer(tree: Tree, mention: Mention, persons: Iterable[Link]) -> Link | None:
    """The person whose title or apposition a post is: "President X", "X, the president"."""
    for person in persons:
        follows = person.mention.first in (mention.last, mention.last + 1)
        gap = range(person.mention.last, mention.first)
        precedes = 0 < len(gap) <= 3 and tree.word(gap[0]) == ","
        if follows or precedes:
            return person
    return None


def _holders(
    trees: Sequence[Tree], named: Mapping[int, Sequence[Link]]
) -> dict[str, dict[str, Entity]]:
    """Who is said to hold each post, by the post's IRI and the person's."""
    found: dict[str, dict[str, Entity]] = {}
    for index, links in named.items():
        persons = [link for link in links if link.entity.cls == "Person"]
        for link in links:
            if link.entity.cls == "Office":
                bearer = _bearer(trees[index], link.mention, persons)
                if bearer is not None:
                    found.setdefault(link.entity.id, {})[bearer.entity.id] = bearer.entity
    return found


def _in_office(
    tree: Tree,
    sentence: int,
    office: Link,
    history: Sequence[_Seen],
    holders: Mapping[str, Mapping[str, Entity]],
) -> Link | None:
    """Whom "the prime minister" means: the article's only holder, else the last subject."""
    mention = office.mention
    head = head_of(tree, mention)
    words = {tree.word(child) for child in tree.children(head, "det")}
    acts = tree.relation(head) in ("nsubj", "obj", "iobj") or (
        tree.tokens[head].deprel in ("obl:agent", "nmod:poss")
    )
    named = [link for link in history if link.sentence == sentence and link.token < head]
    alone = not tree.children(head, "appos", "flat", "cop") and not any(
        seen.entity.cls == "Person" and head - seen.token < 4 for seen in named
    )
    if "the" not in words or not acts or not alone:
        return None
    known = holders.get(office.entity.id, {})
    person = next(iter(known.values())) if len(known) == 1 else None
    if person is None and not known and tree.relation(head) == "nsubj":
        person = _only_person(sentence, history)
    if person is None:
        return None
    return Link(replace(mention, cls="Person"), person, f"the {mention.text.lower()}")


def _in_role(
    tree: Tree, sentence: int, token: int, history: Sequence[_Seen], links: Sequence[Link]
) -> tuple[Mention, tuple[Entity, ...], str] | None:
    """Whom "the PTI chairman" means, where only one person can be meant."""
    modifiers = {*tree.modifiers(token), *tree.children(token, "nmod:poss")}
    party = any(
        link.entity.cls in ("Party", "Alliance")
        and modifiers & {*range(link.mention.first, link.mention.last)}
        for link in links
    )
    bare = not tree.children(token, "appos", "flat", "cop", "nmod:desc")
    follows = tree.name_starting(token + 1) is not None
    if not party or not bare or follows or tree.relation(token) not in ("nsubj", "obj"):
        return None
    if tree.lemma(token) not in _PERSON_NOUNS | _ROLES:
        return None
    only = _only_person(sentence, history)
    return _one(tree, sentence, token, token, only, f"the {tree.lemma(token)} of a party")


def _only_person(sentence: int, history: Sequence[_Seen]) -> Entity | None:
    """The one person that this sentence and the last speak of, if as a subject."""
    near = [s for s in history if s.entity.cls == "Person" and s.sentence >= sentence - 1]
    only = {seen.entity.id for seen in near}
    return near[-1].entity if len(only) == 1 and any(seen.subject for seen in near) else None


def _led_by(tree: Tree, party: int) -> list[int]:
    """Whom a party's leader is: "X, chairman of the PPP", "PPP chairman X"."""
    noun = tree.head(party)
    if noun < 0 or tree.lemma(noun) not in _PERSON_NOUNS | _ROLES:
        return []
    found = list(tree.children(noun, "appos", "flat", "nsubj"))
    if tree.relation(noun) in ("appos", "nmod", "compound") and tree.head(noun) >= 0:
        found.append(tree.head(noun))
    return found


def _persons_party(
    tree: Tree,
    sentence: int,
    token: int,
    links: Sequence[Link],
    parties: Mapping[str, Mapping[str, Entity]],
) -> tuple[Mention, tuple[Entity, ...], str] | None:
    """The party of a person: "the party of Imran Khan", "her party"."""
    if tree.tokens[token].pos != "NOUN" or tree.lemma(token) != "party":
        return None
    owners = tree.children(token, "nmod")
    inside = {inner for owner in owners for inner in (owner, *tree.name_parts(owner))}
    for link in links:
        mention = link.mention
        if mention.sentence != sentence or not inside & {*range(mention.first, mention.last)}:
            continue
        meant = parties.get(link.entity.id, {})
        if len(meant) == 1:
            return _one(
                tree, sentence, token, token, next(iter(meant.values())), "party of a person"
            )
    return None


def _one(
    tree: Tree, sentence: int, first: int, last: int, entity: Entity | None, reason: str
) -> tuple[Mention, tuple[Entity, ...], str] | None:
    return _many(tree, sentence, first, last, (entity,) if entity else (), reason)


def _many(
    tree: Tree, sentence: int, first: int, last: int, entities: tuple[Entity, ...], reason: str
) -> tuple[Mention, tuple[Entity, ...], str] | None:
    if not entities:
        return None
    start, end = tree.tokens[first].start, tree.tokens[last].end
    text = " ".join(token.text for token in tree.tokens[first : last + 1])
    mention = Mention(start, end, text, entities[0].cls, sentence, first, last + 1, label="")
    return mention, entities, reason


def _nearest(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[_Seen],
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


def _pair(
    tree: Tree,
    sentence: int,
    history: Sequence[_Seen],
    classes: tuple[str, ...] | None,
    *,
    reach: int,
) -> tuple[Entity, ...]:
    """The two entities of one kind that the nearest sentence with any speaks of."""
    for distance in range(reach + 1):
        seen = [
            item
            for item in history
            if item.sentence == sentence - distance
            and item.entity.cls in (classes or ("Party", "Person", "Alliance"))
        ]
        kinds = {item.entity.cls for item in seen}
        distinct = {item.entity.id: item.entity for item in seen}
        if len(distinct) == 2 and (classes or len(kinds) == 1):
            return tuple(distinct.values())
        if distinct and distance:
            return ()
    return ()
