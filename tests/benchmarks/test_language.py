"""Speed, size and quality of the language stage as it ships.

``KG_CORPORA=FOLDER pytest tests/benchmarks/test_language.py -s``; without the variable only what
needs no corpora runs, and only where ``KG_BENCHMARK`` is set. Words a second are counted on one
core's time, so that other work on the machine matters little.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.language.document import parse, words_of
from kg.language.model import SHIPPED, Model

CORPORA = os.environ.get("KG_CORPORA")
pytestmark = pytest.mark.skipif(
    CORPORA is None and "KG_BENCHMARK" not in os.environ,
    reason="neither KG_CORPORA nor KG_BENCHMARK is set",
)
ARTICLES = sorted((Path(__file__).parents[2] / "sources").glob("*/*.txt"))


@pytest.fixture(scope="module", name="texts")
def _texts() -> list[str]:
    return [path.read_text("utf-8") for path in ARTICLES]


@pytest.fixture(scope="module", name="sentences")
def _sentences(texts: list[str]) -> list[list[str]]:
    return [[text[a:b] for a, b in words] for text in texts for words in words_of(text)]


def _words_a_second(words: int, work: Callable[[], object]) -> float:
    """Return the best of three, on this process's processor time, in turns of a second."""
    best = 0.0
    for _ in range(3):
        began, rounds = time.process_time(), 0
        while time.process_time() - began < 1:
            work()
            rounds += 1
        best = max(best, rounds * words / (time.process_time() - began))
    return best


def test_speed_of_the_model_alone(sentences: list[list[str]]) -> None:
    """The network and its decoding, without reading text."""
    model = Model.load()
    speed = _words_a_second(sum(map(len, sentences)), lambda: model.predict(sentences))
    print(f"\nmodel alone: {speed:,.0f} words a second")


def test_speed_of_the_whole_stage(texts: list[str], sentences: list[list[str]]) -> None:
    """The sample articles: a third of their sentences have names that are read a second time."""
    words = sum(map(len, sentences))
    speed = _words_a_second(words, lambda: [parse(text) for text in texts])
    print(f"\nwhole language stage, sample articles: {speed:,.0f} words a second")


@pytest.mark.skipif(CORPORA is None, reason="KG_CORPORA names no folder of corpora")
def test_speed_of_the_whole_stage_on_news() -> None:
    """Text to document on PUD, its sentences as texts of 20."""
    conllu = (Path(CORPORA or "") / "ud-pud/test.conllu").read_text("utf-8")
    mark = "# text = "
    lines = [line[len(mark) :] for line in conllu.split("\n") if line.startswith(mark)]
    texts = ["\n\n".join(lines[i : i + 20]) for i in range(0, 400, 20)]
    words = sum(len(sentence) for text in texts for sentence in words_of(text))
    speed = _words_a_second(words, lambda: [parse(text) for text in texts])
    print(f"\nwhole language stage, news and Wikipedia: {speed:,.0f} words a second")


def test_floor_by_spacy(texts: list[str]) -> None:
    """For comparison: spaCy's blank English tokenizer and sentencizer, which know no syntax."""
    spacy = pytest.importorskip("spacy")
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    words = sum(len(blank(text)) for text in texts)
    speed = _words_a_second(words, lambda: [blank(text) for text in texts])
    ours = _words_a_second(words, lambda: [parse(text) for text in texts])
    print(f"\nspaCy blank English and sentencizer: {speed:,.0f} words a second", end="")
    print(f", {speed / ours:.0f} times as many as the whole stage")


def test_cold_start_and_memory() -> None:
    """What a new process needs for its first sentence, and at most."""
    code = """
import resource, time
began = time.perf_counter()
from kg.language.document import parse
parse("The Pakistan Peoples Party will back Shehbaz Sharif for prime minister.")
first = time.perf_counter() - began
parse("Talks between the parties went on for a long time, officials said. " * 500)
print(first, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    first, memory = min(tuple(map(float, run.stdout.split())) for run in runs)
    print(f"\nfirst sentence after {first:.2f} s; {memory:.0f} MB at most")


def test_size() -> None:
    """The model file has at most 30 MB."""
    print(f"\nmodel file: {SHIPPED.stat().st_size / 1e6:.1f} MB")
    assert SHIPPED.stat().st_size <= 30e6


@pytest.mark.skipif(CORPORA is None, reason="KG_CORPORA names no folder of corpora")
def test_quality() -> None:
    """Prints every figure of the model card; syntax reaches what it is shipped with."""
    from kg.language.training.corpora import read_conllu
    from kg.language.training.evaluate import report, syntax_figures

    model = Model.load()
    corpora = Path(CORPORA or "")
    own = SHIPPED.parents[1] / "training" / "sentences"
    print("\n" + "\n".join(report(model, corpora, own)))
    for name, las in (("ud-ewt/dev", 88.0), ("ud-pud/test", 88.5)):
        gold = list(read_conllu(corpora / f"{name}.conllu"))
        assert syntax_figures(gold, model.predict([s.words for s in gold])).las >= las
