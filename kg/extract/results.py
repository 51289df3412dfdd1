"""Election results: who won how many seats, or what share of the vote.

Nobody holds two numbers of a kind in one sentence, so that the second goes to the second name. A
list may leave out what it counts, where a sentence shortly before has said so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Argument, Arguments
from kg.extract.frames import Lexicon
from kg.extract.holders import CONTESTANTS, Holders
from kg.extract.numbers import (
    BEAT,
    Quantity,
    bare,
    parse_number,
    seats,
    shares,
    speaks_of_seats,
)
from kg.extract.slots import Slots
from kg.model import Mention
from kg.syntax import Tree

# what grows or shrinks to a number of seats: "quadrupled its strength to 28"
_STRENGTH = frozenset("strength representation tally haul caucus contingent presence bloc".split())
_VERSUS = ("to", "against", "versus", "v", "-", "–")


@dataclass(frozen=True, slots=True)
class Result:
    """A number that somebody won: "the PTI seatsWon 95, of 264"."""

    predicate: str  # seatsWon or voteShare
    held: Argument
    value: int | float
    total: int | None  # of how many seats, where said
    token: int  # that carries the number in the syntax
    attributive: bool = False  # "Massa (36.7%)", "the PVV, with 37 seats,": no verb tells it


class Results:
    """The results that one sentence tells.

    Args:
        tree: its syntax.
        mentions: its names.
        slots: where arguments stand.
        arguments: whom tokens mean.
        lexicon: for verbs whose object a result can be.
        before: the syntax of the sentences before, the nearest first, one of which may have said
            what is counted.
    """

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        slots: Slots,
        arguments: Arguments,
        lexicon: Lexicon,
        before: Sequence[Tree] = (),
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.slots = slots
        self.arguments = arguments
        self.before = before
        self.holders = Holders(tree, mentions, slots, arguments, lexicon)

    def found(self) -> Iterator[Result]:
        """Every result of the sentence."""
        tree = self.tree
        if not any(
            token.pos in ("NUM", "SYM") or token.text[:1].isdigit() for token in tree.tokens
        ):
            quantities = [("seatsWon", quantity) for quantity in seats(tree)]
        else:
            quantities = self._quantities()
        if not quantities:
            return
        if "respectively" in {tree.word(index) for index in range(len(tree))}:
            yield from self._respectively(quantities)
            return
        taken: set[tuple[str, str]] = set()
        for result in self._scores(quantities):
            taken.add((result.predicate, result.held.entity.id))
            yield result
        for predicate, quantity in quantities:
            if self._of_place(quantity) or self._of_place(quantity, after=True):
                continue
            for held, token in self.holders.held(predicate, quantity):
                if (predicate, held.entity.id) not in taken:
                    taken.add((predicate, held.entity.id))
                    yield Result(
                        predicate,
                        held,
                        quantity.value,
                        quantity.total,
                        token,
                        attributive=token == quantity.top and self._apart(quantity),
                    )
                    break

    def _of_place(self, quantity: Quantity, *, after: bool = False) -> bool:
        """Whether a count is one of several, place by place: "15 in Karachi and two in Thatta".

        Such a count is its place's, not the holder's.

        Args:
            quantity: the count.
            after: whether it is the later one, without the word for what is counted.
        """
        tree, places = self.tree, {m.first: m for m in self.mentions if m.cls == "Place"}
        here = places.get(quantity.last + 1) if quantity.last < len(tree) else None
        if here is None or tree.word(quantity.last) != "in":
            return False
        if after:
            before = [m.last for m in places.values() if m.last < quantity.first]
            return bool(before) and {
                tree.word(index) for index in range(max(before), quantity.first)
            } <= {",", "and", "another"}
        index = here.last
        while index < len(tree) and tree.word(index) in (",", "and", "another"):
            index += 1
        if index == here.last or index + 2 >= len(tree) or tree.tokens[index].pos != "NUM":
            return False
        return tree.word(index + 1) == "in" and index + 2 in places

    def _apart(self, quantity: Quantity) -> bool:
        """Whether a number stands in brackets, or between commas beside the name it belongs to."""
        tree = self.tree
        before = quantity.first - 1
        if before > 0 and tree.word(before) == "with":
            before -= 1
            if tree.word(before) == "," and any(m.last == before for m in self.mentions):
                return True
        return before >= 0 and tree.word(before) in ("(", ":", "–", "—")

    def _quantities(self) -> list[tuple[str, Quantity]]:
        """Seats, shares, and the bare numbers that follow one of them, in the order of the text."""
        tree = self.tree
        seated = list(seats(tree))
        # what the nearest sentence that counts anything counts
        counted = ((bool(list(seats(one))), bool(list(shares(one)))) for one in self.before)
        earlier, voted = next((kinds for kinds in counted if any(kinds)), (False, False))
        shared = list(shares(tree, counting=voted))
        known = {index for q in (*seated, *shared) for index in range(q.first, q.last)}
        found = [("seatsWon", q) for q in seated] + [("voteShare", q) for q in shared]
        strong = any(tree.lemma(token) in _STRENGTH for token in range(len(tree)))
        strong = strong or speaks_of_seats(tree)
        counts_seats, counts_votes = bool(seated) or earlier or strong, bool(shared) or voted
        if not counts_seats and not counts_votes:
            return []
        for quantity in bare(tree):
            if known & {*range(quantity.first, quantity.last)} or self._is_age(quantity):
                continue
            whole = isinstance(quantity.value, int)
            if whole and counts_seats and (seated or not shared):
                found.append(("seatsWon", quantity))
            elif counts_votes and quantity.value <= 100 and (shared or not whole):
                found.append(("voteShare", quantity))
        return sorted(found, key=lambda pair: pair[1].first)

    def _is_age(self, quantity: Quantity) -> bool:
        """Whether a number between commas behind a name is somebody's age: "X, 59, took"."""
        tree = self.tree
        before, behind = quantity.first - 1, quantity.last
        between = before > 0 and behind < len(tree) and tree.word(before) == ","
        return (
            between
            and tree.word(behind) == ","
            and any(m.last == before and m.cls == "Person" for m in self.mentions)
        )

    def _respectively(self, quantities: Sequence[tuple[str, Quantity]]) -> Iterator[Result]:
        """ "A and B won 54 and 17 seats respectively": the first has the first."""
        predicate = quantities[0][0]
        classes = CONTESTANTS[predicate]
        held = [
            found[0]
            for mention in self.mentions
            if mention.cls in classes
            for found in [self.arguments.mentioned(mention.first, classes)]
            if found
        ]
        numbers = [
            (value, index)
            for index in range(len(self.tree))
            if (value := parse_number([self.tree.word(index)])) is not None
            and self.tree.word(index) not in ("a", "and", "-")
        ]
        if len(held) == len(numbers) > 1:
            for argument, (value, index) in zip(held, numbers, strict=True):
                yield Result(predicate, argument, value, None, index)

    def _scores(self, quantities: Sequence[tuple[str, Quantity]]) -> Iterator[Result]:
        """What winner and loser have of a score: "beat Y by 51.9 percent to 48"."""
        tree = self.tree
        for (kind, one), (_, other) in itertools.pairwise(quantities):
            joint = tree.word(one.last) if one.last < len(tree) else ""
            if other.first != one.last + 1 or joint not in _VERSUS:
                continue
            verb = next((a for a in tree.ancestors(one.top) if tree.lemma(a) in BEAT), -1)
            classes = CONTESTANTS[kind]
            sides = (self.slots.agents(verb), self.slots.patients(verb)) if verb >= 0 else ([], [])
            held = [self.arguments.entities(side, classes, listed=False)[:1] for side in sides]
            if held[0] and held[1] and kind == "voteShare":
                yield Result(kind, held[0][0], one.value, None, one.top)
                yield Result(kind, held[1][0], other.value, None, one.top)
