"""A language model that says what it is told: trees are chains, mentions those that are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.language.model import Prediction, Span

Phrase = tuple[str, str, float]  # words parted by spaces, label, score


class FakeModel:
    """Finds in sentence number n the phrases listed under n, at their first place."""

    name, sha256 = "fake", "0" * 64

    def __init__(self, phrases: Mapping[int, Sequence[Phrase]] | None = None) -> None:
        self.phrases = phrases or {}

    def predict(self, sentences: Sequence[Sequence[str]], *, threads: int = 1) -> list[Prediction]:
        """Return chains of words, and the phrases of each sentence's number."""
        return [self._sentence(words, self.phrases.get(n, ())) for n, words in enumerate(sentences)]

    @staticmethod
    def _pos(word: str) -> str:
        return "PROPN" if word[:1].isupper() else "NOUN" if word[:1].isalpha() else "X"

    def _sentence(self, words: Sequence[str], phrases: Sequence[Phrase]) -> Prediction:
        spans = []
        for phrase, label, score in phrases:
            sought = phrase.split()
            starts = range(len(words) - len(sought) + 1)
            at = next((i for i in starts if list(words[i : i + len(sought)]) == sought), None)
            if at is None:  # words joined for a second reading
                continue
            spans.append(Span(at, at + len(sought), label, score))
        return Prediction(
            pos=tuple(map(self._pos, words)),
            heads=tuple(i - 1 for i in range(len(words))),
            deprels=tuple("dep" if i else "root" for i in range(len(words))),
            spans=tuple(spans),
        )
