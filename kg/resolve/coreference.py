"""Pronouns and descriptions of one article: who "he", "the party" and "both parties" are.

A small salience resolver in the tradition of Hobbs (1978) and Lappin & Leass (1994): the nearest
sentence first, subjects before others, never a second argument of the same verb. Precision before
recall: what stays ambiguous stays unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Document, Entity, Link
from kg.resolve.gender import PRONOUNS, sexes
from kg.resolve.roles import (
    PERSON_NOUNS,
    holders,
    in_office,
    in_role,
    parties_of_persons,
    persons_party,
)
from kg.resolve.salience import Meant, Seen, head_of, many, nearest, one, pair, seen_as, seen_in
from kg.syntax import Tree

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
_PAIR_NOUNS = {"party": ("Party", "Alliance"), "side": ("Party", "Alliance", "Organization")}
_LEADER_NOUNS = {"leader", "man", "politician", "president", "minister"}
_REACH = 2  # sentences back for a pronoun; a description reaches one further


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
    history: list[Seen] = []
    found: list[Link] = []
    parties = parties_of_persons(trees, named)
    posts = holders(trees, named)
    known = sexes(trees, links)
    for index, tree in enumerate(trees):
        here = seen_in(tree, index, named.get(index, []))
        taken = {
            token
            for link in named.get(index, [])
            for token in range(link.mention.first, link.mention.last)
        }
        for link in named.get(index, []):
            if link.entity.cls == "Office":
                person = in_office(tree, index, link, history + here, posts)
                if person is not None:
                    found.append(person)
                    here.append(seen_as(tree, index, head_of(tree, link.mention), person.entity))
        for token in range(len(tree)):
            if token in taken:
                continue
            resolved = _resolve(tree, index, token, history + here, taken, known)
            if resolved is None and tree.tokens[token].pos == "NOUN":
                resolved = in_role(tree, index, token, history + here, named.get(index, []))
            if resolved is None:
                spoken = [*named.get(index, []), *found]
                resolved = persons_party(tree, index, token, spoken, parties)
            if resolved is None:
                continue
            mention, entities, reason = resolved
            found.extend(Link(mention, entity, reason) for entity in entities)
            if len(entities) == 1:
                here.append(seen_as(tree, index, token, entities[0]))
        # a sentence's own mentions, in order, become history for the next
        history = [seen for seen in history if seen.sentence > index - _REACH - 2] + here
    return found


def _resolve(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    taken: set[int],
    known: Mapping[str, str],
) -> Meant | None:
    word, pos = tree.word(token), tree.tokens[token].pos
    if pos == "PRON" and word in PRONOUNS:
        sex = PRONOUNS[word]
        history = [seen for seen in history if known.get(seen.entity.id, sex) == sex]
        beside = _beside(tree, sentence, token, history)
        if beside is not None:
            return one(tree, sentence, token, token, beside, "pronoun")
        # "…, he said": who says it is not among those that the clause speaks of
        reports = tree.relation(tree.head(token)) == "parataxis" if tree.head(token) >= 0 else False
        before = [seen for seen in history if seen.sentence < sentence] if reports else history
        entity = nearest(tree, sentence, token, before, ("Person",), reach=_REACH)
        return one(tree, sentence, token, token, entity, "pronoun")
    if pos == "PRON" and word in _BODY:
        entity = nearest(
            tree, sentence, token, history, ("Party", "Alliance"), reach=1, subjects=True
        )
        return one(tree, sentence, token, token, entity, "pronoun")
    if pos == "PRON" and word in _PLURAL:
        both = pair(sentence, token, history, None, reach=1)
        if both:
            return many(tree, sentence, token, token, both, "plural pronoun")
        entity = nearest(
            tree, sentence, token, history, ("Party", "Alliance"), reach=1, subjects=True
        )
        return one(tree, sentence, token, token, entity, "pronoun")
    if pos == "NOUN":
        return _describe(tree, sentence, token, history, taken)
    return None


def _beside(tree: Tree, sentence: int, token: int, history: Sequence[Seen]) -> Entity | None:
    """Zardari for "his" in "Zardari and his son": the first of a list owns in the second."""
    noun = tree.head(token)
    if tree.tokens[token].deprel != "nmod:poss" or tree.relation(noun) not in ("conj", "appos"):
        return None
    return next(
        (
            seen.entity
            for seen in history
            if seen.sentence == sentence
            and seen.token == tree.head(noun)
            and seen.entity.cls == "Person"
        ),
        None,
    )


def _describe(
    tree: Tree, sentence: int, token: int, history: Sequence[Seen], taken: set[int]
) -> Meant | None:
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
        both = pair(sentence, token, history, classes, reach=_REACH) if classes else ()
        return many(tree, sentence, first, token, both, "both")
    if not determiners & {"the", "this"}:
        return None
    if lemma in _DESCRIPTIONS and not determiners & {"other", "new", "same", "ruling", "main"}:
        entity = nearest(
            tree, sentence, token, history, _DESCRIPTIONS[lemma], reach=_REACH + 1, subjects=True
        )
        return one(tree, sentence, first, token, entity, f"the {lemma}")
    if lemma in PERSON_NOUNS:
        entity = nearest(tree, sentence, token, history, ("Person",), reach=_REACH, subjects=True)
        return one(tree, sentence, first, token, entity, f"the {lemma}")
    return None
