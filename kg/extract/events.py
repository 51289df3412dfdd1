"""Claims of events: who takes part in what a pattern tells, and where."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from kg.extract.arguments import Argument
from kg.extract.context import Context, holds_word
from kg.extract.frames import Pattern
from kg.extract.frames import Slots as SlotNames
from kg.extract.triggers import Trigger
from kg.model import Claim, Entity
from kg.vocab import ROLES


class Events:
    """The events that one sentence tells.

    Args:
        context: the sentence.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tree = context.tree
        self.lexicon = context.lexicon
        self.mentions = context.mentions
        self.slots = context.slots
        self.arguments = context.arguments
        self.wording = context.wording

    def claims(self, trigger: Trigger, pattern: Pattern) -> Iterator[tuple[Claim, float]]:
        """What a pattern of an event claims of its trigger, and how surely."""
        roles: dict[str, tuple[Entity | str, ...]] = {}
        named = False
        scores: list[float] = []
        taken: set[str] = set()
        posted = False  # whether it has a post, be it one that is no entity
        for role, slots in pattern.slots.items():
            classes = pattern.classes.get(role, ROLES.get(role) or ("Entity",))
            wanted = self.lexicon.words.get(pattern.words.get(role, ""), frozenset())
            found = [
                argument
                for argument in self.context.fill(trigger, slots, classes, words=wanted)
                if argument.entity.id not in taken
            ]
            if role == "about" and not found:
                words = next(
                    (
                        words
                        for words in self.wording.topics(trigger, slots)
                        if not wanted or holds_word(words, wanted)
                    ),
                    "",
                )
                if words:
                    roles[role] = (words,)
                continue
            if not found and role == "place" and trigger.frame.groups:
                found = self._inner_places(trigger, slots)
            if not found:
                posted = posted or (role == "office" and self._post(trigger, slots))
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
        filled = {*roles, "post"} if posted or "office" in roles else set(roles)
        if not named or not filled >= set(pattern.needs):
            return
        if len(roles.get("actor", ())) < pattern.minimum and pattern.minimum > 1:
            return
        claim = self.context.claim("event", pattern.predicate, roles=tuple(sorted(roles.items())))
        yield claim, min(scores)

    def _post(self, trigger: Trigger, slots: SlotNames) -> bool:
        """Whether a slot holds a noun that means a post: "chief negotiator"."""
        posts = self.lexicon.words["posts"]
        return any(
            self.tree.lemma(token) in posts
            for group in slots
            for slot in group
            for token in self.context.slots.fill(trigger, slot)
        )

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
