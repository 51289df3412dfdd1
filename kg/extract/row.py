"""The words of a sentence as a row of signs: one a word, one a name, for patterns to read.

P is a person, B a party or alliance, O an organization, L a chamber, G a place, F a post; H a noun
for who heads a body, R for who belongs to one, S for several of them; l "led", V "heads", f
"founded", u "comprises"; w "whose", W "who", I an "its" that means a body, h another owner; d, a,
n, N, p, v and e are parts of speech, and o, c, &, y, ( and ) "of", a comma, "and", "by", brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.frames import Lexicon
from kg.model import DEMONYM, Entity, Link
from kg.resolve import GROUP, Resolution
from kg.syntax import Tree

_OF_CLASS = {
    "Person": "P", "Party": "B", "Alliance": "B", "Organization": "O", "Legislature": "L",
    "Place": "G", "Office": "F",
}  # fmt: skip
_LED = frozenset("led headed chaired co-led co-chaired fronted helmed captained run".split())
_LEADING = frozenset("leads heads chairs co-leads co-chairs coordinates fronts helms runs".split())
_BELONGING = frozenset(
    "founded co-founded represents represented founds co-founds rebuilt revived joined".split()
)
_COMPRISING = frozenset(
    """comprises comprise comprising comprised unites unite uniting groups grouping includes
    including brings bringing brought composed consists consisting made""".split()
)
_HEADS = frozenset(
    """leader chairman chairwoman chairperson chair president chief head supremo boss convener
    convenor co-leader co-chairman co-chair co-president secretary-general general-secretary
    coordinator helm top amir emir""".split()
)
_NAMED = ("gazetteer", "name", "definition", "acronym", "short name")
_ROLES = ("role-in-party", "member")  # the frames whose nouns make a member of a body
_WORDS = {
    "whose": "w", "who": "W", "which": "W", "that": "W", "of": "o", ",": "c", "and": "&", "(": "(",
    ")": ")", "'s": "'", "’s": "'", "'": "'", "’": "'", "by": "y",
    "his": "h", "her": "h", "its": "h", "their": "h", ";": ".", ":": ".", ".": ".",
}  # fmt: skip
_OF_SPEECH = {
    "DET": "d", "ADJ": "a", "ADV": "a", "NUM": "a", "NOUN": "n", "PROPN": "N", "ADP": "p",
    "VERB": "v", "AUX": "e", "PRON": "h",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or name of the sentence, by its sign."""

    sign: str
    token: int
    word: str
    entity: Entity | None = None
    named: bool = True


class Row:
    """The row of one sentence.

    Args:
        resolution: who is meant where.
        index: of the sentence.
        lexicon: for the nouns that make a member of a body.
    """

    def __init__(self, resolution: Resolution, index: int, lexicon: Lexicon) -> None:
        self.tree: Tree = resolution.trees[index]
        self._resolution = resolution
        self._index = index
        self._lexicon = lexicon

    def units(self, *, posts: bool = False) -> list[Unit]:
        """One for each word or name, in the order of the text.

        Args:
            posts: whether "president" is a post; else it may as well be the head of a party.
        """
        return self._owned(list(self._units(posts=posts)))

    def _units(self, *, posts: bool) -> Iterator[Unit]:
        tree = self.tree
        token = 0
        while token < len(tree):
            link = self._link(token)
            if link is not None and link.entity.cls in _OF_CLASS:
                sign = _OF_CLASS[link.entity.cls]
                word = tree.word(token)
                if tree.tokens[token].pos == "PRON" or word in ("its", "their"):
                    own = word in ("its", "their") and sign in "BO"
                    yield Unit("I" if own else "h", token, word, link.entity if own else None)
                    token += 1
                    continue
                if sign == "F" and not posts and self._role(tree.word(link.mention.last - 1)):
                    sign = ""  # "president", of a party as of a state
                last = max(token + 1, link.mention.last)
                if sign and self._joined(last - 1) > last:
                    yield Unit("a", token, word)  # "PTI-backed"
                    token = self._joined(last - 1)
                    continue
                if sign:
                    named = link.reason in _NAMED
                    yield Unit(sign, token, word, link.entity, named)
                    token = last
                    continue
            last = self._joined(token)
            text = "".join(tree.word(index) for index in range(token, last))
            yield Unit(self._sign(token, text), token, text)
            token = last

    @staticmethod
    def _owned(units: list[Unit]) -> list[Unit]:
        """The units with an unlinked "its" as the body that the sentence opens with."""
        opening = [unit for unit in units[:5] if unit.sign in "BO"]
        if len(opening) != 1:
            return units
        entity = opening[0].entity
        return [
            Unit("I", unit.token, unit.word, entity)
            if unit.sign == "h" and unit.word in ("its", "their") and unit.token > opening[0].token
            else unit
            for unit in units
        ]

    def _link(self, token: int) -> Link | None:
        """Who is named, or described as "the party", where a token stands."""
        links = [
            link
            for link in self._resolution.at(self._index, token)
            if link.reason not in (GROUP, "post", "plural pronoun")
            and link.mention.label != DEMONYM
            and link.mention.first >= token
        ]
        return links[0] if len(links) == 1 else None

    def _joined(self, token: int) -> int:
        """The end of a word with its hyphens: "secretary-general" is one."""
        tree, last = self.tree, token + 1
        while (
            last + 1 < len(tree)
            and tree.word(last) in ("-", "–")
            and tree.tokens[last].start == tree.tokens[last - 1].end
            and tree.tokens[last + 1].start == tree.tokens[last].end
            and not self._resolution.at(self._index, last + 1)
        ):
            last += 2
        return last

    def _sign(self, token: int, text: str) -> str:
        tree = self.tree
        if text in _LED:
            ahead = [tree.word(index) for index in range(token, min(token + 6, len(tree)))]
            if "by" in ahead:
                return "l"
        if text in _WORDS:
            return _WORDS[text]
        if text in _LEADING | _BELONGING | _COMPRISING and tree.tokens[token].pos not in ("NOUN",):
            return "V" if text in _LEADING else "f" if text in _BELONGING else "u"
        role = self._role(text)
        if role:
            return role
        if tree.tokens[token].pos == "VERB" and tree.relation(token) == "amod":
            return "a"  # "founding", "outgoing"
        return _OF_SPEECH.get(tree.tokens[token].pos, ".")

    def _role(self, text: str) -> str:
        """Whether a word is for who heads a body (H), belongs to one (R), or several do (S)."""
        word = text.removeprefix("ex-")
        if word in _HEADS:
            return "H"
        if self._belongs(word):
            return "R"
        one = word.removesuffix("s")
        return "S" if one != word and (one in _HEADS or self._belongs(one)) else ""

    def _belongs(self, word: str) -> bool:
        return any(
            frame.id in _ROLES and words == (word,)
            for words, frame in self._lexicon.triggered("nouns", word)
        )
