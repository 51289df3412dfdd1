"""One sentence's claims: triggers found, slots filled, types checked, status read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.arguments import Argument
from kg.extract.context import Context
from kg.extract.events import Events
from kg.extract.frames import Lexicon, Pattern
from kg.extract.outcomes import Outcomes
from kg.extract.phrases import Phrases
from kg.extract.reading import UNSAID, Reading
from kg.extract.relations import Relations
from kg.extract.speech import Quotations
from kg.extract.triggers import Trigger, TriggerFinder
from kg.extract.when import DateReader
from kg.model import Article, Claim, Entity, Modality
from kg.resolve import Resolution

# for how many sentences a list of results may leave out what it counts
_MEMORY = 4
_NEAR = 3  # sentences around one that say what it is about


class SentenceExtractor:
    """The claims of one sentence.

    Args:
        article: for its id, date and text.
        resolution: who is meant where.
        index: of the sentence.
        lexicon: frames and operators.
        quotations: whose words stand between quotation marks.
        extractor: name and version that the claims carry.
    """

    def __init__(
        self,
        article: Article,
        resolution: Resolution,
        index: int,
        *,
        lexicon: Lexicon,
        quotations: Quotations,
        extractor: str,
    ) -> None:
        self.context = Context(
            article, resolution, index, lexicon=lexicon, quotations=quotations, extractor=extractor
        )
        self.tree = self.context.tree
        trees = resolution.trees
        beside = [*trees[max(0, index - _NEAR) : index], *trees[index + 1 : index + 1 + _NEAR]]
        self.finder = TriggerFinder(self.tree, self.context.mentions, lexicon, beside)
        self.relations = Relations(self.context)
        self.events = Events(self.context)
        self.outcomes = Outcomes(
            self.context, resolution.trees[max(0, index - _MEMORY) : index][::-1]
        )
        self.phrases = Phrases(self.context, resolution, index)
        self.dates = DateReader(article, self.tree)

    def fired(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the id of the frame that made it."""
        found = [
            (trigger, pattern, claim)
            for trigger in self.finder.triggers()
            if not self.owned(trigger)
            for pattern, claim in self._fire(trigger)
        ]
        # "the prime minister resigned": what the event ends, the title does not keep
        over = {
            _triple(claim)
            for _, pattern, claim in found
            if pattern.effect == "undone" and claim.status == "ended"
        }
        told = {_triple(claim) for trigger, _, claim in found if not trigger.frame.attributive}
        for trigger, _, claim in found:
            if trigger.frame.attributive:
                if claim.status == "factual" and _triple(claim) in over:
                    continue
                if _triple(claim) in told and self._as_what(trigger.token):
                    continue  # in "was sworn in as mayor" the verb says what becomes of the post
            yield trigger.frame.id, claim
        said = {_triple(claim) for _, _, claim in found}
        for claim in self.phrases.found():
            if _triple(claim) not in said:
                yield "phrases", claim
        for result in self.outcomes.results.found():
            claim, _ = self.outcomes.won(result)
            yield "results", claim
            yield from self.outcomes.entailed(result, claim)

    def _as_what(self, token: int) -> bool:
        """Whether a title stands with a verb that makes somebody what it says."""
        tree = self.tree
        return tree.case(token) == "as" or tree.relation(token) in ("xcomp", "obj")

    def owned(self, trigger: Trigger) -> list[Argument]:
        """What the trigger belongs to, of the classes that its frame does not suffer there."""
        owners = (("of",), ("possessive",), ("modifier",))
        classes = trigger.frame.unless_of
        return self.context.fill(trigger, owners, classes) if classes else []

    def fire(self, trigger: Trigger) -> Iterator[Claim]:
        """What a trigger claims."""
        for _, claim in self._fire(trigger):
            yield claim

    def _fire(self, trigger: Trigger) -> Iterator[tuple[Pattern, Claim]]:
        reading: Reading | None = None
        for pattern in trigger.frame.patterns:
            made = list(
                self.relations.claims(trigger, pattern)
                if pattern.kind == "relation"
                else self.events.claims(trigger, pattern)
            )
            if not made:
                continue
            if reading is None:
                reading = self.context.status.read(trigger)
                if UNSAID in reading.effects:
                    return
            for claim, score in made:
                yield pattern, self._finish(claim, score, trigger, pattern, reading)

    def _finish(
        self, claim: Claim, score: float, trigger: Trigger, pattern: Pattern, reading: Reading
    ) -> Claim:
        own = Reading(list(reading.signs))
        if claim.predicate == "candidateFor":  # whom a party "nominated" is a candidate
            nominated = ("nominate", "propose", "tip", "choose", "field")
            own.signs = [sign for sign in own.signs if self.tree.lemma(sign.token) not in nominated]
        if pattern.effect:
            own.add(pattern.effect, trigger.token)
        # "was in an alliance with": a state that a past tense ends, unlike "formed an alliance"
        state = trigger.kind == "nouns" and self.tree.has_copula(trigger.token)
        modality = own.modality(kind=claim.kind, lasting=pattern.lasting and not state)
        if pattern.effect == "denied":
            modality = replace(modality, polarity="negative")
        elif pattern.effect == "alleged":
            modality = Modality("probable", modality.tense, modality.polarity)
        elif pattern.effect == "undone":
            happened = reading.modality(kind="event", lasting=True).status("event") == "factual"
            modality = Modality(tense="past" if happened else "present")
        elif pattern.effect == "standing":
            said = reading.negative and self.tree.has_copula(trigger.token)
            modality = Modality(polarity="negative" if said else "positive")
        speaker = self.context.speaker(reading, trigger.token)
        if pattern.speaker:
            filled = dict(claim.roles).get(pattern.speaker, ())
            named = [value for value in filled if isinstance(value, Entity)]
            speaker = named[0] if named else speaker
        ahead = modality.tense == "future" or "ahead" in reading.effects
        when, since, until = self.dates.read(trigger, ahead=ahead)
        if self.dates.is_ahead(when if claim.kind == "event" else since):
            modality = replace(modality, tense="future")
        over = (
            claim.kind == "relation" and until is not None and until < self.dates.published(until)
        )
        if over and pattern.effect != "standing" and modality.status("relation") == "factual":
            modality = replace(modality, tense="past")
        return replace(
            claim,
            modality=modality,
            speaker=speaker,
            time=when if claim.kind == "event" else None,
            valid_from=since or (when if claim.kind == "relation" and pattern.lasting else None),
            valid_until=until,
            confidence=round(min(0.99, pattern.weight * score + 0.1), 3),
        )


def _triple(claim: Claim) -> tuple[object, ...]:
    return claim.predicate, claim.subject, claim.object
