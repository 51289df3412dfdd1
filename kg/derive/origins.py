"""Which articles print one text: a wire report in two papers is one source, not two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.ids import content_hash, fold
from kg.model import ArticleInfo

SAME_TENTHS = 8  # Jaccard similarity from which two texts are one, in tenths: no rounding
SHINGLE = 5  # words

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


def origins(texts: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The origin of each article: equal for articles that print nearly one text.

    Two texts are one where at least eight tenths of their runs of five words are shared; being one
    is passed on (a is b, b is c). The result does not depend on the order of the articles.

    Args:
        texts: title and text by article.

    Returns:
        A hash by article.
    """
    bodies = {key: body(title, text) for key, (title, text) in texts.items()}
    shingles = {words: _shingles(words) for words in set(bodies.values())}
    leader = {words: words for words in shingles}

    def find(words: str) -> str:
        while leader[words] != words:
            leader[words] = leader[leader[words]]
            words = leader[words]
        return words

    # Texts as alike as that share one of their alphabetically first runs (prefix filtering,
    # Chaudhuri et al. 2006), so few pairs need comparing.
    first: dict[str, list[str]] = defaultdict(list)
    for words, runs in shingles.items():
        candidates = set()
        for run in sorted(runs)[: (10 - SAME_TENTHS) * len(runs) // 10 + 1]:
            candidates.update(first[run])
            first[run].append(words)
        for other in candidates:
            shared = len(runs & shingles[other])
            if 10 * shared >= SAME_TENTHS * (len(runs) + len(shingles[other]) - shared):
                one, two = sorted((find(words), find(other)))
                leader[two] = one  # the alphabetically first leads: no trace of the order
    return {key: content_hash(find(words), length=16) for key, words in bodies.items()}


def _shingles(words: str) -> frozenset[str]:
    parts = words.split()
    return frozenset(
        " ".join(parts[i : i + SHINGLE]) for i in range(max(1, len(parts) - SHINGLE + 1))
    )


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
