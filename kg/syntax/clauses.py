"""Repairs of a parse that went astray in a clause: verbs get their subjects and objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token
from kg.syntax.heads import Span, above

_OBLIQUE = frozenset({"by", "with", "between", "from", "against"})
_COPULAR = frozenset({"become", "remain", "stay", "seem"})
# two of one such relation beside each other, joined by a conjunction, are a list
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod"})


def with_descriptions(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with "minister under X and a critic of Y" as two predicates.

    A name is seldom coordinated with an indefinite description of somebody.
    """
    repaired = list(tokens)
    named = {index for span in names for index in range(*span)}
    for index, token in enumerate(tokens):
        first = token.head
        if token.deprel != "conj" or token.pos != "NOUN" or first < 0 or first not in named:
            continue
        noun = tokens[first].head
        indefinite = any(
            other.head == index and other.text.lower() in ("a", "an") for other in tokens
        )
        if (
            indefinite
            and index not in named
            and 0 <= noun < first
            and tokens[noun].pos == "NOUN"
            and tokens[first].deprel in ("nmod", "obl")
        ):
            repaired[index] = replace(token, head=noun)
    return tuple(repaired)


def with_speakers(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a subject behind what is quoted as the subject of the verb that quotes it."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        said = token.head
        if token.deprel != "nsubj" or not 0 <= said < index or tokens[said].deprel != "ccomp":
            continue
        verb = tokens[said].head
        first = any(t.head == said and t.deprel.startswith("nsubj") for t in tokens[:said])
        taken = any(t.head == verb and t.deprel.startswith("nsubj") for t in tokens)
        if first and not taken and verb > said:
            repaired[index] = replace(token, head=verb)
    return tuple(repaired)


def with_one_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "the main opponent, X, won" as one subject explained, not as two."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel not in ("nsubj", "nsubj:pass") or token.head < index:
            continue
        before = [
            other
            for other in range(index)
            if tokens[other].head == token.head and tokens[other].deprel == token.deprel
        ]
        if not before or {tokens[before[-1]].pos, token.pos} != {"NOUN", "PROPN"}:
            continue
        start = min(i for i in range(before[-1] + 1, index + 1) if _within(tokens, i, index))
        # "the main opponent, X, won", and "his rival X won"
        beside = start - 1 == before[-1] and token.pos == "PROPN"
        if tokens[start - 1].text == "," or beside:
            repaired[index] = replace(token, head=before[-1], deprel="appos")
    return tuple(repaired)


def _within(tokens: Sequence[Token], index: int, top: int) -> bool:
    """Whether a token belongs to a phrase; commas at its edge do not."""
    return tokens[index].text != "," and (index == top or top in above(tokens, index))


def with_subjects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with the subjects of what is itself an object on the verb between the two."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "nsubj" or token.head <= index or tokens[token.head].deprel != "obj":
            continue
        verb = tokens[token.head].head
        if index < verb < token.head and not any(
            other.head == token.head and other.deprel == "cop" for other in tokens
        ):
            repaired[index] = replace(token, head=verb)
    return tuple(repaired)


def with_cases(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with prepositions before what they govern, and no subject with a preposition."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "case" or token.head < 0 or token.pos != "ADP":
            continue
        if token.head < index:
            # "party of … Khan" with "of" on the party: what follows belongs to it
            governed = [
                other
                for other in range(index + 1, len(tokens))
                if tokens[other].head == token.head
                and tokens[other].deprel in ("appos", "nmod", "flat", "compound", "conj")
            ]
            bare = governed and not any(
                other.head == governed[0] and other.deprel == "case" for other in tokens
            )
            if bare:
                repaired[index] = replace(token, head=governed[0])
                repaired[governed[0]] = replace(repaired[governed[0]], deprel="nmod")
        elif tokens[token.head].deprel in ("nsubj:pass", "nsubj", "obj") and (
            token.text.lower() in _OBLIQUE
        ):
            agent = token.text.lower() == "by"
            repaired[token.head] = replace(
                repaired[token.head], deprel="obl:agent" if agent else "obl"
            )
    return tuple(repaired)


def with_lists(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "A and B" as one list also where B hangs beside A, not on it."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "cc" or token.head < index:
            continue
        second = repaired[token.head]
        before = [
            other
            for other in range(index)
            if repaired[other].head == second.head and repaired[other].deprel == second.deprel
        ]
        if second.deprel.partition(":")[0] in _ARGUMENTS and before:
            repaired[token.head] = replace(second, head=before[-1], deprel="conj")
        elif second.deprel == "conj" and (first := _between(repaired, second.head, index)) >= 0:
            repaired[token.head] = replace(second, head=first)
    return tuple(repaired)


def _between(tokens: Sequence[Token], noun: int, stop: int) -> int:
    """The one thing that a noun has with "between" before a place: it wants a second."""
    for index, token in enumerate(tokens[:stop]):
        if token.text.lower() == "between" and token.head >= 0:
            first = token.head
            alone = all(other.head != first or other.deprel != "conj" for other in tokens)
            # the second may be taken for part of what explains the first
            near = tokens[first].head == noun or first in above(tokens, noun)
            if near and alone:
                return first if index < first < stop else -1
    return -1


def with_predicates(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without appositions and lists that reach over the verb of what they stand to."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel == "conj":
            # "X will be A, and Y will be B": Y is the subject of the second clause
            verb = tokens[token.head].head
            after = [
                other
                for other in range(index + 1, len(tokens))
                if tokens[other].head == verb and tokens[other].deprel in ("conj", "parataxis")
            ]
            subject = tokens[token.head].deprel.startswith("nsubj")
            if subject and token.head < verb < index and after:
                repaired[index] = replace(token, head=after[0], deprel="nsubj")
            continue
        crossed = _crossed(repaired, index)
        if crossed is not None:
            relation = _complement(repaired, index, crossed)
            repaired[index] = replace(token, head=crossed, deprel=relation)
    return tuple(repaired)


def _crossed(tokens: Sequence[Token], index: int) -> int | None:
    """The verb that a token belongs to which the parser hung on a noun before that verb.

    "Khan served as prime minister" makes no title of Khan's; an apposition stands beside its noun.
    """
    token = tokens[index]
    if token.deprel not in ("appos", "nmod:desc", "list", "flat", "nmod") or token.head > index:
        return None
    if token.deprel == "nmod" and tokens[token.head].pos != "PROPN":
        return None  # "a meeting took place on the budget": only names take nothing from afar
    governor = tokens[token.head].head
    near = governor if token.head < governor < index and tokens[governor].pos == "VERB" else -1
    for other in range(index - 1, token.head, -1):
        if tokens[other].pos == "PUNCT" and tokens[other].text in (",", ";", ":", "(", "–", "—"):
            break
        if tokens[other].pos == "VERB" and index not in above(tokens, other):
            near = max(near, other)
            break
    return near if near >= 0 and index not in above(tokens, near) else None


def _complement(tokens: Sequence[Token], index: int, verb: int) -> str:
    """What a noun behind a verb is to it."""
    relations = {other.deprel for other in tokens if other.head == index}
    passive = any(other.head == verb and other.deprel == "aux:pass" for other in tokens)
    if "case" in relations:
        return "obl"
    predicate = passive or "cop" in relations or tokens[verb].lemma in _COPULAR
    return "xcomp" if predicate else "obj"


def with_infinitives(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "to oust" in "a coalition to oust X" as a verb's clause, not as a phrase."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        mark = index - 1 - (index > 1 and tokens[index - 1].pos == "ADV")
        if token.pos != "VERB" or mark < 0 or tokens[mark].text.lower() != "to":
            continue
        if tokens[mark].deprel == "mark" and index in above(tokens, tokens[mark].head):
            repaired[mark] = replace(tokens[mark], head=index)  # "to become president"
        elif tokens[mark].deprel == "case" and tokens[mark].head == index:
            repaired[mark] = replace(tokens[mark], pos="PART", deprel="mark")
            if token.deprel in ("nmod", "obl", "obj") and token.head >= 0:
                verbal = tokens[token.head].pos in ("VERB", "AUX", "ADJ")
                repaired[index] = replace(token, deprel="advcl" if verbal else "acl")
    return tuple(repaired)


def with_obliques(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a name and its preposition on the verb, not inside a later noun's phrase.

    "defected to Labour days before the vote": what has a preposition is no part of what follows.
    """
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.pos != "PROPN" or token.deprel not in ("compound", "nmod:unmarked"):
            continue
        own = [
            other
            for other in range(max(0, index - 6), index)
            if tokens[other].head == index and tokens[other].deprel == "case"
        ]
        governor = tokens[token.head].head if token.head > index else -1
        if own and 0 <= governor < own[0]:
            verbal = tokens[governor].pos in ("VERB", "AUX", "ADJ")
            repaired[index] = replace(token, head=governor, deprel="obl" if verbal else "nmod")
    return tuple(repaired)


def with_objects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a verb's one object as its object: "charged X with", "lost Clacton to Y"."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        bare = token.deprel == "obl" and token.pos == "PROPN" and token.head < index
        if token.deprel != "iobj" and not (bare and _first_behind(tokens, index)):
            continue
        if not any(
            other.head == token.head and other.deprel in ("obj", "ccomp", "xcomp")
            for other in repaired
        ):
            repaired[index] = replace(token, deprel="obj")
    return tuple(repaired)


def _first_behind(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing but a name's own words stands between a verb and it."""
    between = range(tokens[index].head + 1, index)
    return tokens[tokens[index].head].pos == "VERB" and all(
        tokens[other].head == index and tokens[other].deprel in ("flat", "compound", "det")
        for other in between
    )
