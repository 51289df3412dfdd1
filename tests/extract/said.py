"""What extraction makes of a sentence, in words that a test can compare."""

from __future__ import annotations

from functools import cache

from kg.extract import extract
from kg.language import parse
from kg.model import Article, Claim, Entity
from kg.resolve import resolve


@cache
def claims(text: str, *, published: str = "2024-03-01") -> tuple[Claim, ...]:
    """The claims of a short text, with the shipped language model."""
    article = Article(id="text", text=text, published=published)
    document = parse(text)
    resolution = resolve(document, article="https://example.org/text")
    return tuple(extract(article, document, resolution))


def names(claim: Claim) -> frozenset[str]:
    """Everybody who takes part, by every name, and numbers and words as they are."""
    values: list[object] = [claim.subject, claim.object]
    values += [value for _, filled in claim.roles for value in filled]
    found: set[str] = set()
    for value in values:
        if isinstance(value, Entity):
            found |= {value.name, *value.aliases}
        elif value is not None:
            found.add(str(value))
    return frozenset(found)


def statuses(text: str, predicate: str, *who: str) -> set[str]:
    """The statuses of the claims with a predicate in which all of these take part."""
    return {
        claim.status
        for claim in claims(text)
        if claim.predicate == predicate and set(who) <= names(claim)
    }
