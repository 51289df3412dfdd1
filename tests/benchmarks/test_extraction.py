"""What extraction costs, beside the language stage that it stands on.

``KG_BENCHMARK=1 pytest tests/benchmarks/test_extraction.py -s``: the share of each stage in one run
over the sample articles, in this process's processor time.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict

import pytest

from kg.extract import extract
from kg.language import parse
from kg.language.model import Model
from kg.model import Article
from kg.read import read
from kg.resolve import resolve

pytestmark = pytest.mark.skipif("KG_BENCHMARK" not in os.environ, reason="KG_BENCHMARK is not set")


def test_time_beside_the_language_stage() -> None:
    """Resolution and extraction together, for each second of the language stage."""
    articles = [item for item in read() if isinstance(item, Article)]
    model = Model.load()
    spent: dict[str, float] = defaultdict(float)
    for article in [articles[0], *articles]:  # the first one also loads the lexicon
        began = time.process_time()
        document = parse(article.text, model=model)
        parsed = time.process_time()
        resolution = resolve(document, article="https://example.org/article")
        resolved = time.process_time()
        extract(article, document, resolution)
        ended = time.process_time()
        if article is articles[0]:
            spent.clear()
        spent["language"] += parsed - began
        spent["resolve"] += resolved - parsed
        spent["extract"] += ended - resolved
    for stage in ("resolve", "extract"):
        print(f"\n{stage}: {spent[stage] / spent['language']:.2f} of the language stage")
