"""Article text -> parsed document: sentences, words with syntax, mentions.

The document is a small frozen type of this project (``kg.model.Document``), not a spaCy ``Doc``.
A ``Doc`` would bring matchers, but with a second tokenizer, whose words are not those that our
model learnt, its own pipeline and dependencies, and their time at every cold start; and it is
mutable and not made to be compared. What extraction needs, words with head and lemma and mentions
by sentence, are tuples here, with exact offsets. Another UD pipeline takes the place of ours
through ``kg.language.protocol.SyntaxModel``, or its words through ``kg annotate --pretokenized``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.language.lemmas import lemma
from kg.language.mentions import decide
from kg.language.partisans import partisans
from kg.language.posts import posts
from kg.language.protocol import SyntaxModel
from kg.language.rejoin import rejoin
from kg.language.sentences import split
from kg.language.tokenizer import tokenize
from kg.model import Document, Sentence, Token

if TYPE_CHECKING:
    from kg.language.model import Prediction

#: A sentence of more words is cut into several, so that the time for one is bounded.
MOST_WORDS = 200

Word = tuple[int, int]


def parse(text: str, *, model: SyntaxModel | None = None, threads: int = 1) -> Document:
    """Parse an article's text.

    Args:
        text: any text; headings, bullets and lines without a full stop are sentences too.
        model: the language model; by default the shipped one, loaded once.
        threads: sentences that are worked on at the same time; the result is the same.

    Returns:
        Sentences and mentions with offsets into `text`, which is kept as it is.

    Raises:
        DataError: the shipped model's file is missing or damaged.
    """
    model = model or shipped()
    document = assemble(text, words_of(text), model=model, threads=threads)
    return rejoin(document, model, threads=threads)


def parse_all(
    texts: Iterable[str], *, model: SyntaxModel | None = None, threads: int = 1
) -> Iterator[Document]:
    """Parse texts one after another, as :func:`parse` does, each when it is asked for."""
    for text in texts:
        yield parse(text, model=model, threads=threads)


def words_of(text: str) -> list[list[Word]]:
    """Return the words of each sentence of a text, as start and end; no sentence is empty."""
    sentences: list[list[Word]] = []
    for start, end in split(text):
        words = [(start + a, start + b) for a, b in tokenize(text[start:end])]
        sentences += [words[a:b] for a, b in _bounded([text[a:b] for a, b in words])]
    return [words for words in sentences if words]


def assemble(
    text: str,
    sentences: Sequence[Sequence[Word]],
    *,
    model: SyntaxModel | None = None,
    threads: int = 1,
) -> Document:
    """Parse a text whose sentences and words are given, as start and end in the text."""
    model = model or shipped()
    forms = [[text[start:end] for start, end in words] for words in sentences]
    predictions = model.predict(forms, threads=threads)
    parsed = tuple(map(_sentence, sentences, forms, predictions))
    spans = [prediction.spans for prediction in predictions]
    mentions = posts(text, parsed, decide(text, parsed, spans))
    return Document(text, parsed, partisans(text, parsed, mentions))


@lru_cache(maxsize=1)
def shipped() -> SyntaxModel:
    """Return the shipped model, loaded at the first call."""
    from kg.language.model import Model  # noqa: PLC0415  # onnxruntime loads when it is used

    return Model.load()


def _sentence(words: Sequence[Word], forms: Sequence[str], prediction: Prediction) -> Sentence:
    tokens = tuple(
        Token(start, end, form, _lemma(before, form, pos), pos, head, deprel)
        for (start, end), before, form, pos, head, deprel in zip(
            words,
            ("", *forms[:-1]),
            forms,
            prediction.pos,
            prediction.heads,
            prediction.deprels,
            strict=True,
        )
    )
    return Sentence(tokens[0].start, tokens[-1].end, tokens)


def _lemma(before: str, form: str, pos: str) -> str:
    """A word's lemma; in "to found a party" the infinitive tells it from what was found."""
    return "found" if (before, form) == ("to", "found") else lemma(form, pos)


def _bounded(forms: Sequence[str]) -> list[tuple[int, int]]:
    """Cut the words of one sentence after semicolons, else commas, where they are too many."""
    if len(forms) <= MOST_WORDS:
        return [(0, len(forms))]
    from kg.language.decode import windows  # noqa: PLC0415  # numpy loads when it is used

    return windows(forms, [1] * len(forms), most_words=MOST_WORDS, most_pieces=MOST_WORDS)
