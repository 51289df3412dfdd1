"""Reading: paths in, articles and errors out, in one order on every machine.

>>> [article.id for article in read(["sources"])][:1]  # doctest: +SKIP
['harbour-ledger/2024-02-12-lahore-talks']
"""

from __future__ import annotations

from kg.read.clean import clean
from kg.read.jsonl import JsonLinesReader
from kg.read.paths import READERS, read
from kg.read.reader import MAX_BYTES, Reader, open_input
from kg.read.sources import bundled_sources, load_source, load_sources
from kg.read.text import TextReader, split_header

__all__ = [
    "MAX_BYTES",
    "READERS",
    "JsonLinesReader",
    "Reader",
    "TextReader",
    "bundled_sources",
    "clean",
    "load_source",
    "load_sources",
    "open_input",
    "read",
    "split_header",
]
