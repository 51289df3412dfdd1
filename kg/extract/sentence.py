"""One sentence's claims: triggers found, slots filled, types checked, status read."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.arguments import Argument, Arguments
from kg.extract.dates import Date, dates
from kg.extract.frames import Frame, Lexicon, Pattern
from kg.extract.frames import Slots as SlotNames
from kg.extract.modality import StatusReader
from kg.extract.reading import UNSAID, Reading
from kg.extract.results import Result, Results
from kg.extract.slots import Slots, Trigger
from kg.extract.speech import Quotations
from kg.extract.triggers import TriggerFinder
from kg.extract.wording import Wording
from kg.model import Article, Claim, Entity, Evidence, Mention, Modality
from kg.resolve import Resolution
from kg.vocab import QUALIFIERS, RELATIONS, ROLES

_ANY = ("Agent", "Office", "Place", "Event")
_SELVES = ("self", "noun", "demonym")
_SPANS = frozenset("from since in between until till to and ( - –".split())  # before a year
_SYMMETRIC_ALL = 5  # more parties than this in one list are a list, not an alliance of all
# verbs that tell of the counting, not of what somebody has since
_WON = frozenset(
    """win secure get take bag clinch capture grab obtain garner finish score poll net notch return
    emerge come top lead trail retain receive collect give bring hand earn fall shrink slump drop
    plunge crash collapse cut reduce slip tumble land amass rack""".split()
)
# people whose votes are their chamber's
_LAWMAKERS = frozenset("lawmaker legislator mp deputy senator parliamentarian mna peer".split())


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
        self.finder = TriggerFinder(self.tree, self.mentions, lexicon)
        before = resolution.trees[index - 1] if index else None
        self.results = Results(
            self.tree, self.mentions, self.slots, self.arguments, lexicon, before
        )
        self.dates = list(dates(article.text, sentence.start, sentence.end, article.published))

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
        for result in self.results.found():
            claim, _ = self.won(result)
            yield "results", claim
            yield from self._entailed(result, claim)

    def _entailed(self, result: Result, claim: Claim) -> Iterator[tuple[str, Claim]]:
        """What a result entails: an election, and who wins votes for a post is a candidate."""
        verbs = [result.token, *self.tree.ancestors(result.token)]
        verb = next((token for token in verbs if self.tree.tokens[token].pos == "VERB"), -1)
        won = verb >= 0 and self.tree.lemma(verb) in _WON
        if result.predicate == "voteShare" or (won and not result.attributive):
            yield (
                "results",
                replace(
                    claim,
                    kind="event",
                    predicate="Election",
                    subject=None,
                    object=None,
                    qualifiers=(),
                    roles=(("actor", (result.held.entity,)),),
                ),
            )
        if result.predicate != "voteShare" or result.held.entity.cls != "Person":
            return
        above = {self.tree.lemma(token) for token in self.tree.ancestors(result.token)}
        if above & {"elect", "re-elect", "reelect"}:
            return  # who is elected is no candidate any more
        for post in self.arguments.contest(()):
            if claim.modality.polarity == "positive":
                yield (
                    "results",
                    replace(
                        claim,
                        predicate="candidateFor",
                        object=post.entity,
                        qualifiers=(),
                        confidence=round(claim.confidence * post.score, 3),
                    ),
                )

    def _as_what(self, token: int) -> bool:
        """Whether a title stands with a verb that makes somebody what it says."""
        tree = self.tree
        return tree.case(token) == "as" or tree.relation(token) in ("xcomp", "obj")

    def owned(self, trigger: Trigger) -> list[Argument]:
        """What the trigger belongs to, of the classes that its frame does not suffer there."""
        owners = (("of",), ("possessive",), ("modifier",))
        classes = trigger.frame.unless_of
        return self.fill(trigger, owners, classes) if classes else []

    # Claims --------------------------------------------------------------------------------

    def fire(self, trigger: Trigger) -> Iterator[Claim]:
        """What a trigger claims."""
        for _, claim in self._fire(trigger):
            yield claim

    def _fire(self, trigger: Trigger) -> Iterator[tuple[Pattern, Claim]]:
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
                reading = self.status.read(trigger)
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
        modality = own.modality(kind=claim.kind, lasting=pattern.lasting)
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
        speaker = self._speaker(reading, trigger.token)
        if pattern.speaker:
            filled = dict(claim.roles).get(pattern.speaker, ())
            named = [value for value in filled if isinstance(value, Entity)]
            speaker = named[0] if named else speaker
        ahead = modality.tense == "future" or "ahead" in reading.effects
        when, since, until = self._when(trigger, ahead=ahead)
        if self._is_ahead(when if claim.kind == "event" else since):
            modality = replace(modality, tense="future")
        over = claim.kind == "relation" and until is not None and until < self._published(until)
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

    def _speaker(self, reading: Reading, token: int) -> Entity | None:
        if reading.speaker is None:
            return self.quotations.speaker(self.tree.tokens[token].start)
        found = self.arguments.entities([reading.speaker], ("Agent",), followers=True)
        return found[0].entity if found else None

    def _when(self, trigger: Trigger, *, ahead: bool) -> tuple[str | None, str | None, str | None]:
        """The date of what a trigger tells, and since and until when it holds.

        Args:
            ahead: whether it is still to come.
        """
        when = since = until = None
        for date in self.dates:
            if not self._belongs(date, trigger):
                continue
            value = date.ahead or date.value if ahead else date.value
            if date.lead in ("since", "from"):
                since = value
            elif date.lead in ("until", "till", "to", "through"):
                until = value
            elif date.lead not in ("before", "after", "by"):
                when = when or value
        return when, since, until

    def _is_ahead(self, date: str | None) -> bool:
        """Whether a date lies behind the day of publication: what is then, is not yet."""
        return bool(date and self.article.published) and str(date) > self._published(str(date))

    def _published(self, like: str) -> str:
        """The day of publication with no more precision than another date."""
        return (self.article.published or "")[: len(like)]

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
        if any(tree.head(token) in carriers for token in tokens):
            return True
        return bool(tokens) and trigger.frame.attributive and self._right_behind(tokens[0], trigger)

    def _right_behind(self, token: int, trigger: Trigger) -> bool:
        """Whether a date follows a title at once: "prime minister from 2013 to 2015"."""
        tree = self.tree
        before = token - 1
        while before > 0 and (tree.tokens[before].pos == "NUM" or tree.word(before) in _SPANS):
            before -= 1
        return before in trigger.words or trigger.token in (tree.head(before), tree.head(token))

    def fill(
        self,
        trigger: Trigger,
        slots: SlotNames,
        classes: Sequence[str],
        *,
        words: Iterable[str] = (),
    ) -> list[Argument]:
        """The entities of the first of some slots that holds any."""
        own = trigger.token if trigger.kind == "nouns" else None
        itself = {one.entity.id for one in self.arguments.mentioned(own, _ANY)} if own else set()
        for group in slots:
            found: dict[str, Argument] = {}
            for slot in group:
                if slot == "demonym":
                    arguments = self.arguments.demonyms(trigger.token)
                elif slot == "speaker":
                    arguments = self._sayer(trigger)
                elif slot == "chamber":
                    arguments = self.arguments.chamber(trigger.token)
                elif slot == "lawmakers":
                    who = self.slots.fill(trigger, "subject")
                    who = [token for token in who if self.tree.lemma(token) in _LAWMAKERS]
                    arguments = [found for token in who for found in self.arguments.chamber(token)]
                elif slot in ("contested", "contest"):
                    near = self.slots.around(trigger)
                    arguments = (
                        self.arguments.contested(near)
                        if slot == "contested"
                        else self.arguments.contest(trigger.words)
                    )
                else:
                    tokens = self.slots.fill(trigger, slot)
                    # each name of a list triggers for itself
                    listed = slot != "self" and (slot != "bearer" or not self._singular(trigger))
                    arguments = [
                        argument
                        for token in tokens
                        for argument in self.arguments.entities(
                            [token],
                            classes,
                            followers=trigger.frame.followers,
                            groups=trigger.frame.groups,
                            listed=listed and not self.tree.alone(trigger.token, token),
                        )
                    ]
                titles = "" if slot == "speaker" or not words else self._titles(trigger, slot)
                for argument in arguments:
                    if argument.entity.id in itself and not slot.startswith(_SELVES):
                        continue  # "the coalition of A and B" is no ally of A's
                    if not words or _holds_word(f"{_names(argument.entity)} {titles}", words):
                        found.setdefault(argument.entity.id, argument)
            if found:
                return list(found.values())
        return []

    def _titles(self, trigger: Trigger, slot: str) -> str:
        """The words before what stands in a slot: "Justice" of "Justice Mwita"."""
        return " ".join(
            self.tree.word(word)
            for token in self.slots.fill(trigger, slot)
            for word in (
                token,
                *self.tree.children(token, "nmod:desc", "compound", "amod", "flat", "appos"),
            )
        )

    def _sayer(self, trigger: Trigger) -> list[Argument]:
        """Who says of others, as a fact, what the trigger tells."""
        reading = self.status.read(trigger)
        speaker = self._speaker(reading, trigger.token)
        if speaker is None or reading.negative or {"planned", "possible"} & reading.effects:
            return []
        subjects = self.slots.fill(trigger, "subject")
        own = any(self.tree.word(token) in ("i", "we") for token in subjects)
        subject = self.arguments.entities(subjects, ("Agent",))
        if own or any(argument.entity.id == speaker.id for argument in subject):
            return []
        return [Argument(speaker, 1.0)]

    def _singular(self, trigger: Trigger) -> bool:
        """Whether a noun describes one: "A, the leader, and B" makes no leader of B."""
        return self.tree.word(trigger.token) == self.tree.lemma(trigger.token)

    def _relations(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        relation = RELATIONS[pattern.predicate]
        if pattern.symmetric is not None:
            yield from self._symmetric(trigger, pattern)
            return
        subjects = self.fill(
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
        slots = pattern.slots.get("object", ())
        allowed = pattern.classes.get("object", relation.objects)
        wanted = self.lexicon.words.get(pattern.words.get("object", ""), frozenset())
        objects = self.fill(trigger, slots, allowed, words=wanted)
        if not objects and ("title",) in slots:
            yield from self._own_titles(trigger, pattern, allowed)
        if len(subjects) > 1 and {one.entity.id for one in subjects} == {
            one.entity.id for one in objects
        }:
            return  # one list in both places: it does nothing to itself
        for subject, found in itertools.product(subjects, objects):
            if subject.entity.id != found.entity.id and relation.allows_object(found.entity.cls):
                yield (
                    self._relation(pattern, subject.entity, found.entity, trigger),
                    min(subject.score, found.score),
                )

    def _own_titles(
        self, trigger: Trigger, pattern: Pattern, allowed: Sequence[str]
    ) -> Iterator[tuple[Claim, float]]:
        """What each subject is called itself: "fired minister A and attorney general B"."""
        tokens = [
            part
            for slot in itertools.chain.from_iterable(pattern.slots["subject"])
            for token in self.slots.fill(trigger, slot)
            for part in self.tree.conjuncts(token)
        ]
        for token in tokens:
            for subject in self.arguments.entities([token], ("Person",), listed=False):
                for title in (token, *self.tree.titles(token)):
                    for office in self.arguments.mentioned(title, allowed):
                        yield (
                            self._relation(pattern, subject.entity, office.entity, trigger),
                            min(subject.score, office.score),
                        )

    def _symmetric(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        relation = RELATIONS[pattern.predicate]
        classes = pattern.classes.get("object", relation.subjects)
        sides: list[list[Argument]] = []
        for slots in pattern.symmetric or ():
            found: dict[str, Argument] = {}
            for slot in slots:
                for argument in self.fill(trigger, (slot,), classes):
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
                found = self.fill(trigger, pattern.slots[name], QUALIFIERS[name] or ("Entity",))
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
        named = False
        scores: list[float] = []
        taken: set[str] = set()
        for role, slots in pattern.slots.items():
            classes = pattern.classes.get(role, ROLES.get(role) or ("Entity",))
            wanted = self.lexicon.words.get(pattern.words.get(role, ""), frozenset())
            found = [
                argument
                for argument in self.fill(trigger, slots, classes, words=wanted)
                if argument.entity.id not in taken
            ]
            if role == "about" and not found:
                words = next(
                    (
                        words
                        for words in self.wording.topics(trigger, slots)
                        if not wanted or _holds_word(words, wanted)
                    ),
                    "",
                )
                if words:
                    roles[role] = (words,)
                continue
            if not found and role == "place" and trigger.frame.groups:
                found = self._inner_places(trigger, slots)
            if not found:
                continue
            named = named or any(argument.named for argument in found)
            roles[role] = tuple(argument.entity for argument in found)
            scores += [argument.score for argument in found]
            taken |= {argument.entity.id for argument in found}
        if not named and (scores or self._nameless(trigger, pattern)):
            # whom no name tells, the place does: "In Damongo, police detained 17 suspects"
            places = self._places(trigger.token)
            named = bool(places) and "place" in pattern.slots
            roles |= {"place": tuple(places)} if named else {}
            scores = scores or [0.7]
        if not named or any(role not in roles for role in pattern.needs):
            return
        if len(roles.get("actor", ())) < pattern.minimum and pattern.minimum > 1:
            return
        claim = self._claim("event", pattern.predicate, roles=tuple(sorted(roles.items())))
        yield claim, min(scores)

    def _inner_places(self, trigger: Trigger, slots: SlotNames) -> list[Argument]:
        """The Place of what takes part: "police in Tunis", "outside the court in Dhaka"."""
        tree, verb = self.tree, trigger.token
        parts = tree.children(verb, "nsubj", "obj", "obl", "nmod")
        inner = [
            child
            for part in parts
            for child in tree.children(part, "nmod", "obl")
            if (tree.case(child),) in slots
        ]
        inner += [
            child for part in tree.children(verb, "obj", "obl") for child in tree.modifiers(part)
        ]
        if not inner and tree.relation(verb) in ("xcomp", "advcl") and trigger.kind == "verbs":
            # "gathered in Lahore to protest"
            inner = tree.phrases(tree.head(verb), "in")
        return self.arguments.entities(inner, ("Place",))

    def _nameless(self, trigger: Trigger, pattern: Pattern) -> bool:
        """Whether it befalls people without a name: "six were arrested"."""
        if not trigger.frame.groups or trigger.kind != "verbs" or pattern.needs:
            return False
        people = self.lexicon.words["people"]
        return any(
            self.tree.tokens[token].pos == "NUM" or self.tree.lemma(token) in people
            for slot in itertools.chain.from_iterable(pattern.slots.get("target", ()))
            if slot in ("object", "undergoer")
            for token in self.slots.fill(trigger, slot)
        )

    def _places(self, token: int) -> list[Entity]:
        """The Place nearest to a token in its sentence, one before it first."""
        found = [
            (token < mention.first, abs(mention.first - token), mention.first)
            for mention in self.mentions
            if mention.cls == "Place" and self.tree.relation(mention.first) in ("obl", "nmod")
        ]
        return [
            argument.entity
            for _, _, first in sorted(found)[:1]
            for argument in self.arguments.mentioned(first, ("Place",))
        ]

    def won(self, result: Result) -> tuple[Claim, Reading]:
        """The claim of a result, and what its status was read from."""
        qualifiers: dict[str, Entity | int | float | str] = {}
        if result.total is not None and result.total > result.value:
            qualifiers["outOf"] = result.total
        if result.predicate == "seatsWon":
            for mention in self._bodies(result):
                for argument in self.arguments.mentioned(mention.first, ("Legislature",)):
                    qualifiers["legislature"] = argument.entity
        reading = self._told(result)
        claim = self._claim(
            "relation",
            result.predicate,
            subject=result.held.entity,
            object=result.value,
            qualifiers=tuple(sorted(qualifiers.items())),
            modality=reading.modality(kind="relation", lasting=True),
            speaker=self._speaker(reading, result.token),
            confidence=round(min(0.99, 0.85 * result.held.score + 0.1), 3),
        )
        return claim, reading

    def _told(self, result: Result) -> Reading:
        """The status of a result: that of the verb that tells it."""
        if result.attributive:
            return Reading()
        tree = self.tree
        above = (result.token, *tree.ancestors(result.token))
        verbs = (token for token in above if tree.tokens[token].pos == "VERB")
        verb = next(verbs, result.token)
        if tree.relation(verb) == "advcl" and tree.head(verb) >= 0:
            # "took 40 percent to win the presidency" tells what happened
            marks = {tree.word(child) for child in tree.children(verb, "mark")}
            verb = tree.head(verb) if "to" in marks else verb
        reading = self.status.read(Trigger(Frame("results", ()), "verbs", verb, (verb,)))
        if tree.lemma(verb) in ("have", "hold", "occupy", "command"):
            # "will have 38 deputies": they are won
            reading.signs = [sign for sign in reading.signs if sign.effect != "planned"]
        return reading

    def _bodies(self, result: Result) -> list[Mention]:
        """The chamber whose seats they are: in the number's own phrase, or hanging on its verb."""
        near = {result.token, self.tree.head(result.token)}
        return [
            mention
            for mention in self.mentions
            if mention.cls == "Legislature"
            and any(
                self.tree.head(token) in near or token in near
                for token in range(mention.first, mention.last)
            )
        ][:1]

    def _claim(self, kind: str, predicate: str, **parts: object) -> Claim:
        return Claim(
            article=self.article.id,
            kind=kind,  # type: ignore[arg-type]  # relation or event, as the pattern says
            predicate=predicate,
            evidence=self.evidence,
            extractor=self.extractor,
            **parts,  # type: ignore[arg-type]
        )


def _triple(claim: Claim) -> tuple[object, ...]:
    return claim.predicate, claim.subject, claim.object


def _names(entity: Entity) -> str:
    return " ".join((entity.name, *entity.aliases))


def _holds_word(text: str, words: Iterable[str]) -> bool:
    lowered = f" {text.lower()}"
    return any(f" {word}" in lowered for word in words)
