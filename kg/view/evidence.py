"""What a network keeps of a claim: its words, who printed them and when, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from kg.derive import independent_sources
from kg.model import StoredClaim

Row = dict[str, Any]


def evidence(stored: StoredClaim) -> Row:
    """One claim's evidence as a small dict of strings and numbers.

    ``marks`` are the spans of the quote that name who takes part, start inclusive, end exclusive;
    ``outlet`` and ``text`` are what `kg.derive.independent_sources` counts by.
    """
    claim, article = stored.claim, stored.article
    quote = claim.evidence.quote
    names = [name for entity in claim.entities for name in (entity.name, *entity.aliases)]
    return {
        "claim": stored.iri,
        "quote": quote,
        "marks": marks(quote, names),
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "speaker": claim.speaker.name if claim.speaker else None,
        "status": claim.status,
        "source": article.source_title or article.source,
        "outlet": article.source or f"article {article.id}",
        "text": article.origin or article.iri,
        "article": article.title,
        "article_id": article.id,
        "article_iri": article.iri,
        "published": article.published,
        "url": article.url,
        "time": claim.time,
        "valid_from": claim.valid_from,
        "valid_until": claim.valid_until,
    }


def marks(quote: str, names: Iterable[str]) -> list[list[int]]:
    """Where any of the names stands in the quote as whole words, without overlap, in order."""
    wanted = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    if not wanted:
        return []
    pattern = "|".join(re.escape(name) for name in wanted)
    return [list(match.span()) for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", quote)]


def summary(claims: Sequence[StoredClaim]) -> Row:
    """Claims that say the same: how many independent sources, first and last date, the words."""
    dates = sorted(stored.article.published for stored in claims if stored.article.published)
    rows = [(evidence(stored), stored) for stored in claims]
    rows.sort(
        key=lambda row: (
            row[0]["published"] or "9999",
            row[1].article.iri,
            row[0]["start"],
            row[1].iri,
        )
    )
    return {
        "sources": independent_sources(stored.article for stored in claims),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "evidence": [row for row, _ in rows],
    }


def said_by(stored: StoredClaim, date: str) -> bool:
    """Whether the claim was printed by then and is not about a time before or after it.

    Dates of unequal precision are compared as far as both go; an unknown date never excludes.
    """
    claim, article = stored.claim, stored.article
    if article.published and _after(article.published, date):
        return False
    if claim.valid_until and _after(date, claim.valid_until):
        return False
    return not (claim.valid_from and _after(claim.valid_from, date) and claim.status != "planned")


def printed_between(stored: StoredClaim, since: str | None, until: str | None) -> bool:
    """Whether the claim was printed from the first date to the last, both days in it.

    A date that is None sets no bound. An article without a date lies in no bounds: nobody could
    say of it when it was printed.
    """
    published = stored.article.published
    if not published:
        return since is None and until is None
    return not ((since and _after(since, published)) or (until and _after(published, until)))


def _after(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return one[:length] > other[:length]
