"""One sentence's claims: triggers found, slots filled, types checked, status read."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.arguments import Argument, Arguments
from kg.extract.dates import Date, dates
from kg.extract.frames import Frame, Lexicon, Pattern
from kg.extract.frames import Slots as SlotNames
from kg.extract.modality import Reading, StatusReader, settle
from kg.extract.numbers import Quantity, holders, parse_number, seats, shares
from kg.extract.slots import Slots, Trigger
from kg.extract.speech import Quotations
from kg.extract.triggers import TriggerFinder
from kg.extract.wording import Wording
from kg.model import Article, Claim, Entity, Evidence, Mention, Modality
from kg.resolve import Resolution
from kg.vocab import QUALIFIERS, RELATIONS, ROLES

_JOINTS = frozenset(") ( , with won - : at on got took has had have holds secured".split())
# who can win seats and votes; a commission that counts them cannot
_CONTESTANTS = {"seatsWon": ("Party", "Alliance"), "voteShare": ("Party", "Alliance", "Person")}
_SYMMETRIC_ALL = 5  # more parties than this in one list are a list, not an alliance of all


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
        self.article = article
        self.index = index
        self.lexicon = lexicon
        self.quotations = quotations
        self.extractor = extractor
        self.tree = resolution.trees[index]
        self.document = resolution.document
        self.slots = Slots(self.tree, lexicon)
        self.arguments = Arguments(resolution, index, lexicon)
        self.status = StatusReader(self.tree, lexicon, self.slots)
        sentence = self.tree.sentence
        self.evidence = Evidence(
            sentence.start, sentence.end, article.text[sentence.start : sentence.end]
        )
        found = self.document.mentions_by_sentence.get(index, ())
        # a mention that nobody is linked to names nobody
        self.mentions: Sequence[Mention] = [m for m in found if resolution.at(index, m.first)]
        self.wording = Wording(article.text, self.tree, self.mentions, self.slots, lexicon)
        self.dates = list(dates(article.text, sentence.start, sentence.end, article.published))

    def fired(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the id of the frame that made it."""
        for trigger in TriggerFinder(self.tree, self.mentions, self.lexicon).triggers():
            if self._belongs_to(trigger, trigger.frame.unless_of):
                continue
            for claim in self._fire(trigger):
                yield trigger.frame.id, claim
        for claim in self._results():
            yield "results", claim

    def _belongs_to(self, trigger: Trigger, classes: Sequence[str]) -> bool:
        """Whether what the trigger belongs to is of one of some classes."""
        owners = (("of",), ("possessive",), ("modifier",))
        return bool(classes) and bool(self._fill(trigger, owners, classes))

    # Claims --------------------------------------------------------------------------------

    def _fire(self, trigger: Trigger) -> Iterator[Claim]:
        reading: Reading | None = None
        for pattern in trigger.frame.patterns:
            made = list(
                self._relations(trigger, pattern)
                if pattern.kind == "relation"
                else self._event(trigger, pattern)
            )
            if not made:
                continue
            if reading is None:
                reading = settle(self.status.read(trigger))
            for claim, score in made:
                yield self._finish(claim, score, trigger, pattern, reading)

    def _finish(
        self, claim: Claim, score: float, trigger: Trigger, pattern: Pattern, reading: Reading
    ) -> Claim:
        effects = [*reading.effects, pattern.effect] if pattern.effect else reading.effects
        own = Reading(list(effects), reading.negations, reading.past)
        modality = own.modality(kind=claim.kind, lasting=pattern.lasting)
        if pattern.effect == "alleged":
            modality = Modality("probable", modality.tense, modality.polarity)
        elif pattern.effect == "undone":
            happened = reading.modality(kind="event", lasting=True).status("event") == "factual"
            modality = Modality(tense="past" if happened else "present")
        speaker = self._speaker(reading, trigger.token)
        if pattern.speaker:
            filled = dict(claim.roles).get(pattern.speaker, ())
            named = [value for value in filled if isinstance(value, Entity)]
            speaker = named[0] if named else speaker
        when, since, until = self._when(trigger)
        return replace(
            claim,
            modality=modality,
            speaker=speaker,
            time=when if claim.kind == "event" else None,
            valid_from=since or (when if claim.kind == "relation" and pattern.lasting else None),
            valid_until=until,
            confidence=round(min(0.99, pattern.weight * score + 0.1), 3),
        )

    def _speaker(self, reading: Reading, token: int) -> Entity | None:
        if reading.speaker is None:
            return self.quotations.speaker(self.tree.tokens[token].start)
        found = self.arguments.entities([reading.speaker], ("Agent",))
        return found[0].entity if len(found) == 1 else None

    def _when(self, trigger: Trigger) -> tuple[str | None, str | None, str | None]:
        """The date of what a trigger tells, and since and until when it holds."""
        when = since = until = None
        for date in self.dates:
            if not self._belongs(date, trigger):
                continue
            if date.lead == "since":
                since = date.value
            elif date.lead in ("until", "till"):
                until = date.value
            elif date.lead not in ("before", "after", "by"):
                when = when or date.value
        return when, since, until

    def _belongs(self, date: Date, trigger: Trigger) -> bool:
        """Whether a date's phrase hangs on the trigger or on the clause that carries it."""
        tree = self.tree
        tokens = [
            index for index, token in enumerate(tree.tokens) if date.start <= token.start < date.end
        ]
        carriers = {trigger.token, *trigger.words}
        if not trigger.frame.attributive:
            for above in tree.ancestors(trigger.token):
                carriers.add(above)
                if tree.tokens[above].pos == "VERB":
                    break
        for token in tokens:
            head = token
            for _ in range(4):
                head = tree.head(head)
                if head in carriers:
                    return True
                if head < 0 or tree.tokens[head].pos == "VERB":
                    break
        return False

    def _fill(
        self,
        trigger: Trigger,
        slots: SlotNames,
        classes: Sequence[str],
        *,
        words: Sequence[str] = (),
    ) -> list[Argument]:
        """The entities of the first of some slots that holds any."""
        for group in slots:
            found: dict[str, Argument] = {}
            for slot in group:
                if slot == "demonym":
                    arguments = self.arguments.demonyms(trigger.token)
                else:
                    tokens = self.slots.fill(trigger, slot)
                    arguments = self.arguments.entities(
                        tokens, classes, followers=trigger.frame.followers
                    )
                for argument in arguments:
                    if not words or _holds_word(argument.entity, words):
                        found.setdefault(argument.entity.id, argument)
            if found:
                return list(found.values())
        return []

    def _relations(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        relation = RELATIONS[pattern.predicate]
        if pattern.symmetric is not None:
            yield from self._symmetric(trigger, pattern)
            return
        subjects = self._fill(
            trigger,
            pattern.slots.get("subject", ()),
            pattern.classes.get("subject", relation.subjects),
        )
        subjects = [item for item in subjects if relation.allows_subject(item.entity.cls)]
        if not subjects:
            return
        if relation.datatype == "string":
            for subject in subjects:
                words = self.wording.ideology(trigger)
                if words:
                    yield self._relation(pattern, subject.entity, words, trigger), subject.score
            return
        objects = self._fill(
            trigger,
            pattern.slots.get("object", ()),
            pattern.classes.get("object", relation.objects),
        )
        for subject, found in itertools.product(subjects, objects):
            if subject.entity.id != found.entity.id and relation.allows_object(found.entity.cls):
                yield (
                    self._relation(pattern, subject.entity, found.entity, trigger),
                    min(subject.score, found.score),
                )

    def _symmetric(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        relation = RELATIONS[pattern.predicate]
        classes = pattern.classes.get("object", relation.subjects)
        sides: list[list[Argument]] = []
        for slots in pattern.symmetric or ():
            found: dict[str, Argument] = {}
            for slot in slots:
                for argument in self._fill(trigger, (slot,), classes):
                    found.setdefault(argument.entity.id, argument)
            sides.append(list(found.values()))
        left, right = sides
        pairs: Iterable[tuple[Argument, Argument]]
        if right:
            pairs = itertools.product(left, right)
        elif len(left) <= _SYMMETRIC_ALL:
            pairs = itertools.combinations(left, 2)
        else:
            return
        for one, other in pairs:
            if one.entity.id != other.entity.id:
                yield (
                    self._relation(pattern, one.entity, other.entity, trigger),
                    min(one.score, other.score),
                )

    def _relation(
        self, pattern: Pattern, subject: Entity, value: Entity | str, trigger: Trigger
    ) -> Claim:
        qualifiers: dict[str, Entity | int | float | str] = {}
        for name in RELATIONS[pattern.predicate].qualifiers:
            if name in pattern.slots and name in QUALIFIERS:
                found = self._fill(trigger, pattern.slots[name], QUALIFIERS[name] or ("Entity",))
                if found and found[0].entity not in (subject, value):
                    qualifiers[name] = found[0].entity
                elif name == "about" and not found:
                    words = self.wording.topic(trigger, pattern.slots[name])
                    if words:
                        qualifiers[name] = words
        if pattern.words_as:
            words = self.wording.title(trigger)
            if words:
                qualifiers[pattern.words_as] = words
        return self._claim(
            "relation",
            pattern.predicate,
            subject=subject,
            object=value,
            qualifiers=tuple(sorted(qualifiers.items())),
        )

    def _event(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        roles: dict[str, tuple[Entity | str, ...]] = {}
        scores: list[float] = []
        taken: set[str] = set()
        for role, slots in pattern.slots.items():
            classes = pattern.classes.get(role, ROLES.get(role) or ("Entity",))
            found = [
                argument
                for argument in self._fill(
                    trigger, slots, classes, words=pattern.words.get(role, ())
                )
                if argument.entity.id not in taken
            ]
            if role == "about" and not found:
                words = self.wording.topic(trigger, slots)
                if words:
                    roles[role] = (words,)
                continue
            if not found:
                continue
            roles[role] = tuple(argument.entity for argument in found)
            scores += [argument.score for argument in found]
            taken |= {argument.entity.id for argument in found}
        if not scores or any(role not in roles for role in pattern.needs):
            return
        if len(roles.get("actor", ())) < pattern.minimum and pattern.minimum > 1:
            return
        claim = self._claim("event", pattern.predicate, roles=tuple(sorted(roles.items())))
        yield claim, min(scores)

    def _claim(self, kind: str, predicate: str, **parts: object) -> Claim:
        return Claim(
            article=self.article.id,
            kind=kind,  # type: ignore[arg-type]  # relation or event, as the pattern says
            predicate=predicate,
            evidence=self.evidence,
            extractor=self.extractor,
            **parts,  # type: ignore[arg-type]
        )

    # Numbers -------------------------------------------------------------------------------

    def _results(self) -> Iterator[Claim]:
        for predicate, quantities in (("seatsWon", seats), ("voteShare", shares)):
            found = list(quantities(self.tree))
            for quantity in found:
                yield from self._result(predicate, quantity)
            if found:
                yield from self._listed(predicate, found)

    def _result(self, predicate: str, quantity: Quantity) -> Iterator[Claim]:
        tokens = holders(self.tree, self.slots, quantity, self.lexicon.words["result_verbs"])
        classes = _CONTESTANTS[predicate]
        held = self.arguments.entities(tokens, classes, followers=True)
        if not held and self.tree.case(quantity.top) == "with":
            held = self._with(quantity, classes)
        if not held:
            held = self.arguments.entities(self._beside(quantity), classes)
        if len(held) != 1:
            return  # "A and B won 54 and 17 seats respectively" is read as a list
        yield self._quantity(predicate, held[0], quantity.value, quantity.total, quantity.top)

    def _with(self, quantity: Quantity, classes: Sequence[str]) -> list[Argument]:
        """Who stands in the clauses around "with 75 seats", the nearest first."""
        for above in self.tree.ancestors(quantity.top):
            if self.tree.tokens[above].pos == "VERB":
                found = self.arguments.entities(self.slots.agents(above), classes, followers=True)
                if found:
                    return found
        return []

    def _quantity(
        self, predicate: str, held: Argument, value: int | float, total: int | None, top: int
    ) -> Claim:
        qualifiers: dict[str, Entity | int | float | str] = {}
        if total is not None and total > value:
            qualifiers["outOf"] = total
        if predicate == "seatsWon":
            bodies = [m for m in self.mentions if m.cls == "Legislature"]
            for mention in bodies[:1]:
                for argument in self.arguments.mentioned(mention.first, ("Legislature",)):
                    qualifiers["legislature"] = argument.entity
        verb = next(
            (above for above in self.tree.ancestors(top) if self.tree.tokens[above].pos == "VERB"),
            top,
        )
        frame = Frame("results", ())
        reading = settle(self.status.read(Trigger(frame, "verbs", verb, (verb,))))
        return self._claim(
            "relation",
            predicate,
            subject=held.entity,
            object=value,
            qualifiers=tuple(sorted(qualifiers.items())),
            modality=reading.modality(kind="relation", lasting=True),
            speaker=self._speaker(reading, top),
            confidence=round(min(0.99, 0.85 * held.score + 0.1), 3),
        )

    def _listed(self, predicate: str, found: Sequence[Quantity]) -> Iterator[Claim]:
        """Names each followed by a number: "the PML-N 75, the PPP 54"; or "respectively"."""
        tree = self.tree
        classes = _CONTESTANTS[predicate]
        taken = {index for quantity in found for index in range(quantity.first, quantity.last)}
        parties = [m for m in self.mentions if m.cls in ("Party", "Alliance")]
        if "respectively" in {tree.word(index) for index in range(len(tree))}:
            numbers = [
                value
                for index in range(len(tree))
                if tree.tokens[index].pos == "NUM"
                and (value := parse_number([tree.word(index)])) is not None
            ]
            if len(numbers) == len(parties):
                for mention, value in zip(parties, numbers, strict=True):
                    for held in self.arguments.mentioned(mention.first, classes)[:1]:
                        yield self._quantity(predicate, held, value, None, found[0].top)
            return
        for mention in parties:
            index = self._after(mention.last)
            if index >= len(tree) or index in taken or index - mention.last > 2:
                continue
            number = parse_number([tree.word(index)])
            following = tree.word(index + 1) if index + 1 < len(tree) else "."
            if number is None or following not in (",", "and", ".", ";", ")", "while", "seats"):
                continue
            for held in self.arguments.mentioned(mention.first, classes)[:1]:
                yield self._quantity(predicate, held, number, None, found[0].top)

    def _after(self, index: int) -> int:
        """The first token from an index on that does not merely join a name to its number."""
        while index < len(self.tree) and self.tree.word(index) in _JOINTS:
            index += 1
        return index

    def _beside(self, quantity: Quantity) -> list[int]:
        """The name right before a number: "Massa (36.7%)", "the PPP: 54 seats"."""
        return [
            mention.first
            for mention in self.mentions
            if mention.last <= quantity.first <= mention.last + 2
            and self._after(mention.last) == quantity.first
        ]


def _holds_word(entity: Entity, words: Sequence[str]) -> bool:
    names = " ".join((entity.name, *entity.aliases)).lower()
    return any(word in names for word in words)
