"""A second reading of syntax, with every name as one word.

A treebank has few long foreign names, and their pieces lead a parser astray: "the Pakistan
Tehreek-e-Insaf (PTI) party, led by Gohar Ali Khan" is easy once it reads "the Tehreek-e-Insaf
party, led by Khan". So where the first reading found names of several words, the sentence is parsed
again without what only lengthens them: a name is its last written word, an acronym defined in
brackets is left out. The other words of a name then hang on the one that was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.language.lemmas import lemma
from kg.language.protocol import SyntaxModel
from kg.model import Document, Mention, Token

_NAMES = frozenset({"Person", "Party", "Alliance", "Organization", "Legislature"})
_HYPHENS = frozenset("-‐‑–")


def rejoin(document: Document, model: SyntaxModel, *, threads: int = 1) -> Document:
    """Parse the sentences with names of several words again, each name as one word.

    Args:
        document: with mentions; they stay as they are.
        model: that parsed it.
    """
    readings = {
        number: reading
        for number, mentions in document.mentions_by_sentence.items()
        if (reading := _reading(document.text, document.sentences[number].tokens, mentions))
    }
    predictions = model.predict(
        [[form for _, form in reading.words] for reading in readings.values()], threads=threads
    )
    sentences = list(document.sentences)
    for (number, reading), prediction in zip(readings.items(), predictions, strict=True):
        tokens = list(sentences[number].tokens)
        places = [place for place, _ in reading.words]
        for place, pos, head, deprel in zip(
            places, prediction.pos, prediction.heads, prediction.deprels, strict=True
        ):
            above = places[head] if head >= 0 else -1
            tokens[place] = _read(tokens[place], pos, above, deprel)
        for place, (above, deprel) in reading.others.items():
            tokens[place] = replace(tokens[place], head=above, deprel=deprel)
        sentences[number] = replace(sentences[number], tokens=tuple(tokens))
    return Document(document.text, tuple(sentences), document.mentions)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence with its names shortened."""

    words: list[tuple[int, str]]  # that are read: place of the token, and form
    others: dict[int, tuple[int, str]]  # the rest: on which token each hangs, and how


def _reading(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> _Reading | None:
    """The shorter reading of a sentence; None where nothing would be shorter."""
    others: dict[int, tuple[int, str]] = {}
    forms: dict[int, str] = {}
    before: Mention | None = None
    for mention in mentions:
        if mention.cls not in _NAMES:
            continue
        first = _last_written(tokens, mention)
        forms[first] = text[tokens[first].start : mention.end]
        for place in range(mention.first, mention.last):
            if place != first:
                hyphen = tokens[place].text in _HYPHENS
                others[place] = (first, "punct" if hyphen else "flat")
        if before is not None and _defines(tokens, before, mention):
            others[first] = (_last_written(tokens, before), "appos")
            others[before.last] = others[mention.last] = (first, "punct")
        before = mention
    if not others or not any(_astray(tokens, mention) for mention in mentions):
        return None
    words = [
        (place, forms.get(place, token.text))
        for place, token in enumerate(tokens)
        if place not in others
    ]
    return _Reading(words, others)


def _astray(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the first reading made more than one thing of a name, or of a name of pieces."""
    inside = range(mention.first, mention.last)
    outer = sum(tokens[place].head not in inside for place in inside)
    bracketed = mention.first > 0 and tokens[mention.first - 1].text == "("
    return mention.cls in _NAMES and (
        outer > 1 or bracketed or any(tokens[place].text in _HYPHENS for place in inside)
    )


def _last_written(tokens: Sequence[Token], mention: Mention) -> int:
    """The first token of a name's last written word: of "Tehreek-e-Insaf" the "Tehreek"."""
    first = mention.last - 1
    while first > mention.first and tokens[first].start == tokens[first - 1].end:
        first -= 1
    return first


def _defines(tokens: Sequence[Token], name: Mention, short: Mention) -> bool:
    """Whether the second of two mentions stands in brackets right behind the first."""
    return (
        short.first == name.last + 1
        and tokens[name.last].text == "("
        and short.last < len(tokens)
        and tokens[short.last].text == ")"
    )


def _read(token: Token, pos: str, head: int, deprel: str) -> Token:
    """A token with what the second reading says of it."""
    known = token.lemma if pos == token.pos else lemma(token.text, pos)
    return replace(token, pos=pos, lemma=known, head=head, deprel=deprel)
