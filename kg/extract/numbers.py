"""Seats and shares of the vote: which number belongs to whom.

The number's phrase is found by its words ("95 out of 264 seats", "17 percent of the vote"), its
holder by the syntax around it, and lists that leave the verb out ("the PML-N 75 and the PPP 54")
by the order of names and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.slots import Slots
from kg.syntax import Tree

_SEATS = frozenset({"seat", "constituency", "mandate"})
# "finished with 72 lawmakers": so many people are so many seats
_HOLDERS_OF_SEATS = frozenset({"lawmaker", "mp", "deputy", "legislator", "senator", "councillor"})
_ELECT = frozenset("elect re-elect win get obtain poll secure finish".split())
_GIVE = frozenset({"give", "bring", "hand", "leave", "award", "deliver", "earn", "net"})
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_NOT_A_RESULT = frozenset("more fewer less additional extra reserved short least majority".split())
_PERCENT = frozenset({"%", "percent", "percentage", "pct", "pc"})
_COUNTS = frozenset("vote ballot tally count result runoff round election referendum".split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of seats or a share of votes in a sentence."""

    value: int | float
    total: int | None  # of how many seats, where said
    first: int  # its tokens
    last: int
    top: int  # the token that hangs on the rest of the sentence


def parse_number(words: list[str]) -> int | float | None:
    """The value of a number in figures or words, None if it is none.

    >>> parse_number(["1,024"]), parse_number(["twenty", "-", "three"]), parse_number(["37.5"])
    (1024, 23, 37.5)
    """
    total: int | float | None = None
    for word in words:
        if _DIGITS.fullmatch(word):
            number = float(word.replace(",", ""))
            total = int(number) if "." not in word else number
        elif word in _NUMBER_WORDS:
            total = (total or 0) + _NUMBER_WORDS[word]
        elif word == "hundred":
            total = (total or 1) * 100
        elif word == "dozen":
            total = (total or 1) * 12
        elif word not in ("-", "and", "a"):
            return None
    return total


def seats(tree: Tree) -> Iterator[Quantity]:
    """The numbers of seats in a sentence."""
    for token in range(len(tree)):
        if tree.lemma(token) not in _SEATS | _HOLDERS_OF_SEATS:
            continue
        first, numbers, words = _before(tree, token)
        few = _few(tree, token)
        if not numbers and few is not None:
            yield Quantity(few, None, token, token + 1, token)
        if not numbers or words & _NOT_A_RESULT:
            continue
        whole = all(isinstance(number, int) for number in numbers)
        if not whole or any(tree.lemma(child) in _NOT_A_RESULT for child in tree.children(token)):
            continue
        total = int(numbers[1]) if len(numbers) > 1 else _total_after(tree, token)
        yield Quantity(int(numbers[0]), total, first, token + 1, _top(tree, first, token + 1))


def _few(tree: Tree, token: int) -> int | None:
    """One or none, in words: "a single seat", "no seat"."""
    if tree.lemma(token) not in _SEATS:
        return None
    words = {tree.word(child) for child in tree.children(token, "amod", "det")}
    if words & {"single", "lone", "sole"}:
        return 1
    return 0 if "no" in words else None


def shares(tree: Tree) -> Iterator[Quantity]:
    """The shares of the vote in a sentence, in percent."""
    for token in range(1, len(tree)):
        word = tree.word(token)
        per_cent = word == "cent" and tree.word(token - 1) == "per"
        if word not in _PERCENT and not per_cent:
            continue
        position = token - 2 if per_cent else token - 1
        value = parse_number([tree.word(position)]) if position >= 0 else None
        if value is None or not 0 <= value <= 100:
            continue
        found = Quantity(float(value), None, position, token + 1, _top(tree, position, token + 1))
        if _is_share(tree, found):
            yield found


def _is_share(tree: Tree, found: Quantity) -> bool:
    """Whether a percentage is one of votes: by the words near it, or by what it belongs to."""
    after = range(found.last, min(found.last + 5, len(tree)))
    before = range(max(0, found.first - 4), found.first)
    if {tree.lemma(index) for index in (*after, *before)} & {"vote", "ballot"}:
        return True
    if found.last < len(tree) and tree.word(found.last) == "of":
        return False  # of something else
    name = found.first - 1
    if name >= 1 and tree.word(name) == "(" and tree.tokens[name - 1].pos == "PROPN":
        return True  # "Massa (36.7%)"
    lemmas = {tree.lemma(token) for token in range(len(tree))}
    if name >= 0 and tree.tokens[name].pos == "PROPN" and lemmas & _COUNTS:
        return True  # "final tally: Prabowo Subianto 58.6 pct"
    head = tree.head(found.top)
    return head >= 0 and tree.lemma(head) in _ELECT and tree.relation(found.top) in ("obj", "obl")


def _before(tree: Tree, token: int) -> tuple[int, list[int | float], set[str]]:
    """The numbers that lead up to a noun: its first token, the values, other words between."""
    numbers: list[int | float] = []
    words: set[str] = set()
    index, first, run = token - 1, token, list[str]()
    while index >= 0 and token - index <= 9:
        word = tree.word(index)
        numeric = parse_number([word]) is not None and word not in ("a", "and", "-")
        if numeric:
            run.insert(0, word)
            first = index
        elif word == "-" and run and index > 0 and tree.word(index - 1) in _NUMBER_WORDS:
            pass  # twenty-three
        else:
            if run:
                _push(numbers, run)
                run = []
            if numbers and word not in ("of", "out", "the", "a", "total"):
                break
            clause_edge = tree.tokens[index].pos in ("VERB", "AUX", "PRON", "PUNCT", "CCONJ")
            if not numbers and clause_edge and word != "-":
                break
            words.add(tree.lemma(index))
        index -= 1
    if run:
        _push(numbers, run)
    return first, numbers, words


def _push(numbers: list[int | float], run: list[str]) -> None:
    value = parse_number(run)
    if value is not None:
        numbers.insert(0, value)


def _total_after(tree: Tree, token: int) -> int | None:
    """ "75 seats in the 336-member assembly", "75 seats out of 264"."""
    for index in range(token + 1, min(token + 8, len(tree))):
        if tree.word(index) in (",", ";", "and"):
            return None
        value = parse_number([tree.word(index)])
        following = [tree.lemma(i) for i in range(index + 1, min(index + 3, len(tree)))]
        before = tree.word(index - 1)
        if isinstance(value, int) and ("member" in following or "seat" in following):
            return value
        if isinstance(value, int) and before == "of":
            return value
    return None


def _top(tree: Tree, first: int, last: int) -> int:
    inside = range(first, last)
    for token in reversed(inside):
        if tree.head(token) not in inside:
            return token
    return last - 1


def holders(tree: Tree, slots: Slots, quantity: Quantity, verbs: frozenset[str]) -> list[int]:
    """The tokens that name who won a quantity; none where the syntax does not say.

    Args:
        verbs: that take a result as their object.
    """
    top = quantity.top
    for _ in range(3):
        head, relation = tree.head(top), tree.relation(top)
        if head < 0:
            return tree.children(top, "nsubj")
        if relation == "nmod" and tree.tokens[head].deprel == "nmod:poss":
            return [head]
        owners = tree.children(top, "nmod:poss")
        if owners:
            return owners
        if tree.tokens[head].pos in ("VERB", "AUX"):
            if relation in ("obj", "obl", "xcomp", "ccomp", "advmod", "nmod"):
                if tree.lemma(head) in _GIVE and relation == "obj":
                    return tree.children(head, "iobj")
                if tree.case(top) == "to" and relation == "obl":
                    # "were cut to 121 seats", "shrank to 191": what is left is what was won
                    return slots.patients(head) if tree.passive(head) else slots.agents(head)
                if tree.lemma(head) in verbs or tree.case(top) == "with":
                    return slots.agents(head) or slots.patients(head)
                # "have a tally of", "win a haul of": support nouns pass on
                return []
            if relation in ("nsubj", "nsubj:pass"):
                if tree.tokens[top].deprel == "nsubj:pass":
                    return slots.agents(head)
                return tree.phrases(head, "to") or tree.phrases(head, "for")
            return []
        attached = relation in ("nmod", "appos", "parataxis", "acl", "list", "dep", "nummod")
        if attached and tree.lemma(head) in ("haul", "tally", "total", "seat"):
            top = head
            continue
        if attached and tree.case(top) in ("with", ""):
            return [head]
        if relation in ("compound", "conj", "nmod"):
            top = head
            continue
        return []
    return []
