"""Parsed document to claims: frames fire on words, slots give their arguments, syntax the status.

The result is what a careful reader would write down, each claim with the sentence that states it.
A claim said more than once is kept once, in its surest sentence; another status or another number
is another claim.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.confidence import default_calibration, features
from kg.extract.consistency import matter, settle
from kg.extract.frames import Frame, Lexicon, default_lexicon
from kg.extract.outcomes import without_winners
from kg.extract.sentence import SentenceExtractor
from kg.extract.speech import Quotations
from kg.model import Article, Claim, Document, Entity, check_quote
from kg.names import is_proper
from kg.resolve import Resolution

__all__ = ["EXTRACTOR", "Frame", "Lexicon", "default_lexicon", "explain", "extract", "observed"]

EXTRACTOR = "frames/1"
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
    calibration = default_calibration()
    return [
        replace(claim, confidence=calibration.confidence(found))
        for claim, found in observed(article, document, resolution, lexicon=lexicon)
    ]


def observed(
    article: Article,
    document: Document,
    resolution: Resolution,
    *,
    lexicon: Lexicon | None = None,
) -> list[tuple[Claim, dict[str, float]]]:
    """The same claims before calibration, each with the features that its confidence rests on."""
    lexicon = lexicon or default_lexicon()
    families = {"phrases": "parties"} | {frame.id: frame.family for frame in lexicon.frames}
    told = list(explain(article, document, resolution, lexicon=lexicon))
    made = [
        (families.get(frame, frame), claim)
        for frame, claim in without_winners(told)
        if _names_somebody(claim)
    ]
    for _, claim in made:
        check_quote(claim, article)
    family = {(matter(claim), claim.evidence.start): name for name, claim in reversed(made)}
    times = Counter(matter(claim) for _, claim in made)
    index = {sentence.start: number for number, sentence in enumerate(document.sentences)}
    claims = settle(claim for _, claim in made)
    return [
        (
            claim,
            features(
                claim,
                resolution,
                sentence=index[claim.evidence.start],
                family=family.get((matter(claim), claim.evidence.start), "results"),
                again=times[matter(claim)] - 1,
            ),
        )
        for claim in sorted(claims, key=lambda one: (one.evidence.start, one.kind, one.predicate))
    ]


def _names_somebody(claim: Claim) -> bool:
    """Whether a claim is about anybody by name: "the army clashed with rebels" is not."""
    values = [claim.subject, claim.object, *(one for _, some in claim.roles for one in some)]
    names = [value.name for value in values if isinstance(value, Entity)]
    return any(map(is_proper, names))


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
