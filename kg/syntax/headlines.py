"""Repairs of headlines, whose grammar is not that of sentences: "Lula backs Haddad".

The parser, taught on sentences, takes a headline's verb for a noun and its list for one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token

Span = tuple[int, int]  # first token, and after the last


def with_headline_verbs(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with a word in -s between two names as their verb, where there is no other."""
    if any(token.pos in ("VERB", "AUX") for token in tokens):
        return tokens
    for index, token in enumerate(tokens):
        before = next((span for span in names if span[1] == index), None)
        after = next((span for span in names if span[0] == index + 1), None)
        inflected = token.text.endswith("s") and token.text.lower() != token.lemma.lower()
        if token.pos != "NOUN" or not inflected or before is None or after is None:
            continue
        if before[0] != 0:
            continue
        repaired = list(tokens)
        subject, target = _head(tokens, before), _head(tokens, after)
        for other, one in enumerate(tokens):
            if one.head < 0:
                repaired[other] = replace(one, head=index, deprel="dep")
        repaired[index] = replace(token, pos="VERB", head=-1, deprel="root")
        repaired[subject] = replace(tokens[subject], head=index, deprel="nsubj")
        repaired[target] = replace(tokens[target], head=index, deprel="obj")
        return tuple(repaired)
    return tokens


def with_backing(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "back" as a verb where it has a subject and an object: "Two back X"."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.pos != "ADV" or token.text.lower() != "back":
            continue
        relations = {other.deprel for other in tokens if other.head == index}
        if {"nsubj", "obj"} <= relations:
            repaired[index] = replace(token, pos="VERB")
    return tuple(repaired)


def with_owned_nouns(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with "rival" in "X's rival Y" as a noun that describes Y."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        nominal = token.deprel.partition(":")[0] in ("nsubj", "obj", "obl", "nmod", "appos")
        owned = index > 0 and tokens[index - 1].text in ("'s", "’s", "'", "’")
        after = next((span for span in names if span[0] == index + 1), None)
        if token.pos != "ADJ" or not nominal or not owned or after is None:
            continue
        name = _head(tokens, after)
        if repaired[name].head == index:
            repaired[name] = replace(repaired[name], head=token.head, deprel=token.deprel)
        if name in _above(repaired, token.head):
            continue
        repaired[index] = replace(token, pos="NOUN", head=name, deprel="nmod:desc")
    return tuple(repaired)


def _head(tokens: Sequence[Token], span: Span) -> int:
    inside = range(*span)
    return next((index for index in inside if tokens[index].head not in inside), span[0])


def _above(tokens: Sequence[Token], index: int) -> set[int]:
    found: set[int] = set()
    while index >= 0:
        found.add(index)
        index = tokens[index].head
    return found
