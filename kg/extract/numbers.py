"""Seats and shares of the vote: the numbers of a sentence that count them.

A number's phrase is found by its words ("95 out of 264 seats", "17 percent of the vote"); who won
it is for ``kg.extract.results`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.syntax import Tree

_SEATS = frozenset({"seat", "constituency", "mandate", "riding"})
# "finished with 72 lawmakers": so many people are so many seats
_HOLDERS_OF_SEATS = frozenset(
    "lawmaker mp mla mep mna td msp deputy legislator senator councillor parliamentarian".split()
)
# what "75-seat" may stand before, if the seats are somebody's
_HAULS = frozenset("haul tally total bloc contingent caucus group bench strength".split())
_ELECT = frozenset(
    """elect re-elect win get obtain poll secure finish receive garner score capture collect attract
    take muster manage draw gather register record amass attain notch clinch bag land""".split()
)
GIVE = frozenset(
    "give bring hand leave award deliver earn net allot allocate grant fetch yield assign".split()
)
# what is done with a share of the vote: "buried him with 82 percent"
BEAT = frozenset(
    """defeat beat bury crush trounce eliminate oust unseat thrash rout edge top lead trail come
    end emerge prevail triumph sweep victory place declare""".split()
)
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
_COUNTED = frozenset({"count", "tally", "process", "report", "reporting", "scrutinise", "tabulate"})
_PERCENT = frozenset({"%", "percent", "percentage", "pct", "pc", "pc."})
_COUNTS = frozenset(
    """vote ballot tally count result runoff run-off round election referendum by-election
    byelection primary electorate landslide electoral polling""".split()
)
# what else percentages are of
_ECONOMY = frozenset(
    """inflation growth gdp tax tariff price rate unemployment interest economy population turnout
    wage salary budget export import deficit debt cut reduction increase stake""".split()
)
_RANKS = frozenset("second third fourth fifth sixth last runner-up runners-up".split())
_STAND = frozenset("have stand hold be reach sit carry improve".split())
_POLLSTERS = frozenset("survey pollster approval rating popularity favourability".split())
_SHOW = frozenset(
    "show put give suggest indicate predict project place find forecast have see".split()
)
_CHANGES = frozenset(
    "by up down above below under over than least exceed threshold barrier hurdle quota".split()
)


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
    if is_opinion(tree):
        return
    for token in range(len(tree)):
        if tree.lemma(token) not in _SEATS | _HOLDERS_OF_SEATS or _measures(tree, token):
            continue
        first, numbers, words = _before(tree, token)
        few = _few(tree, token)
        if not numbers and few is not None:
            yield Quantity(few, None, token, token + 1, token)
        if not numbers or words & _NOT_A_RESULT or _changed(tree, first):
            continue
        if numbers == [1] and tree.word(first + 1) == "of":
            continue  # "one of the safest seats"
        whole = all(isinstance(number, int) for number in numbers)
        if not whole or any(tree.lemma(child) in _NOT_A_RESULT for child in tree.children(token)):
            continue
        total = int(numbers[1]) if len(numbers) > 1 else _total_after(tree, token)
        yield Quantity(int(numbers[0]), total, first, token + 1, top_of(tree, first, token + 1))


def speaks_of_seats(tree: Tree) -> bool:
    """Whether a sentence counts seats, be it those that were lost: "fell from 125 seats to 13"."""
    if is_opinion(tree):
        return False
    return any(
        tree.lemma(token) in _SEATS | _HOLDERS_OF_SEATS
        and not _measures(tree, token)
        and bool(_before(tree, token)[1])
        for token in range(len(tree))
    )


def _measures(tree: Tree, token: int) -> bool:
    """Whether seats are what a chamber or a majority has: "a 465-seat chamber"."""
    hyphen = token > 0 and tree.word(token - 1) in ("-", "–")
    following = range(token + 1, min(token + 4, len(tree)))
    return hyphen and not any(tree.lemma(index) in _HAULS for index in following)


def _changed(tree: Tree, first: int) -> bool:
    """Whether a number is a difference or a mark that was missed: "by 12 seats", "from 30"."""
    before = tree.word(first - 1) if first > 0 else ""
    if before == "the" and first > 2 and tree.word(first - 2) == "of":
        return True  # "two-thirds of the 276 seats"
    if before == "than":
        return tree.word(first - 2) != "more"  # "fewer than 50" is no count, "more than 150" is one
    return before in ("by", "from", "another")


def _few(tree: Tree, token: int) -> int | None:
    """One or none, in words: "a single seat", "no seat"."""
    if tree.lemma(token) not in _SEATS:
        return None
    words = {tree.word(child) for child in tree.children(token, "amod", "det")}
    if words & {"single", "lone", "sole"}:
        return 1
    return 0 if "no" in words else None


def shares(tree: Tree, *, counting: bool = False) -> Iterator[Quantity]:
    """The shares of the vote in a sentence, in percent.

    Args:
        counting: whether the text has just spoken of votes counted.
    """
    if is_opinion(tree):
        return
    found = list(_percentages(tree))
    # one that is plainly a share says what the others are
    counting = counting or any(_is_share(tree, quantity, counting) for quantity in found)
    yield from (quantity for quantity in found if _is_share(tree, quantity, counting))


def _percentages(tree: Tree) -> Iterator[Quantity]:
    for token in range(1, len(tree)):
        word = tree.word(token)
        per_cent = word == "cent" and tree.word(token - 1) == "per"
        if word not in _PERCENT and not per_cent:
            continue
        if token + 1 < len(tree) and tree.lemma(token + 1) == "point":
            continue
        first = token - 2 if per_cent else token - 1
        value = parse_number([tree.word(first)]) if first >= 0 else None
        if value is not None and 0 <= value <= 100 and not _progress(tree, token + 1):
            yield Quantity(float(value), None, first, token + 1, top_of(tree, first, token + 1))


def _progress(tree: Tree, token: int) -> bool:
    """Whether what follows a percentage tells how far the count is: "of ballots counted"."""
    for index in range(token, min(token + 6, len(tree))):
        if tree.lemma(index) in _COUNTED:
            return True
        if tree.tokens[index].pos == "PUNCT" or tree.word(index) in ("for", "to", "going"):
            return False
    return False


def is_opinion(tree: Tree) -> bool:
    """Whether a sentence tells what a poll of opinion shows, not what voters did."""
    for token in range(len(tree)):
        lemma = tree.lemma(token)
        if lemma in _POLLSTERS or (lemma == "poll" and tree.word(token) == "polling"):
            return True
        if lemma == "poll" and tree.tokens[token].pos != "VERB":
            head = tree.head(token)
            asked = {"opinion", "exit", "latest", "recent", "tracking"}
            if asked & {tree.word(child) for child in tree.children(token)}:
                return True
            subject = tree.relation(token) == "nsubj" and not tree.passive(head)
            if subject and tree.lemma(head) in _SHOW:
                return True
    return False


def _is_share(tree: Tree, found: Quantity, counting: bool) -> bool:
    """Whether a percentage is one of votes: by the words near it, or by what it belongs to."""
    after = range(found.last, min(found.last + 5, len(tree)))
    before = range(max(0, found.first - 4), found.first)
    near = range(max(0, found.first - 2), found.first)
    if {tree.word(index) for index in near} & _CHANGES and not _scores(tree, found):
        return False
    if {tree.lemma(index) for index in (*after, *before)} & {"vote", "ballot"}:
        return True
    if found.last < len(tree) and tree.word(found.last) == "of":
        return False  # of something else
    name = found.first - 1
    lemmas = {tree.lemma(token) for token in range(len(tree))}
    if any(
        tree.lemma(token) in _ECONOMY and tree.relation(token) not in ("compound", "amod")
        for token in range(max(0, found.first - 8), min(found.last + 3, len(tree)))
    ):
        return False
    if name >= 1 and tree.word(name) == "(" and tree.tokens[name - 1].pos == "PROPN":
        return True  # "Massa (36.7%)"
    ranked = bool({tree.word(index) for index in before} & _RANKS)
    told = counting or ranked or bool(lemmas & _COUNTS) or bool(list(seats(tree)))
    if name >= 0 and tree.tokens[name].pos == "PROPN" and told:
        return True  # "final tally: Prabowo Subianto 58.6 pct"
    if told and found.last < len(tree) and tree.word(found.last) == "for":
        return True  # "against 41.6 percent for Bawumia"
    head, relation = tree.head(found.top), tree.relation(found.top)
    if head >= 0 and tree.case(found.top) == "with":
        return told or tree.lemma(head) in BEAT | _ELECT
    if relation == "conj" and told and tree.lemma(head) in _PERCENT | {"cent"}:
        return True  # "was given 3 percent of the vote, and B 2 percent"
    if head < 0 or relation not in ("obj", "obl", "nmod", "iobj", "advmod", "nsubj"):
        return False
    if relation == "nsubj":
        return told and tree.lemma(head) in GIVE
    return tree.lemma(head) in _ELECT or (told and tree.lemma(head) in GIVE | BEAT | _STAND)


def _scores(tree: Tree, found: Quantity) -> bool:
    """Whether a number is the first of two that are told like a score: "by 51 percent to 49"."""
    last = found.last
    return (
        last + 1 < len(tree)
        and tree.word(last) in ("to", "against", "versus", "-", "–")
        and parse_number([tree.word(last + 1)]) is not None
    )


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
            if numbers and word not in ("of", "out", "the", "a", "total", "all"):
                part = _whole(tree, index) if len(numbers) == 1 else None
                if part is not None:
                    numbers.insert(0, part[1])
                    first = part[0]
                break
            described = tree.tokens[index].deprel == "amod"  # "264 declared seats"
            edges = ("VERB", "AUX", "PRON", "PUNCT", "CCONJ")
            clause_edge = tree.tokens[index].pos in edges and not described
            if not numbers and clause_edge and word != "-":
                break
            words.add(tree.lemma(index))
        index -= 1
    if run:
        _push(numbers, run)
    return first, numbers, words


def _whole(tree: Tree, index: int) -> tuple[int, int] | None:
    """The number that is part of a whole with a name: "159 of the National Assembly's 400"."""
    for place in range(index, max(index - 6, 1), -1):
        if tree.tokens[place].pos in ("VERB", "AUX", "PUNCT", "CCONJ", "NUM"):
            return None
        if tree.word(place) == "of":
            before = place - 2 if tree.word(place - 1) == "out" else place - 1
            value = parse_number([tree.word(before)]) if before >= 0 else None
            return (before, value) if isinstance(value, int) else None
    return None


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


def top_of(tree: Tree, first: int, last: int) -> int:
    """The token of a span that hangs on the rest of the sentence."""
    inside = range(first, last)
    for token in reversed(inside):
        if tree.head(token) not in inside:
            return token
    return last - 1


_AFTER_A_BARE = frozenset(", . ; : ) and while for to respectively but against apiece".split())


def bare(tree: Tree) -> Iterator[Quantity]:
    """Numbers without a unit, which a list may leave out: "the PML-N 75, the PPP 54"."""
    for token in range(len(tree)):
        if tree.tokens[token].pos not in ("NUM", "SYM") and tree.word(token) not in _NUMBER_WORDS:
            continue
        value = parse_number([tree.word(token)])
        following = tree.word(token + 1) if token + 1 < len(tree) else "."
        if value is None or following not in _AFTER_A_BARE:
            continue
        first = token
        if first >= 2 and tree.word(first - 1) == "-" and tree.word(first - 2) in _NUMBER_WORDS:
            first -= 2
            value += _NUMBER_WORDS[tree.word(first)]
        if first > 0 and tree.word(first - 1) in _CHANGES | {"from", "since", "until", "$"}:
            continue
        if isinstance(value, int) and 1900 <= value <= 2100:
            continue  # a year
        yield Quantity(value, None, first, token + 1, top_of(tree, first, token + 1))
