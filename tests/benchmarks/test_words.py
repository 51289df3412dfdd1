"""Words, sentences and lemmas against UD English EWT's development part.

Run with the folder of corpora: ``KG_CORPORA=... pytest tests/benchmarks/test_words.py -s``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.language.lemmas import lemma
from kg.language.sentences import split
from kg.language.tokenizer import tokenize

CORPORA = os.environ.get("KG_CORPORA")
pytestmark = pytest.mark.skipif(CORPORA is None, reason="KG_CORPORA names no folder of corpora")
Places = set[tuple[int, int]]


def blocks(name: str = "ud-ewt/dev.conllu") -> Iterator[list[str]]:
    """Give the lines of each sentence."""
    text = (Path(CORPORA or "") / name).read_text(encoding="utf-8")
    yield from (block.split("\n") for block in text.strip().split("\n\n"))


def said(block: Iterable[str]) -> str:
    """Return a sentence's text."""
    return next(line[9:] for line in block if line.startswith("# text = "))


def rows(block: Iterable[str]) -> Iterator[list[str]]:
    """Give the columns of each word."""
    for line in block:
        columns = line.split("\t")
        if columns[0].isdecimal():
            yield columns


def score(name: str, pairs: Iterable[tuple[Places, Places]]) -> float:
    """Print and return the F1 of (gold, ours), in percent."""
    gold = ours = both = 0
    for one, other in pairs:
        gold, ours, both = gold + len(one), ours + len(other), both + len(one & other)
    f1 = 200 * both / (gold + ours)
    print(f"{name}: P {100 * both / ours:.2f} R {100 * both / gold:.2f} F1 {f1:.2f}")
    return f1


def test_words() -> None:
    """Words of EWT dev are found with an F1 of at least 98.5."""
    pairs: list[tuple[Places, Places]] = []
    started, count = time.perf_counter(), 0
    for block in blocks():
        text, end, gold = said(block), 0, set()
        for columns in rows(block):
            start = text.index(columns[1], end)
            end = start + len(columns[1])
            gold.add((start, end))
        pairs.append((gold, set(tokenize(text))))
        count += len(gold)
    print(f"\n{count / (time.perf_counter() - started):,.0f} words a second, reading included")
    assert score("words, EWT dev", pairs) >= 98.5


@pytest.mark.parametrize(
    ("corpus", "floor"), [("ud-ewt/dev.conllu", 90), ("ud-pud/test.conllu", 99)]
)
def test_sentences(corpus: str, floor: float) -> None:
    """Ends of sentences in whole documents; EWT's mails and reviews often have no full stop."""
    documents: list[tuple[str, Places]] = []
    for block in blocks(corpus):
        if not documents or block[0].startswith("# newdoc"):
            documents.append(("", set()))
        text, gold = documents[-1]
        new = any(line.startswith("# newpar") for line in block)
        text += ("\n\n" if new else " ") if text else ""
        text += said(block)
        documents[-1] = (text, gold | {(len(text), 0)})
    pairs = [(gold, {(end, 0) for _, end in split(text)}) for text, gold in documents]
    assert score(f"sentences, {corpus}", pairs) >= floor


def test_lemmas() -> None:
    """Lemmas with given parts of speech, case counted."""
    words = [columns for block in blocks() for columns in rows(block)]
    right = sum(lemma(word[1], word[3]) == word[2] for word in words)
    print(f"\nlemmas, EWT dev: {100 * right / len(words):.2f}")
    assert right / len(words) >= 0.975
