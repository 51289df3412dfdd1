"""Election results: who won how many seats, or what share of the vote.

A number's holder is whom the words beside it name ("Massa (36.7%)", "the NPP's eighty", "41.6
percent for Bawumia"), else whom the syntax around it gives. Nobody holds two numbers of a kind in
one sentence, so that the second goes to the second name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.arguments import Argument, Arguments
from kg.extract.frames import Lexicon
from kg.extract.numbers import BEAT, GIVE, Quantity, bare, parse_number, seats, shares
from kg.extract.slots import Slots
from kg.model import Mention
from kg.syntax import Tree

_JOINTS = frozenset(
    ") ( , : - – — won at on got took has had have holds secured received polled scored".split()
)
# who can win seats and votes; a commission that counts them cannot
_CONTESTANTS = {"seatsWon": ("Party", "Alliance"), "voteShare": ("Party", "Alliance", "Person")}
_PLACES = frozenset("first second third fourth fifth next last followed with in".split())
# what grows or shrinks to a number of seats: "quadrupled its strength to 28"
_STRENGTH = frozenset("strength representation tally haul caucus contingent presence bloc".split())
# verbs whose object wins: "re-elected her with 60 percent", "declared him the winner"
_MAKE = frozenset(
    """elect re-elect reelect choose pick select name declare proclaim announce return crown confirm
    pronounce nominate show see""".split()
)
_HAULS = ("haul", "tally", "total", "seat", "share", "percent", "%", "count")
_OBJECTS = ("obj", "obl", "xcomp", "ccomp", "advmod", "nmod", "iobj", "dep", "nummod")


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
        before: the syntax of the sentence before, which may have said what is counted.
    """

    def __init__(
        self,
        tree: Tree,
        mentions: Sequence[Mention],
        slots: Slots,
        arguments: Arguments,
        lexicon: Lexicon,
        before: Tree | None = None,
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.slots = slots
        self.arguments = arguments
        self.before = before
        self.verbs = lexicon.words["result_verbs"]

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
        for predicate, quantity in quantities:
            if self._of_place(quantity) or self._of_place(quantity, after=True):
                continue
            for held, token in self._held(predicate, quantity):
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
        earlier = self.before is not None and bool(list(seats(self.before)))
        voted = self.before is not None and bool(list(shares(self.before)))
        shared = list(shares(tree, counting=voted))
        known = {index for q in (*seated, *shared) for index in range(q.first, q.last)}
        found = [("seatsWon", q) for q in seated] + [("voteShare", q) for q in shared]
        strong = any(tree.lemma(token) in _STRENGTH for token in range(len(tree)))
        counts_seats, counts_votes = bool(seated) or earlier or strong, bool(shared) or voted
        if not counts_seats and not counts_votes:
            return []
        for quantity in bare(tree):
            if known & {*range(quantity.first, quantity.last)}:
                continue
            whole = isinstance(quantity.value, int)
            if whole and counts_seats and (seated or not shared):
                found.append(("seatsWon", quantity))
            elif counts_votes and quantity.value <= 100 and (shared or not whole):
                found.append(("voteShare", quantity))
        return sorted(found, key=lambda pair: pair[1].first)

    def _respectively(self, quantities: Sequence[tuple[str, Quantity]]) -> Iterator[Result]:
        """ "A and B won 54 and 17 seats respectively": the first has the first."""
        predicate = quantities[0][0]
        classes = _CONTESTANTS[predicate]
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

    # Holders -------------------------------------------------------------------------------

    def _held(self, predicate: str, quantity: Quantity) -> Iterator[tuple[Argument, int]]:
        """Who may hold a quantity, the likeliest first, with the token that tells so."""
        classes = _CONTESTANTS[predicate]
        for token in (self._owner(quantity), self._recipient(quantity, classes)):
            if token is not None:
                for argument in self.arguments.mentioned(token, classes)[:1]:
                    yield argument, quantity.top
        for token in self._beside(quantity, _JOINTS):
            for argument in self.arguments.mentioned(token, classes)[:1]:
                yield argument, quantity.top
        clauses = self.tree.children(quantity.top, "acl:relcl", "acl")
        won = [clause for clause in clauses if self.tree.lemma(clause) in self.verbs]
        # "the two seats that it won": the clause tells, not the verb around it
        token = won[0] if won else quantity.top
        tokens = self.slots.agents(token) if won else self._holders(quantity)
        held = self.arguments.entities(tokens, classes, followers=True)
        if len(held) == 1:
            yield held[0], token
        if not held and self.tree.case(quantity.top) == "with":
            held = self._around(quantity, classes)
            if len(held) == 1:
                yield held[0], quantity.top
        # "Pheu Thai second with 141"
        for beside in self._beside(quantity, _JOINTS | _PLACES):
            for argument in self.arguments.mentioned(beside, classes)[:1]:
                yield argument, quantity.top

    def _around(self, quantity: Quantity, classes: Sequence[str]) -> list[Argument]:
        """Who stands in the clauses around "with 75 seats", the nearest first."""
        for above in self.tree.ancestors(quantity.top):
            if self.tree.tokens[above].pos == "VERB":
                found = self.arguments.entities(self.slots.agents(above), classes, followers=True)
                if found:
                    return found
        return []

    def _owner(self, quantity: Quantity) -> int | None:
        """The name whose possession a number is: "the NPP's eighty", "its 14 percent"."""
        index = quantity.first - 1
        while index > 0 and self.tree.tokens[index].pos in ("ADV", "ADJ"):
            index -= 1
        if index > 0 and self.tree.word(index) in ("'s", "’s", "'", "’"):
            return index - 1
        owner = self.tree.word(index) in ("its", "his", "her", "their") if index >= 0 else False
        return index if owner else None

    def _recipient(self, quantity: Quantity, classes: Sequence[str]) -> int | None:
        """The name that a number goes to: "41.6 percent for Vice President Bawumia"."""
        tree, index = self.tree, quantity.last
        if index + 2 < len(tree) and tree.word(index) == "of":
            # "percent of the votes cast": what is counted
            counted = range(index + 1, min(index + 6, len(tree)))
            index = next((i + 1 for i in counted if tree.lemma(i) in ("vote", "ballot")), index)
        while index < len(tree) and tree.word(index) in ("cast", "going", "went", "each"):
            index += 1
        if index >= len(tree) or tree.word(index) not in ("for", "to"):
            return None
        starts = {m.first: m for m in self.mentions if m.cls in classes}
        for place in range(index + 1, min(index + 8, len(tree))):
            mention = starts.get(place)
            if mention is not None:
                following = tree.word(mention.last) if mention.last < len(tree) else ""
                if following not in ("'s", "’s"):
                    return mention.first
            elif tree.tokens[place].pos in ("VERB", "AUX", "NUM") or tree.word(place) in ",;":
                return None
        return None

    def _beside(self, quantity: Quantity, joints: frozenset[str]) -> list[int]:
        """The name right before a number: "Massa (36.7%)", "the PPP: 54 seats", "the PPP 54"."""
        tree = self.tree
        index = quantity.first - 1
        while index >= 0 and (
            tree.word(index) in joints or (tree.tokens[index].pos == "ADV" and index > 0)
        ):
            index -= 1
        if quantity.first - index > 4:
            return []
        names = [m for m in self.mentions if m.last <= index + 1]
        if not names or names[-1].last != index + 1:
            return []
        found = [names[-1].first]
        if len(names) > 1 and names[-1].cls != "Person" and names[-2].cls == "Person":
            between = range(names[-2].last, names[-1].first)
            if {tree.word(place) for place in between} <= {"of", "from", "the", "(", ","}:
                found.insert(0, names[-2].first)  # "Kim Moon-soo of the PPP (41.2%)"
        return found

    def _holders(self, quantity: Quantity) -> list[int]:
        """The tokens that name who won a quantity; none where the syntax does not say."""
        tree, slots, top = self.tree, self.slots, quantity.top
        for _ in range(4):
            head, relation = tree.head(top), tree.relation(top)
            if head < 0:
                return tree.children(top, "nsubj")
            owners = tree.children(top, "nmod:poss")
            if owners:
                return owners
            if tree.tokens[head].pos in ("VERB", "AUX"):
                return self._of_verb(top, head, relation)
            attached = relation in ("nmod", "appos", "parataxis", "acl", "list", "dep", "nummod")
            above = tree.head(head)
            made = tree.relation(head) in ("xcomp", "ccomp", "obl") and above >= 0
            if made and tree.lemma(above) in _MAKE and tree.case(top) == "with":
                return slots.patients(above)
            if attached and tree.lemma(head) in _HAULS:
                top = head
                continue
            if attached and tree.case(top) == "with" and tree.relation(head) == "obj":
                # "buried him with 82 percent": who does it has them
                return slots.agents(above) if tree.lemma(above) in BEAT else [head]
            if attached and tree.case(top) in ("with", "at", "on", ""):
                return [head]
            if relation in ("compound", "conj", "nmod"):
                top = head
                continue
            if tree.has_copula(head) or tree.tokens[head].pos in ("ADJ", "ADV"):
                # "was second with 54 seats"
                return tree.children(head, "nsubj")
            return []
        return slots.agents(top) if tree.tokens[top].pos == "VERB" else []

    def _of_verb(self, top: int, verb: int, relation: str) -> list[int]:
        """Who won what is an argument of a verb."""
        tree, slots = self.tree, self.slots
        case = tree.case(top)
        if relation in _OBJECTS:
            if (
                tree.lemma(verb) in GIVE
                and relation in ("obj", "iobj", "advmod", "obl")
                and (not case)
            ):
                # "gave it 183 seats", "was handed 40 percent"
                between = [
                    child
                    for child in tree.children(verb, "iobj", "obj", "expl", "dep")
                    if verb < child < top
                ]
                return slots.patients(verb) if tree.passive(verb) else between
            if case == "to" and relation in ("obl", "obj"):
                # "were cut to 121 seats", "shrank to 191": what is left is what was won
                return slots.patients(verb) if tree.passive(verb) else slots.agents(verb)
            if case == "in" and tree.lemma(verb) == "elect":
                return slots.patients(verb)  # "are elected or leading in 40 ridings"
            if case == "for" and tree.lemma(verb) == "settle":
                return slots.agents(verb)
            if tree.lemma(verb) in _MAKE and case in ("with", "on", "by"):
                return slots.patients(verb)
            if tree.lemma(verb) in self.verbs or case == "with":
                if tree.passive(verb):
                    return slots.patients(verb) if case == "with" else slots.agents(verb)
                return slots.agents(verb) or slots.patients(verb)
            # "have a tally of", "win a haul of": support nouns pass on
            return []
        if relation == "nsubj":
            if tree.tokens[top].deprel == "nsubj:pass":
                return slots.agents(verb)
            return tree.phrases(verb, "to") or tree.phrases(verb, "for")
        return []
