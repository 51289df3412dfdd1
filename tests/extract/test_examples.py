"""Every frame fires on its own example, with the shipped language model."""

from __future__ import annotations

import pytest

from kg.extract import Frame, default_lexicon, explain
from kg.language import parse
from kg.model import Article
from kg.resolve import resolve

LEXICON = default_lexicon()


@pytest.mark.parametrize("frame", LEXICON.frames, ids=lambda frame: frame.id)
def test_example(frame: Frame) -> None:
    """The frame makes one of its claims of the sentence that shows what it is for."""
    document = parse(frame.example)
    article = Article(id="example", text=frame.example, published="2024-03-01")
    resolution = resolve(document, article="https://example.org/article")
    fired = {
        (name, claim.predicate)
        for name, claim in explain(article, document, resolution, lexicon=LEXICON)
    }
    assert {(frame.id, pattern.predicate) for pattern in frame.patterns} & fired
