"""Why a sentence makes the claims it makes, and why not others: for people who write frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.frames import Lexicon, Pattern
from kg.extract.frames import Slots as SlotNames
from kg.extract.reading import UNSAID, Reading
from kg.extract.sentence import SentenceExtractor
from kg.extract.speech import Quotations
from kg.extract.triggers import Trigger
from kg.model import Article, Claim, Document
from kg.resolve import Resolution
from kg.vocab import RELATIONS, ROLES

__all__ = ["Attempt", "attempts"]

RESULTS = "results"  # seats and shares, which no frame reads


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a frame made of its words: "alliance" found the PTI and the MWM, and "not" denied it."""

    frame: str  # id
    words: str  # of the frame, as they stand in the sentence
    filled: tuple[tuple[str, str, str], ...]  # argument, slot, who: subject, "possessive", PTI
    claims: tuple[Claim, ...]
    reason: str  # of the claims' status, or why there is none


def attempts(
    article: Article,
    document: Document,
    resolution: Resolution,
    *,
    lexicon: Lexicon,
    extractor: str,
    only: str | None = None,
) -> Iterator[Attempt]:
    """Every frame whose words are in the text, in its order.

    Args:
        article: the text.
        document: the article, parsed.
        resolution: who is meant where.
        lexicon: the frames.
        extractor: name and version that the claims carry.
        only: id of the one frame that is asked about; it is answered for in every sentence.
    """
    quotations = Quotations(resolution, lexicon)
    for index in range(len(document.sentences)):
        reader = SentenceExtractor(
            article, resolution, index, lexicon=lexicon, quotations=quotations, extractor=extractor
        )
        found = [
            attempt for attempt in _Explainer(reader).attempts() if only in (None, attempt.frame)
        ]
        yield from found
        if only is not None and not found:
            yield Attempt(only, "", (), (), "none of its words is here as it asks for them")


class _Explainer:
    """The attempts of one sentence."""

    def __init__(self, reader: SentenceExtractor) -> None:
        self.reader = reader
        self.context = reader.context
        self.tree = reader.tree

    def attempts(self) -> Iterator[Attempt]:
        for trigger, obstacle in self.reader.finder.candidates():
            owners = [] if obstacle else self.reader.owned(trigger)
            if obstacle or owners:
                owner = f"unless_of: it belongs to {owners[0].entity.name}" if owners else ""
                yield self._attempt(trigger, (), (), obstacle or owner)
                continue
            claims = tuple(self.reader.fire(trigger))
            filled = tuple(dict.fromkeys(self._filled(trigger)))
            reading = self.context.status.read(trigger)
            if claims or UNSAID in reading.effects:
                reason = self._signs(reading)
            else:
                lacks = (self._lack(trigger, pattern) for pattern in trigger.frame.patterns)
                reason = "; ".join(dict.fromkeys(lacks))
            yield self._attempt(trigger, filled, claims, reason)
        for result in self.reader.outcomes.results.found():
            claim, reading = self.reader.outcomes.won(result)
            yield Attempt(
                RESULTS, self.tree.tokens[result.token].text, (), (claim,), self._signs(reading)
            )

    def _attempt(
        self,
        trigger: Trigger,
        filled: tuple[tuple[str, str, str], ...],
        claims: tuple[Claim, ...],
        reason: str,
    ) -> Attempt:
        tokens = {*trigger.words, *(() if trigger.noun is None else (trigger.noun,))}
        words = " ".join(self.tree.tokens[token].text for token in sorted(tokens))
        return Attempt(trigger.frame.id, words, filled, claims, reason)

    def _signs(self, reading: Reading) -> str:
        """The words that bear on the status: 'planned by "agreed"'."""
        signs = [
            f'{sign.effect} by "{self.tree.tokens[sign.token].text}"' for sign in reading.signs
        ]
        if reading.speaker is not None:
            signs.append(f'said by "{self.tree.tokens[reading.speaker].text}"')
        return ", ".join(signs)

    def _filled(self, trigger: Trigger) -> Iterator[tuple[str, str, str]]:
        for pattern in trigger.frame.patterns:
            for argument, slots in _arguments(pattern).items():
                for group in slots:
                    for slot in group:
                        classes = _classes(pattern, argument)
                        for found in self.context.fill(trigger, ((slot,),), classes):
                            yield argument, slot, found.entity.name

    def _lack(self, trigger: Trigger, pattern: Pattern) -> str:
        """What keeps a pattern from a claim."""
        arguments = _arguments(pattern)
        if pattern.kind == "event":
            required = pattern.needs or tuple(arguments)
        elif RELATIONS[pattern.predicate].datatype == "string":
            required = ("subject",)
        else:
            required = tuple(name for name in arguments if name in _ENDS)
        lacks = [
            lack
            for name in required
            if (lack := self._empty(trigger, pattern, name, arguments[name]))
        ]
        if lacks:
            return f"{pattern.predicate}: {' and '.join(lacks)}"
        return f"{pattern.predicate}: {_UNFIT.get(pattern.predicate, 'too few take part')}"

    def _empty(self, trigger: Trigger, pattern: Pattern, argument: str, slots: SlotNames) -> str:
        """Why an argument has nobody; empty where it has somebody."""
        classes = _classes(pattern, argument)
        words = pattern.words.get(argument, ())
        if self.context.fill(trigger, slots, classes, words=words):
            return ""
        for group in slots:
            for slot in group:
                others = self.context.fill(trigger, ((slot,),), ("Entity",))
                for other in others:
                    entity = other.entity
                    wanted = f"not {' or '.join(words or classes)}"
                    return f'{argument}: "{slot}" has {entity.name}, {entity.cls}, {wanted}'
                for token in self.context.slots.fill(trigger, slot):
                    text = self.tree.tokens[token].text
                    return f'{argument}: "{slot}" has "{text}", which names nobody'
        tried = ", ".join("+".join(group) for group in slots)
        return f"{argument} is empty ({tried})"


_ENDS = ("subject", "object", "parties", "with parties")
_UNFIT = {"ideology": "no word of a party's kind stands before it"}


def _arguments(pattern: Pattern) -> Mapping[str, SlotNames]:
    """The arguments of a pattern with their slots, those of symmetric relations by side."""
    if pattern.symmetric is None:
        return pattern.slots
    left, right = pattern.symmetric
    return {"parties": left, **({"with parties": right} if right else {}), **pattern.slots}


def _classes(pattern: Pattern, argument: str) -> tuple[str, ...]:
    """The classes that may stand in an argument."""
    if pattern.kind == "event":
        return pattern.classes.get(argument, ROLES.get(argument) or ("Entity",))
    relation = RELATIONS[pattern.predicate]
    if argument in ("parties", "with parties"):
        return pattern.classes.get("object", relation.subjects)
    if argument == "subject":
        return pattern.classes.get("subject", relation.subjects)
    return pattern.classes.get(argument, relation.objects if argument == "object" else ("Entity",))
