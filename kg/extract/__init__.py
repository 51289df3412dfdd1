"""Parsed document to claims: frames fire on words, slots give their arguments, syntax the status.

The result is what a careful reader would write down, each claim with the sentence that states it.
A claim said more than once is kept once, in its surest sentence; another status or another number
is another claim.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from kg.extract.frames import Frame, Lexicon, default_lexicon
from kg.extract.sentence import SentenceExtractor
from kg.extract.speech import Quotations
from kg.model import Article, Claim, Document, Entity, check_quote
from kg.resolve import Resolution
from kg.vocab import RELATIONS

__all__ = ["EXTRACTOR", "Frame", "Lexicon", "default_lexicon", "explain", "extract"]

EXTRACTOR = "frames/1"
_MADE = ("alliedWith", "AllianceFormation")  # what an agreement to do it brings about
log = logging.getLogger(__name__)


def extract(
    article: Article,
    document: Document,
    resolution: Resolution,
    *,
    lexicon: Lexicon | None = None,
) -> list[Claim]:
    """The claims of an article, in the order of the text.

    Args:
        article: its text is what every quote is checked against.
        document: the article, parsed.
        resolution: who is meant where.
        lexicon: frames; the bundled ones where None.
    """
    lexicon = lexicon or default_lexicon()
    best: dict[tuple[object, ...], Claim] = {}
    for claim in _claims(article, document, resolution, lexicon):
        check_quote(claim, article)
        key = _key(claim)
        kept = best.get(key)
        if kept is None or _worth(claim) > _worth(kept):
            best[key] = claim
    claims = _without_undone(_without_intents(list(best.values())))
    claims = _without_echoes(claims)
    return sorted(claims, key=lambda claim: (claim.evidence.start, claim.kind, claim.predicate))


def _claims(
    article: Article, document: Document, resolution: Resolution, lexicon: Lexicon
) -> Iterator[Claim]:
    for _, claim in explain(article, document, resolution, lexicon=lexicon):
        if _names_somebody(claim):
            yield claim


def _names_somebody(claim: Claim) -> bool:
    """Whether a claim is about anybody by name: "the army clashed with rebels" is not."""
    values = [claim.subject, claim.object, *(one for _, some in claim.roles for one in some)]
    names = [value.name for value in values if isinstance(value, Entity)]
    return any(name != name.lower() or not name.isascii() for name in names)


def explain(
    article: Article, document: Document, resolution: Resolution, *, lexicon: Lexicon
) -> Iterator[tuple[str, Claim]]:
    """Every claim with the id of the frame that made it, as often as the text makes it."""
    quotations = Quotations(resolution, lexicon)
    for index in range(len(document.sentences)):
        yield from SentenceExtractor(
            article,
            resolution,
            index,
            lexicon=lexicon,
            quotations=quotations,
            extractor=EXTRACTOR,
        ).fired()


def _worth(claim: Claim) -> tuple[int, float, int]:
    """The clearest sentence is the one that says most, most surely, and first."""
    return (len(claim.qualifiers) + len(claim.roles), claim.confidence, -claim.evidence.start)


def _id(value: object) -> object:
    return value.id if isinstance(value, Entity) else value


def _key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims of one article the same."""
    speaker = claim.speaker.id if claim.speaker else None
    if claim.kind == "relation":
        ends = [str(_id(claim.subject)), str(_id(claim.object))]
        if RELATIONS[claim.predicate].symmetric:
            ends.sort()
        return (claim.predicate, *ends, claim.status, speaker)
    return (claim.predicate, claim.status, speaker, claim.time, _participants(claim))


def _participants(claim: Claim) -> frozenset[object]:
    roles = dict(claim.roles)
    main = [value for role in ("actor", "target") for value in roles.get(role, ())]
    others = [value for values in roles.values() for value in values]
    return frozenset(_id(value) for value in main or others)


def _without_undone(claims: list[Claim]) -> list[Claim]:
    """Drop what a sentence itself ends: "Labour MP X has defected" makes no member of X."""
    ended = {
        (_key(claim)[:-2], claim.evidence.start)
        for claim in claims
        if claim.kind == "relation" and claim.status == "ended"
    }
    return [
        claim
        for claim in claims
        if claim.kind != "relation"
        or claim.status != "factual"
        or (_key(claim)[:-2], claim.evidence.start) not in ended
    ]


def _without_intents(claims: list[Claim]) -> list[Claim]:
    """Drop a planned alliance that the same sentence says was made: "signed a deal to govern"."""
    made = {
        (_matter(claim), claim.evidence.start)
        for claim in claims
        if claim.predicate in _MADE and claim.status == "factual"
    }
    return [
        claim
        for claim in claims
        if claim.status != "planned" or (_matter(claim), claim.evidence.start) not in made
    ]


def _matter(claim: Claim) -> tuple[object, ...]:
    """What a claim is about, whatever its status."""
    if claim.kind == "relation":
        return (claim.predicate, frozenset((_id(claim.subject), _id(claim.object))))
    return (claim.predicate, _participants(claim))


def _without_echoes(claims: list[Claim]) -> list[Claim]:
    """Drop an event that a fuller report of the same event in the article includes."""
    return [
        claim
        for claim in claims
        if claim.kind != "event" or not any(_echoes(claim, other) for other in claims)
    ]


def _echoes(claim: Claim, other: Claim) -> bool:
    if other is claim or other.kind != "event" or other.predicate != claim.predicate:
        return False
    if other.status != claim.status or claim.time not in (None, other.time):
        return False
    named = {role for role, _ in claim.roles} & {"actor", "target"}
    fuller = {role for role, _ in other.roles} & {"actor", "target"}
    # "the elections were marred" repeats "the PTI won the elections"
    return _participants(claim) < _participants(other) or (not named and bool(fuller))
