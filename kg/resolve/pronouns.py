"""Bodies that "it", "its", "they" and "the party" mean.

Who owns in a clause is its own subject first: in "Labour lost its seat" Labour, in "the country
needs its army" nobody who is named. Otherwise the nearest sentence decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.model import Entity, Link
from kg.resolve.plurals import counted, together
from kg.resolve.roles import PERSON_NOUNS
from kg.resolve.salience import Meant, Seen, head_of, many, most_salient, nearest, one, pair
from kg.syntax import Tree

_BODY = {"it", "its", "itself"}
_PLURAL = {"they", "their", "them", "theirs", "themselves"}
_PARTIES = ("Party", "Alliance")
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
_OTHERS = frozenset(
    "other new same ruling main largest biggest strongest second third smallest only own rival "
    "opposing winning losing former opposition governing".split()
)
# Who is somebody in a body, so that the body may be any: "its president".
_POSTS = frozenset(
    """president leader chairman chairwoman chairperson chair head chief secretary secretary-general
    spokesman spokeswoman spokesperson director founder commander treasurer convener candidate
    nominee""".split()
)
_ONE_OF_MANY = frozenset("current new present next acting interim former first founding".split())
# What has no seat and no leader of its own: "the ruling cost it its majority".
_EVENTS = frozenset(
    """decision ruling verdict vote move result election defeat victory win loss resignation deal
    split crisis scandal announcement poll polls law bill motion step death departure row""".split()
)
_OF_PARTIES = PERSON_NOUNS | {"chair", "official", "boss", "head", "whip", "treasurer"}
_JUDGED = frozenset(
    """describe call find rule doubt deny say make think consider regard dismiss hail brand term
    know mean mind believe label""".split()
)
_SIDES = {
    "ruling": "ruling", "governing": "ruling", "incumbent": "ruling", "opposition": "opposition",
}  # fmt: skip
_PLAINLY = 1.5  # by how much a body must be more salient than the next one
_REACH = 2  # sentences back for a pronoun; a description reaches one further


def sides(
    trees: Sequence[Tree], named: Mapping[int, Sequence[Link]]
) -> dict[str, dict[str, Entity]]:
    """The parties that the article calls ruling, or opposition: "the ruling PF"."""
    found: dict[str, dict[str, Entity]] = {}
    for index, links in named.items():
        tree = trees[index]
        for link in links:
            if link.entity.cls != "Party":
                continue
            head = head_of(tree, link.mention)
            near = {link.mention.first - 1, *range(link.mention.first, link.mention.last)}
            near |= set(tree.children(head, "amod", "compound"))
            for noun in (*tree.children(head, "appos"), tree.head(head)):
                if noun >= 0 and tree.lemma(noun) == "party":
                    near |= set(tree.children(noun, "amod", "compound"))
            for word in near:
                side = _SIDES.get(tree.word(word)) if 0 <= word <= head else None
                if side:
                    found.setdefault(side, {})[link.entity.id] = link.entity
    return found


def body_meant(
    trees: Sequence[Tree],
    sentence: int,
    token: int,
    history: Sequence[Seen],
    taken: Mapping[int, Link],
    called: Mapping[str, Mapping[str, Entity]],
    parties: Mapping[str, Mapping[str, Entity]],
) -> Meant | None:
    """Which body, or which several, a pronoun or a description means.

    Args:
        taken: names by their tokens, in this sentence.
        called: the parties that the article calls ruling or opposition.
        parties: of persons, by their IRIs.
    """
    tree = trees[sentence]
    word, pos = tree.word(token), tree.tokens[token].pos
    if pos == "PRON" and word in _BODY | _PLURAL:
        return _pronoun(trees, sentence, token, history, taken, parties)
    if pos in ("NOUN", "NUM"):
        several = counted(tree, sentence, token, history, taken)
        if several is not None:
            return several
    if pos == "NOUN":
        return _described(tree, sentence, token, history, taken, called)
    return None


def _pronoun(
    trees: Sequence[Tree],
    sentence: int,
    token: int,
    history: Sequence[Seen],
    taken: Mapping[int, Link],
    parties: Mapping[str, Mapping[str, Entity]],
) -> Meant | None:
    tree, word = trees[sentence], trees[sentence].word(token)
    noun = tree.head(token)
    classes: tuple[str, ...] = _PARTIES
    if tree.tokens[token].deprel == "nmod:poss" and noun >= 0:
        if tree.lemma(noun) in _POSTS:
            classes = (*_PARTIES, "Organization")
            history = _without_those_of_others(tree, noun, history, taken, parties)
        owner = _owner(tree, token, plural=word == "their")
        if owner is not None and owner not in taken:
            if not any(seen.token == owner and seen.sentence == sentence for seen in history):
                return None
        elif owner is not None and word != "their" and taken[owner].entity.cls != "Person":
            entity = taken[owner].entity if taken[owner].entity.cls in classes else None
            return one(tree, sentence, token, token, entity, "pronoun")
    elif word == "it" and tree.relation(token) == "obj" and tree.lemma(noun) in _JUDGED:
        return None  # what was said before
    if word in _PLURAL:
        group = together(trees, sentence, token, history, reach=1)
        group = group or pair(sentence, token, history, None, reach=1)
        if group:
            return many(tree, sentence, token, token, group, "plural pronoun")
    entity = nearest(tree, sentence, token, history, classes, reach=1, subjects=True)
    if entity is None and classes is not _PARTIES:
        entity = most_salient(
            tree,
            sentence,
            token,
            history,
            reach=_REACH + 1,
            margin=_PLAINLY,
            classes=_PARTIES,
        )
    return one(tree, sentence, token, token, entity, "pronoun")


def _without_those_of_others(
    tree: Tree,
    noun: int,
    history: Sequence[Seen],
    taken: Mapping[int, Link],
    parties: Mapping[str, Mapping[str, Entity]],
) -> Sequence[Seen]:
    """What is left where "its leader, X" names somebody: no party that is another person's."""
    named = [child for child in tree.children(noun, "appos", "flat") if child in taken]
    heads = {taken[child].entity.id for child in named if taken[child].entity.cls == "Person"}
    if any(tree.word(child) in _ONE_OF_MANY for child in tree.children(noun, "amod")):
        return history
    if len(heads) != 1 or tree.lemma(noun) not in ("leader", "president", "chairman", "head"):
        return history
    theirs = {iri for person in heads for iri in parties.get(person, {})}
    others = {iri for some in parties.values() for iri in some} - theirs
    return [seen for seen in history if seen.entity.id not in others]


def _owner(tree: Tree, token: int, *, plural: bool) -> int | None:
    """What a possessive's own clause says owns: its subject, unless that is an event or a person.

    None where the possessive stands in the subject itself, or nothing of its kind is there.
    """
    for clause in tree.ancestors(token):
        for child in tree.children(clause, "nsubj"):
            if token in tree.subtree(child):
                return None
            subject = tree.antecedent(child)
            if tree.tokens[subject].pos == "PROPN":
                return subject
            many_named = tree.word(subject) != tree.lemma(subject)
            if (
                tree.tokens[subject].pos == "NOUN"
                and many_named == plural
                and tree.lemma(subject) not in _EVENTS
                and (plural or tree.lemma(subject) not in PERSON_NOUNS)
            ):
                return subject
            if tree.tokens[subject].pos == "PRON":
                return None
    return None


def _of_title(tree: Tree, token: int) -> bool:
    """Whether a word says of what somebody is: "party" in "party chairman X", "as party leader"."""
    title = tree.head(token)
    if title != token + 1 or tree.relation(token) not in ("compound", "nmod"):
        return False
    named = tree.name_starting(title + 1) is not None or tree.relation(title) == "appos"
    alone = tree.case(title) == "as" or tree.relation(title) in ("xcomp", "root")
    one_alone = alone and tree.word(title) == tree.lemma(title) and not tree.children(title, "det")
    return tree.lemma(title) in _OF_PARTIES and (named or one_alone)


def _described(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    taken: Collection[int],
    called: Mapping[str, Mapping[str, Entity]],
) -> Meant | None:
    before = tree.children(token, "det", "nummod", "amod")
    words = {tree.word(child) for child in before}
    lemma = tree.lemma(token)
    if lemma not in _DESCRIPTIONS or tree.word(token) != lemma:
        return None
    first = min([token, *before])
    beside = tree.children(token, "compound")
    said = {_SIDES.get(tree.word(child), "") for child in (*before, *beside)} - {""}
    if lemma == "party" and len(said) == 1 and not words & {"a", "an", "another", "no"}:
        meant = called.get(said.pop(), {})
        further = any(child in taken for child in tree.children(token)) or tree.children(
            token, "nmod", "acl", "appos", "flat"
        )
        if len(meant) == 1 and not further:
            entity = next(iter(meant.values()))
            return one(tree, sentence, token, token, entity, "the ruling party")
        return None
    if any(child in taken for child in tree.children(token)) or tree.children(
        token, "nmod", "acl", "appos", "flat", "compound"
    ):
        return None  # described further: a name stands with it, or it is another one
    if lemma == "party" and _of_title(tree, token):
        found = nearest(tree, sentence, token, history, ("Party",), reach=_REACH, subjects=True)
        return one(tree, sentence, token, token, found, "the party")
    if not words & {"the", "this"} or words & _OTHERS:
        return None
    found = nearest(
        tree, sentence, token, history, _DESCRIPTIONS[lemma], reach=_REACH + 1, subjects=True
    )
    return one(tree, sentence, first, token, found, f"the {lemma}")
