"""A second reading of syntax, with every name as one word."""

from __future__ import annotations

from collections.abc import Sequence

from fake_model import FakeModel

from kg.language.document import parse
from kg.language.model import Prediction


class Remembering(FakeModel):
    """Keeps what it was asked to read."""

    def __init__(self, phrases: Sequence[tuple[str, str, float]]) -> None:
        super().__init__({0: phrases})
        self.read: list[list[str]] = []

    def predict(self, sentences: Sequence[Sequence[str]], *, threads: int = 1) -> list[Prediction]:
        """Remember, and predict as ever."""
        self.read += [list(words) for words in sentences]
        return super().predict(sentences, threads=threads)


TEXT = "The Pakistan Tehreek-e-Insaf (PTI) party met Gohar Ali Khan."
MODEL = Remembering(
    [
        ("Pakistan Tehreek - e - Insaf", "party", 0.9),
        ("PTI", "party", 0.9),
        ("Gohar Ali Khan", "politician", 0.9),
    ]
)
DOCUMENT = parse(TEXT, model=MODEL)


def test_what_is_read_again() -> None:
    """Names are their last written word, and a definition in brackets is left out."""
    assert MODEL.read[1] == ["The", "Tehreek-e-Insaf", "party", "met", "Khan", "."]


def test_every_token_stays() -> None:
    """The second reading changes syntax, never the text's tokens or its mentions."""
    [sentence] = DOCUMENT.sentences
    assert [token.text for token in sentence.tokens] == MODEL.read[0]
    assert [mention.text for mention in DOCUMENT.mentions] == [
        "Pakistan Tehreek-e-Insaf", "PTI", "Gohar Ali Khan",
    ]  # fmt: skip


def test_the_rest_of_a_name_hangs_on_it() -> None:
    """The words that were not read depend on the one that was."""
    [sentence] = DOCUMENT.sentences
    words = [token.text for token in sentence.tokens]
    tehreek = words.index("Tehreek")
    assert {sentence.tokens[words.index(word)].head for word in ("Pakistan", "Insaf")} == {tehreek}
    assert sentence.tokens[words.index("PTI")].head == tehreek
    assert sentence.tokens[words.index("PTI")].deprel == "appos"


def test_what_is_plain_is_read_once() -> None:
    """A sentence whose names hang together needs no second reading."""
    model = Remembering([("Khan", "politician", 0.9)])
    parse("Khan met the party.", model=model)
    assert len(model.read) == 1
