"""Hyphenated names, read a second time as one word.

The tokenizer cuts "PML-N" and "Tehreek-e-Insaf" at their hyphens, as UD English EWT does, and
mentions are learnt that way. But the treebank hardly has such names, and their pieces lead the
parser astray. Once a piece is known to be inside a name, its sentence is parsed again with the
name's pieces as one word; the pieces then hang on the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.language.lemmas import lemma
from kg.model import Document, Mention, Sentence, Token

if TYPE_CHECKING:
    from kg.language.document import SyntaxModel

_HYPHENS = frozenset("-‐‑–")

Group = tuple[int, int]  # tokens of one written word, first and after the last


def rejoin(document: Document, model: SyntaxModel, *, threads: int = 1) -> Document:
    """Parse the sentences with hyphenated names again, each such name as one word.

    Args:
        document: with mentions; they stay as they are.
        model: that parsed it.
    """
    groups = {
        number: found
        for number, mentions in document.mentions_by_sentence.items()
        if (found := _hyphenated(document.sentences[number].tokens, mentions))
    }
    if not groups:
        return document
    merged = [
        _merged(document.text, document.sentences[number].tokens, found)
        for number, found in groups.items()
    ]
    forms = [[document.text[start:end] for start, end, _ in words] for words in merged]
    predictions = model.predict(forms, threads=threads)
    sentences = list(document.sentences)
    for number, words, prediction in zip(groups, merged, predictions, strict=True):
        heads = [first for _, _, first in words]
        tokens = list(sentences[number].tokens)
        parsed: list[Token] = []
        for index, (head, deprel) in enumerate(
            zip(prediction.heads, prediction.deprels, strict=True)
        ):
            first = heads[index]
            last = heads[index + 1] if index + 1 < len(heads) else len(tokens)
            above = heads[head] if head >= 0 else -1
            alone = last - first == 1
            pos = prediction.pos[index] if alone else "PROPN"
            parsed.append(replace(tokens[first], head=above, deprel=deprel, pos=pos))
            parsed += [
                replace(token, head=first, deprel="punct" if token.text in _HYPHENS else "flat")
                for token in tokens[first + 1 : last]
            ]
        sentences[number] = Sentence(
            sentences[number].start, sentences[number].end, tuple(_lemmas(parsed, tokens))
        )
    return Document(document.text, tuple(sentences), document.mentions)


def _hyphenated(tokens: Sequence[Token], mentions: Iterable[Mention]) -> list[Group]:
    """The runs of tokens inside mentions that hyphens hold together."""
    groups = []
    for mention in mentions:
        first = mention.first
        for index in range(mention.first + 1, mention.last + 1):
            ends = index == mention.last or tokens[index].start > tokens[index - 1].end
            if ends:
                if any(token.text in _HYPHENS for token in tokens[first + 1 : index - 1]):
                    groups.append((first, index))
                first = index
    return groups


def _merged(
    text: str, tokens: Sequence[Token], groups: Iterable[Group]
) -> list[tuple[int, int, int]]:
    """The words of a sentence with each group as one: start, end, and first token."""
    last_of = dict(groups)
    words, index = [], 0
    while index < len(tokens):
        last = last_of.get(index, index + 1)
        words.append((tokens[index].start, tokens[last - 1].end, index))
        index = last
    return words


def _lemmas(parsed: Iterable[Token], before: Iterable[Token]) -> Iterable[Token]:
    """The tokens with lemmas that go with their new parts of speech."""
    for token, old in zip(parsed, before, strict=True):
        yield token if token.pos == old.pos else replace(token, lemma=lemma(token.text, token.pos))
