"""Who stands behind a description and its comma: "The leader of the Labour Party, Ann Lee, said".

A parser hangs the name on the noun nearest to it, which is no person, or another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token
from kg.syntax.heads import Span, above, head_of

_PERSONS = frozenset(
    """leader chairman chairwoman chairperson chair president chief head boss founder co-founder
    co-leader co-chairman supremo convener convenor secretary treasurer spokesman spokeswoman
    spokesperson member deputy minister governor mayor senator lawmaker legislator mp candidate
    nominee contender challenger hopeful frontrunner flagbearer rival critic opponent foe ally
    successor predecessor son daughter brother sister wife husband father mother nephew niece cousin
    uncle aunt widow widower grandson granddaughter lawyer adviser advisor aide commander director
    speaker organiser organizer coordinator representative ambassador envoy whip supporter mentor
    protégé associate partner judge justice commissioner politician official figure general captain
    premier chancellor ex-president ex-minister councillor administrator negotiator strategist
    manager veteran activist ruler monarch king queen""".split()
)
_ASTRAY = frozenset({"appos", "conj", "list", "flat", "nmod", "nmod:unmarked", "dep", "parataxis"})
_INNER = frozenset({"nmod", "nmod:poss", "appos", "conj", "compound", "flat", "nmod:desc"})


def with_bearers(
    tokens: tuple[Token, ...], persons: Sequence[Span], series: Sequence[Sequence[Span]]
) -> tuple[Token, ...]:
    """The tokens with a person between commas on the description that the person bears.

    Args:
        persons: the names that are persons'.
        series: names listed with commas, which describe nobody.
    """
    repaired = list(tokens)
    listed = {span for spans in series for span in spans}
    for first, last in persons:
        if first < 3 or tokens[first - 1].text != "," or (first, last) in listed:
            continue
        if last >= len(tokens) or not (
            tokens[last].text == "," or tokens[last].pos in ("VERB", "AUX")
        ):
            continue
        name = head_of(repaired, (first, last))
        noun = _described(repaired, name, first)
        if noun is None or any(
            other.head == noun and other.deprel == "appos" and index < first - 1
            for index, other in enumerate(repaired)
        ):
            continue
        repaired[name] = replace(repaired[name], head=noun, deprel="appos")
    return tuple(repaired)


def _described(tokens: Sequence[Token], name: int, first: int) -> int | None:
    """The noun of a person, one alone, whose phrase ends right before a name and its comma."""
    head = tokens[name].head
    if head < 0 or name in above(tokens, head):
        return None
    if tokens[name].deprel == "nsubj":
        # both are read as subjects of the verb
        nouns = [
            index
            for index in range(first - 2)
            if tokens[index].head == head and tokens[index].deprel == "nsubj"
        ]
        return next((noun for noun in nouns if _is_person(tokens[noun])), None)
    if tokens[name].deprel not in _ASTRAY or head >= first - 1:
        return None
    while not _is_person(tokens[head]):
        if tokens[head].deprel not in _INNER or tokens[head].head < 0:
            return None
        head = tokens[head].head
    whole = [index for index in range(head, first - 1) if not _below(tokens, index, head)]
    return None if whole or tokens[head].deprel in ("appos", "cop") else head


def _is_person(token: Token) -> bool:
    word = token.text.lower()
    return token.pos == "NOUN" and word in _PERSONS and word == token.lemma.lower()


def _below(tokens: Sequence[Token], index: int, head: int) -> bool:
    return index == head or head in above(tokens, index) or tokens[index].pos == "PUNCT"


def with_secretaries(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "secretary general" as one post, where the parser made two nouns of it."""
    repaired = list(tokens)
    for index in range(len(tokens) - 1):
        noun, rank = repaired[index], repaired[index + 1]
        if noun.text.lower() != "secretary" or rank.text.lower() != "general":
            continue
        if index + 1 in (noun.head, rank.head) or rank.head == index:
            continue
        for other, token in enumerate(repaired):
            if token.head == index + 1:
                repaired[other] = replace(token, head=index)
        repaired[index + 1] = replace(rank, head=index, deprel="amod")
    return tuple(repaired)
