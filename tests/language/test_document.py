"""Text -> document."""

from __future__ import annotations

from fake_model import FakeModel
from hypothesis import given
from hypothesis import strategies as st

from kg.language.document import MOST_WORDS, parse, parse_all
from kg.language.tokenizer import BLANK

DIRT = st.text() | st.text(alphabet="aPTI .'’-()“”\u200b\u00ad\u00a0\n•\ud800\u0301")


@given(DIRT)
def test_any_text_is_parsed(text: str) -> None:
    """Words are slices of the text in order, and cover all of it that is not blank."""
    document = parse(text, model=FakeModel())
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    assert document.text == text
    assert all(text[token.start : token.end] == token.text for token in tokens)
    places = [place for token in tokens for place in range(token.start, token.end)]
    assert places == sorted(set(places))
    covered = set(places)
    assert all(i in covered or BLANK.match(char) for i, char in enumerate(text))


@given(DIRT)
def test_trees_stay_in_their_sentence(text: str) -> None:
    """Each sentence has words, one root, and heads that are its own words."""
    for sentence in parse(text, model=FakeModel()).sentences:
        heads = [token.head for token in sentence.tokens]
        assert heads.count(-1) == 1
        assert max(heads) < len(heads)
        assert (sentence.start, sentence.end) == (
            sentence.tokens[0].start,
            sentence.tokens[-1].end,
        )


@given(DIRT)
def test_same_text_same_document(text: str) -> None:
    """Parsing is deterministic."""
    assert parse(text, model=FakeModel()) == next(parse_all([text], model=FakeModel()))


def test_endless_sentences_are_cut_at_a_semicolon() -> None:
    """A sentence of more words than one may have is cut, after a semicolon where there is one."""
    text = "word " * (MOST_WORDS - 20) + "; " + "word " * 100
    lengths = [len(sentence.tokens) for sentence in parse(text, model=FakeModel()).sentences]
    assert lengths == [MOST_WORDS - 19, 100]


def test_mentions_by_sentence() -> None:
    """A mention's sentence and words are those of the document."""
    text = "Nothing yet.\n\nWhy the PTI won"
    document = parse(text, model=FakeModel({1: [("PTI", "party", 0.9)]}))
    (mention,) = document.mentions_by_sentence[1]
    (token,) = document.sentences[1].tokens[mention.first : mention.last]
    assert (token.start, token.end, token.text) == (mention.start, mention.end, "PTI")
