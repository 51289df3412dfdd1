"""Figures are counted as they are named."""

from __future__ import annotations

from kg.language.model import Prediction
from kg.language.training.corpora import Syntax
from kg.language.training.evaluate import mention_figures, syntax_figures


def test_attachment_leaves_punctuation_out() -> None:
    """One of two words has its head; the wrong full stop does not count."""
    gold = Syntax(
        ("He", "won", "."), ("PRON", "VERB", "PUNCT"), (1, -1, 1), ("nsubj", "root", "punct")
    )
    found = Prediction(gold.pos, (1, 0, 0), ("nsubj:pass", "root", "punct"), ())
    figures = syntax_figures([gold], [found])
    assert (figures.uas, figures.las, figures.las_subtypes) == (50.0, 50.0, 0.0)
    assert figures.pos == 100.0


def test_mentions_count_exact_spans() -> None:
    """A span of the right class but with other edges is wrong twice: missed, and too much."""
    figures = mention_figures(
        [([(0, 2, "Party"), (3, 4, "Person")], [(0, 1, "Party"), (3, 4, "Person")])]
    )
    assert figures["all"].f1 == 50.0
    assert figures["Party"].f1 == 0.0
    assert figures["Person"].precision == 100.0
