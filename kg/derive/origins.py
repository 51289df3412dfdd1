"""Which articles print one text: a wire report in two papers is one source, not two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from kg.ids import BASE, content_hash, fold
from kg.model import ArticleInfo

SAME_TENTHS = 8  # Jaccard similarity from which two texts are one, in tenths: no rounding
SHINGLE = 5  # words
_BANDS, _ROWS = 12, 4
_SALTS = [
    int.from_bytes(blake2b(b"%d" % i, digest_size=8).digest(), "big") | 1
    for i in range(_BANDS * _ROWS)
]

# "ISLAMABAD, Feb. 12 (Agency) — " at the start
_DATELINE = re.compile(r"[A-Z][A-Z' -]+[^\n]{0,60}?\s*(?:[–—:]|--| - )\s*")


def body(title: str, text: str) -> str:
    """A text without the headline and dateline that each paper gives it, folded."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) > 1 and (fold(lines[0]) == fold(title) or lines[0][-1:] not in '.!?"”’'):
        lines = lines[1:]
    rest = "\n".join(lines).strip()
    dateline = _DATELINE.match(rest)
    return fold(rest[dateline.end() :] if dateline else rest)


def text_iri(words: str) -> str:
    """The IRI of a text as ``body`` gives it."""
    return f"{BASE}text/{content_hash(words, length=16)}"


@dataclass(frozen=True, slots=True)
class Body:
    """A text as it is compared.

    Attributes:
        runs: its runs of five words.
        sketch: hashes of which like texts share one, nearly always.
    """

    runs: frozenset[str]
    sketch: frozenset[str]

    @classmethod
    def of(cls, words: str) -> Body:
        """Of a text as ``body`` gives it."""
        parts = words.split()
        last = max(1, len(parts) - SHINGLE + 1)
        runs = frozenset(" ".join(parts[i : i + SHINGLE]) for i in range(last))
        return cls(runs, sketch(runs))

    def is_like(self, other: Body) -> bool:
        """Whether at least eight tenths of their runs are shared."""
        shared = len(self.runs & other.runs)
        return 10 * shared >= SAME_TENTHS * (len(self.runs) + len(other.runs) - shared)


def sketch(runs: Iterable[str]) -> frozenset[str]:
    """A dozen hashes by which like texts are found among many (MinHash in bands, Broder 1997).

    Of two texts that share eight tenths of their runs, 2 pairs in 1,000 have no hash in common; of
    two that share nine tenths, 3 in a million; of two that share one tenth, 1 in 1,000 has one.
    """
    import numpy as np  # noqa: PLC0415 - slow to load

    hashes = b"".join(blake2b(run.encode(), digest_size=8).digest() for run in runs)
    numbers = np.frombuffer(hashes, dtype="<u8")
    # multiplying by odd numbers, modulo 2 to the 64, puts the hashes in ever other orders
    least = (numbers[:, None] * np.array(_SALTS, dtype=np.uint64)).min(axis=0).tolist()
    return frozenset(
        content_hash(band, *least[band : band + _ROWS], length=16)
        for band in range(0, len(least), _ROWS)
    )


def alike(bodies: Mapping[str, Body]) -> dict[str, str]:
    """Which texts are one: for each the least of the names of those that are one with it.

    Two texts are one where they share a hash of their sketches and eight tenths of their runs;
    being one is passed on (a is b, b is c). The order of the texts leaves no trace.

    Args:
        bodies: texts by name.
    """
    leader = {key: key for key in bodies}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    found: dict[str, list[str]] = defaultdict(list)
    for key, one in bodies.items():
        for other in {other for part in one.sketch for other in found[part]}:
            if one.is_like(bodies[other]):
                first, second = sorted((find(key), find(other)))
                leader[second] = first
        for part in one.sketch:
            found[part].append(key)
    return {key: find(key) for key in bodies}


def independent_sources(articles: Iterable[ArticleInfo]) -> int:
    """How many sources say so independently: outlets, each with a text of its own.

    A paper counts once however often it says so, and a text once however many papers print it; an
    article without an outlet stands for itself. It is the size of the largest matching of outlets
    with texts.
    """
    texts: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        texts[article.source or f"article {article.id}"].add(article.origin or article.iri)
    owner: dict[str, str] = {}

    def place(outlet: str, tried: set[str]) -> bool:
        for text in sorted(texts[outlet] - tried):
            tried.add(text)
            if text not in owner or place(owner[text], tried):
                owner[text] = outlet
                return True
        return False

    return sum(place(outlet, set()) for outlet in sorted(texts))
