"""Who holds a number of seats or a share of the vote.

A number's holder is whom the words beside it name ("Massa (36.7%)", "the NPP's eighty", "41.6
percent for Bawumia"), else whom the syntax around it gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Argument, Arguments
from kg.extract.frames import Lexicon
from kg.extract.numbers import BEAT, GIVE, Quantity
from kg.extract.slots import Slots
from kg.model import Mention
from kg.syntax import Tree

# who can win seats and votes; a commission that counts them cannot
CONTESTANTS = {"seatsWon": ("Party", "Alliance"), "voteShare": ("Party", "Alliance", "Person")}
_JOINTS = frozenset(
    ") ( , : - – — won at on got took has had have holds secured received polled scored".split()
)
_PLACES = frozenset("first second third fourth fifth next last followed with in".split())
# verbs whose object wins: "re-elected her with 60 percent", "declared him the winner"
_MAKE = frozenset(
    """elect re-elect reelect choose pick select name declare proclaim announce return crown confirm
    pronounce nominate show see""".split()
)
_HAULS = ("haul", "tally", "total", "seat", "share", "percent", "%", "count")
_OBJECTS = ("obj", "obl", "xcomp", "ccomp", "advmod", "nmod", "iobj", "dep", "nummod")


class Holders:
    """Who holds the numbers of one sentence.

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
        self.verbs = lexicon.words["result_verbs"]

    def held(self, predicate: str, quantity: Quantity) -> Iterator[tuple[Argument, int]]:
        """Who may hold a quantity, the likeliest first, with the token that tells so."""
        classes = CONTESTANTS[predicate]
        for token in (
            self._owner(quantity),
            self._recipient(quantity, classes),
            self._apposed(quantity, classes),
        ):
            if token is not None:
                for argument in self.arguments.mentioned(token, classes)[:1]:
                    yield argument, quantity.top
        told = self._told(quantity, classes)
        for token in () if told else self._beside(quantity, _JOINTS):
            for argument in self.arguments.mentioned(token, classes)[:1]:
                yield argument, quantity.top
        if told:
            yield told[0], quantity.top
        clauses = self.tree.children(quantity.top, "acl:relcl", "acl")
        won = [clause for clause in clauses if self.tree.lemma(clause) in self.verbs]
        # "the two seats that it won": the clause tells, not the verb around it
        token = won[0] if won else quantity.top
        tokens = self.slots.agents(token) if won else self._holders(quantity)
        held = self.arguments.entities(tokens, classes, followers=True)
        if len(held) > 1 and len(tokens) == 1:
            held = self.arguments.entities(tokens, classes, followers=True, listed=False)
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

    def _told(self, quantity: Quantity, classes: Sequence[str]) -> list[Argument]:
        """Whose number a verb right before it tells: X's in "X, who leads the PPP, received 54"."""
        tree, verb = self.tree, quantity.first - 1
        while verb > 0 and tree.tokens[verb].pos == "ADV":
            verb -= 1
        if verb <= 0 or tree.tokens[verb].pos not in ("VERB", "AUX") or self._lacks(verb):
            return []
        given = tree.passive(verb) and tree.lemma(verb) in GIVE
        who = self.slots.patients(verb) if given else self.slots.agents(verb)
        who = [token for token in who if token < verb] or who
        found = self.arguments.entities(who, classes, followers=True, listed=False)
        return found if len(found) == 1 else []

    def _lacks(self, verb: int) -> bool:
        """Whether what a verb tells is no haul: "contested eight"."""
        return self.tree.lemma(verb) not in self.verbs | GIVE

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

    def _apposed(self, quantity: Quantity, classes: Sequence[str]) -> int | None:
        """The name before an apposition and a number: "X, first secretary of the PS, 2.16%"."""
        tree, index = self.tree, quantity.first - 1
        while index > 0 and tree.word(index) in ("on", "at", "with", "got", "won", "took"):
            index -= 1
        starts = {m.first for m in self.mentions if m.cls in classes}
        ends = {m.last: m.first for m in self.mentions if m.cls in classes}
        while index > 2 and tree.word(index) == ",":
            comma = index
            index -= 1
            while index > 0 and tree.word(index) not in ",;:()–—":
                if tree.tokens[index].pos in ("VERB", "NUM"):
                    return None
                index -= 1
            if tree.word(index) != "," or index + 1 in starts or comma - index < 3:
                return None
            if tree.tokens[index + 1].pos not in ("DET", "NOUN", "ADJ", "PROPN", "ADV"):
                return None
            if index in ends:
                return ends[index]
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
