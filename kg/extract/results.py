"""Election results: who won how many seats, or what share of the vote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Argument, Arguments
from kg.extract.frames import Lexicon
from kg.extract.numbers import Quantity, holders, parse_number, seats, shares
from kg.extract.slots import Slots
from kg.model import Mention
from kg.syntax import Tree

_JOINTS = frozenset(") ( , with won - : at on got took has had have holds secured".split())
# who can win seats and votes; a commission that counts them cannot
_CONTESTANTS = {"seatsWon": ("Party", "Alliance"), "voteShare": ("Party", "Alliance", "Person")}


@dataclass(frozen=True, slots=True)
class Result:
    """A number that somebody won: "the PTI seatsWon 95, of 264"."""

    predicate: str  # seatsWon or voteShare
    held: Argument
    value: int | float
    total: int | None  # of how many seats, where said
    token: int  # that carries the number in the syntax


class Results:
    """The results that one sentence tells.

    Args:
        tree: its syntax.
        mentions: its names.
        slots: where arguments stand.
        arguments: whom tokens mean.
        lexicon: for verbs whose object a result can be.
    """

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        slots: Slots,
        arguments: Arguments,
        lexicon: Lexicon,
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.slots = slots
        self.arguments = arguments
        self.lexicon = lexicon

    def found(self) -> Iterator[Result]:
        """Every result of the sentence."""
        for predicate, quantities in (("seatsWon", seats), ("voteShare", shares)):
            found = list(quantities(self.tree))
            for quantity in found:
                yield from self._result(predicate, quantity)
            if found:
                yield from self._listed(predicate, found)

    def _result(self, predicate: str, quantity: Quantity) -> Iterator[Result]:
        verbs = self.lexicon.words["result_verbs"]
        clauses = self.tree.children(quantity.top, "acl:relcl", "acl")
        won = [clause for clause in clauses if self.tree.lemma(clause) in verbs]
        # "the two seats that it won": the clause tells, not the verb around it
        token = won[0] if won else quantity.top
        tokens = (
            self.slots.agents(token) if won else holders(self.tree, self.slots, quantity, verbs)
        )
        classes = _CONTESTANTS[predicate]
        held = self.arguments.entities(tokens, classes, followers=True)
        if not held and self.tree.case(quantity.top) == "with":
            held = self._with(quantity, classes)
        if not held:
            held = self.arguments.entities(self._beside(quantity), classes)
        if len(held) != 1:
            return  # "A and B won 54 and 17 seats respectively" is read as a list
        yield Result(predicate, held[0], quantity.value, quantity.total, token)

    def _with(self, quantity: Quantity, classes: Sequence[str]) -> list[Argument]:
        """Who stands in the clauses around "with 75 seats", the nearest first."""
        for above in self.tree.ancestors(quantity.top):
            if self.tree.tokens[above].pos == "VERB":
                found = self.arguments.entities(self.slots.agents(above), classes, followers=True)
                if found:
                    return found
        return []

    def _listed(self, predicate: str, found: Sequence[Quantity]) -> Iterator[Result]:
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
                        yield Result(predicate, held, value, None, found[0].top)
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
                yield Result(predicate, held, number, None, found[0].top)

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
