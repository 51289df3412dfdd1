"""Claims of relations: a pattern's subjects and objects, checked by class and paired."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.arguments import Argument
from kg.extract.context import Context
from kg.extract.frames import Pattern
from kg.extract.triggers import Trigger
from kg.model import Claim, Entity
from kg.vocab import QUALIFIERS, RELATIONS

_BODIES = frozenset({"Party", "Alliance"})
_SYMMETRIC_ALL = 5  # more parties than this in one list are a list, not an alliance of all


class Relations:
    """The relations that one sentence states.

    Args:
        context: the sentence.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tree = context.tree
        self.lexicon = context.lexicon
        self.slots = context.slots
        self.arguments = context.arguments
        self.wording = context.wording

    def claims(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        """What a pattern of a relation claims of its trigger, and how surely."""
        relation = RELATIONS[pattern.predicate]
        if pattern.symmetric is not None:
            yield from self._symmetric(trigger, pattern)
            return
        subjects = self.context.fill(
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
        objects = self.context.fill(trigger, slots, allowed, words=wanted)
        if not objects and ("title",) in slots:
            yield from self._own_titles(trigger, pattern, allowed)
        if len(subjects) > 1 and {one.entity.id for one in subjects} == {
            one.entity.id for one in objects
        }:
            return  # one list in both places: it does nothing to itself
        for_party = ("implied",) in pattern.slots.get("subject", ())
        for subject, found in itertools.product(subjects, objects):
            if for_party and found.entity.cls in _BODIES:
                subject = self.arguments.for_party(subject)  # noqa: PLW2901
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
                for argument in self.context.fill(trigger, (slot,), classes):
                    if slot == ("modifier",) and argument.entity.cls == "Alliance":
                        continue  # "the PDM alliance" is the PDM itself
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
                found = self.context.fill(
                    trigger, pattern.slots[name], QUALIFIERS[name] or ("Entity",)
                )
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
        return self.context.claim(
            "relation",
            pattern.predicate,
            subject=subject,
            object=value,
            qualifiers=tuple(sorted(qualifiers.items())),
        )
