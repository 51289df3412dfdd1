"""Repairs of a parse that left what stands beside a verb out of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token
from kg.syntax.heads import above

_INNER = frozenset({"compound", "nmod:desc", "nmod:unmarked", "flat"})
_APART = frozenset({";", ":", '"', "“", "”", "–", "—", "-"})


def with_first_objects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "X" in "beat X by 215 votes" as the object, not as part of the votes.

    What stands before a preposition is no part of what the preposition governs.
    """
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "case" or token.pos != "ADP" or token.head <= index:
            continue
        noun = tokens[token.head]
        verb = noun.head
        if not 0 <= verb < index or tokens[verb].pos != "VERB":
            continue
        names = [
            other
            for other in range(verb + 1, index)
            if tokens[other].head == token.head
            and tokens[other].deprel in _INNER
            and tokens[other].pos == "PROPN"
        ]
        taken = any(t.head == verb and t.deprel == "obj" for t in tokens if t is not noun)
        if not names or taken or noun.deprel not in ("obj", "obl"):
            continue
        name = names[-1]
        for other in range(verb + 1, index):
            if tokens[other].head == token.head and other != name:
                repaired[other] = replace(repaired[other], head=name)
        repaired[name] = replace(tokens[name], head=verb, deprel="obj")
        repaired[token.head] = replace(noun, deprel="obl")
    return tuple(repaired)


def with_late_objects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with the second subject of a verb, behind it, as the object that it lacks."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        verb = token.head
        if token.deprel != "nsubj" or not 0 <= verb < index or tokens[verb].pos != "VERB":
            continue
        others = [(place, t) for place, t in enumerate(tokens) if t.head == verb and t is not token]
        before = any(place < verb and t.deprel == "nsubj" for place, t in others)
        between = tokens[verb + 1 : index]
        near = not any(t.pos in ("PUNCT", "ADP", "CCONJ", "PRON") for t in between)
        if (
            before
            and near
            and not any(t.deprel in ("obj", "ccomp", "xcomp", "cop") for _, t in others)
        ):
            repaired[index] = replace(token, deprel="obj")
    return tuple(repaired)


def with_left_subjects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "A, the leader, and B were elected" as a clause, not as two remarks."""
    for index, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "parataxis" or token.pos != "VERB" or not 0 <= noun < index:
            continue
        if tokens[noun].head >= 0 or tokens[noun].pos not in ("PROPN", "NOUN"):
            continue
        relations = {other.deprel for other in tokens if other.head == index}
        if any(name.startswith(("nsubj", "mark", "cop")) for name in relations):
            continue
        helper = next(
            (o for o in range(noun + 1, index) if tokens[o].head == index and _aux(tokens[o])), -1
        )
        if helper < 0 or not _joined(tokens, noun, helper):
            continue
        repaired = list(tokens)
        passive = "aux:pass" in relations
        repaired[index] = replace(token, head=-1, deprel="root")
        repaired[noun] = replace(
            tokens[noun], head=index, deprel="nsubj:pass" if passive else "nsubj"
        )
        return tuple(repaired)
    return tokens


def _aux(token: Token) -> bool:
    return token.deprel in ("aux", "aux:pass")


def _joined(tokens: Sequence[Token], noun: int, helper: int) -> bool:
    """Whether only the noun's own words stand between it and an auxiliary."""
    between = range(noun + 1, helper)
    return tokens[helper - 1].pos in ("PROPN", "NOUN") and all(
        noun in above(tokens, other) and tokens[other].text not in _APART for other in between
    )
