"""Quotations: whose words stand between quotation marks, also across sentences.

A quotation belongs to the subject of the speech verb beside it; one without a verb of its own goes
on with the speaker of the quotation before it in the same paragraph (O'Keefe et al. 2012 find that
this sequence carries most of direct speech in news).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.frames import Lexicon
from kg.extract.slots import Slots
from kg.model import Entity
from kg.resolve import Resolution
from kg.vocab import is_a

_PARAGRAPH = re.compile(r"[^\n]+")
# an opening mark without its closing one runs to the end of the paragraph
_QUOTE = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘(?:[^’\n]|’(?=\w))*’")
_OPENING, _CLOSING = '“"', '”"’'
_SHORTEST = 3  # words; less is a word in scare quotes


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, and who said them."""

    start: int
    end: int
    speaker: Entity | None


class Quotations:
    """The quotations of one article.

    Args:
        resolution: who is meant where.
        lexicon: the verbs of speech.
    """

    def __init__(self, resolution: Resolution, lexicon: Lexicon) -> None:
        self._resolution = resolution
        self._lexicon = lexicon
        self._runs_on = False  # whether the last paragraph ended inside of a quotation
        self.quotations = list(self._find())

    def speaker(self, start: int) -> Entity | None:
        """Who speaks the words at an offset of the text; None outside of quotations."""
        return next((q.speaker for q in self.quotations if q.start <= start < q.end), None)

    def _find(self) -> Iterator[Quotation]:
        text = self._resolution.document.text
        last: Entity | None = None
        for paragraph in _PARAGRAPH.finditer(text):
            if not (text[paragraph.start()] in _OPENING and self._runs_on):
                last = None
            self._runs_on = False
            for match in _QUOTE.finditer(text, paragraph.start(), paragraph.end()):
                if len(match[0].split()) < _SHORTEST:
                    continue
                self._runs_on = match[0][-1] not in _CLOSING
                last = self._named_before(match.start()) or last
                last = self._said_beside(match.start(), match.end(), paragraph.end()) or last
                yield Quotation(match.start(), match.end(), last)

    def _named_before(self, start: int) -> Entity | None:
        """Who is named before a colon: "Jo Marsh: “We won.”"."""
        before = self._resolution.document.text[:start].rstrip()
        if not before.endswith(":"):
            return None
        end = len(before) - 1
        for link in self._resolution.links:
            if link.mention.end == end and is_a(link.entity.cls, "Agent"):
                return link.entity
        return None

    def _said_beside(self, start: int, end: int, stop: int) -> Entity | None:
        """The subject of the speech verb in the sentences that a quotation touches, or the next."""
        for number, sentence in enumerate(self._resolution.document.sentences):
            touches = sentence.start < end and sentence.end > start
            follows = end <= sentence.start <= end + 2 and sentence.start < stop
            if touches or follows:
                speaker = self._speaker_in(number, start, end)
                if speaker is not None:
                    return speaker
        return None

    def _speaker_in(self, number: int, start: int, end: int) -> Entity | None:
        tree = self._resolution.trees[number]
        slots = Slots(tree, self._lexicon)
        for token in range(len(tree)):
            inside = start <= tree.tokens[token].start < end
            spoken = tree.tokens[token].pos == "VERB" and (
                "speech" in self._lexicon.effect_of("verbs", tree.lemma(token))
            )
            if inside or not spoken:
                continue
            found = Arguments(self._resolution, number, self._lexicon).entities(
                slots.agents(token), ("Agent",), followers=True
            )
            if found:
                return found[0].entity
        return None
