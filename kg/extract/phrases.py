"""Who leads and belongs to what, read off the order of words alone.

A parser goes astray where names stand thick: "the HUN Party, a newcomer chaired by X", "the PJD,
whose president Y". What a post, a party and a name mean side by side needs no tree. Each word of a
sentence becomes one sign, each name one, and patterns over the signs tell who is what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.model import DEMONYM, Claim, Entity, Link, Modality
from kg.names import is_proper
from kg.resolve import GROUP, Resolution
from kg.syntax import Tree

_OF_CLASS = {
    "Person": "P", "Party": "B", "Alliance": "B", "Organization": "O", "Legislature": "L",
    "Place": "G", "Office": "F",
}  # fmt: skip
_PAST = frozenset("former late then one-time onetime erstwhile previous past ex".split())
_DEPUTIES = frozenset(
    """deputy vice assistant senior key youth women student junior parliamentary communications
    campaign whip house senate group office caucus floor faction honorary union""".split()
)
_LED = frozenset("led headed chaired co-led co-chaired fronted helmed captained run".split())
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

_ROLE = r"(?P<role>[HR])"
_MODIFIERS = r"[anNGR]{0,4}"
_BODY = r"(?P<body>[BO])(?:\([BONn]\))?"
_PERSON = r"[danNFHRGO]{0,6}?(?P<person>P)"
_APART = r"c[daNFHRG]{0,5}?(?P<person2>P)(?=[c.)ve]|$)"  # between commas, or before the verb
_CHAIN = r"(?:[danNFHRGpoOLh']{1,14}?&)?"  # "mayor of X and", before the description that counts
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "the PJD, whose president X"
        rf"{_BODY}(?:cd?[anNRpdo]{{1,10}}?)?c?w{_MODIFIERS}{_ROLE}[ce]?{_PERSON}",
        # "the HUN Party, a newcomer chaired by X"
        rf"{_BODY}(?:cd[anNGR]{{1,6}})?c?W?[ea]*(?P<led>l)[pdan]{{0,5}}y{_PERSON}",
        # "X, mayor of Y and chairman of the PNC"
        rf"(?P<person>P)c{_CHAIN}(?:pd)?d?{_MODIFIERS}{_ROLE}od?[anNG']{{0,5}}{_BODY}(?!')",
        # "X, the PNC's chairman,"
        rf"(?P<person>P)c{_CHAIN}d?[an]{{0,2}}{_BODY}'?{_MODIFIERS}{_ROLE}(?=[c.)veWp&]|$)",
        # "PNC chairman X", "the PNC's chairman, X,"
        rf"{_BODY}'?{_MODIFIERS}{_ROLE}(?:{_PERSON}|{_APART})",
        # "its chairman, X,"
        rf"(?P<body>I){_MODIFIERS}{_ROLE}(?:{_PERSON}|{_APART})",
        # "the chairman of the PNC, X,"
        rf"{_ROLE}od?[anNG']{{0,4}}{_BODY}(?:{_PERSON}|{_APART})",
        # "the PNC of former minister X", "the PNC, the party of X"
        rf"(?P<body>B)(?:\([BONn]\))?(?:c?d?[anNG]{{0,4}}n)?o{_PERSON}(?!')",
        # "X of the right-wing PNC", "X, of the PNC,"
        r"(?P<person>P)c?od?[anG']{0,4}(?P<body>B)(?!')",
    )
)
_MANY = re.compile(
    r"(?P<body>B)(?:\([BONn]\))?'?[anNG]{0,4}(?P<role>S)c?(?P<persons>P(?:(?:c&|c|&)P)+)"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or name of the sentence, by its sign."""

    sign: str
    token: int
    word: str
    entity: Entity | None = None
    named: bool = True


class Phrases:
    """The memberships and leaderships that the order of one sentence's words tells.

    Args:
        context: the sentence.
        resolution: who is meant where.
        index: of the sentence.
    """

    def __init__(self, context: Context, resolution: Resolution, index: int) -> None:
        self.context = context
        self.tree: Tree = context.tree
        self._resolution = resolution
        self._index = index
        self._lexicon = context.lexicon

    def found(self) -> Iterator[Claim]:
        """The claims, each as often as a pattern tells it."""
        units = self._owned(list(self._units()))
        signs = "".join(unit.sign for unit in units)
        if "P" not in signs or not {"B", "O", "I"} & set(signs):
            return
        for pattern in _PATTERNS:
            for start in range(len(signs)):
                match = pattern.match(signs, start)
                if match is not None:
                    yield from self._claims(units, match)
        for match in _MANY.finditer(signs):
            body = units[match.start("body")].entity
            for place in range(match.start("persons"), match.end("persons")):
                person = units[place].entity
                if signs[place] == "P" and person and body:
                    yield self._claim("memberOf", person, body, ended=False)

    def _claims(self, units: list[_Unit], match: re.Match[str]) -> Iterator[Claim]:
        groups = match.groupdict()
        place = match.start("body")
        if (
            groups.get("led")
            and match[0][1] == "c"
            and "o" in {unit.sign for unit in units[max(0, place - 2) : place]}
        ):
            return  # "observers of the EU, led by X"
        if not groups.get("role") and not groups.get("led") and not self._owned_by(units, match):
            return
        person = units[match.start("person2" if groups.get("person2") else "person")].entity
        body = units[match.start("body")].entity
        if person is None or body is None:
            return
        inside = units[match.start() : match.end()]
        role = units[match.start("role")] if groups.get("role") else None
        near = {unit.word for unit in units[max(0, match.start() - 1) : match.end()]}
        first = min(match.start("role"), match.end()) if role else match.start()
        described = {unit.word for unit in units[max(0, first - 4) : first]}
        over = bool(described & _PAST) or (role is not None and role.word.startswith("ex-"))
        party = body.cls in ("Party", "Alliance")
        if not party and not is_proper(body.name):
            return
        heads = groups.get("led") or (role is not None and role.sign == "H")
        if party:
            ended = over and role is not None and role.word in ("member", "ex-member")
            yield self._claim("memberOf", person, body, ended=ended)
        if heads and not described & _DEPUTIES and not {"no", "not"} & near:
            if "w" in match[0] and any(unit.sign == "G" for unit in inside[1:2]):
                return
            yield self._claim("leads", person, body, ended=over)

    def _owned_by(self, units: list[_Unit], match: re.Match[str]) -> bool:
        """Whether "of" behind a party, or a noun for one, tells whose it is."""
        body, person = match.start("body"), match.start("person")
        if person < body:
            return True
        of = next(place for place in range(body, person) if units[place].sign == "o")
        kind = units[of - 1].word in self._lexicon.words["kinds"]
        return units[body].named and (kind or units[of - 1].sign in "B)")

    def _claim(self, predicate: str, person: Entity, body: Entity, *, ended: bool) -> Claim:
        return self.context.claim(
            "relation",
            predicate,
            subject=person,
            object=body,
            modality=Modality(tense="past" if ended else "present"),
            confidence=0.8,
        )

    def _units(self) -> Iterator[_Unit]:
        tree = self.tree
        token = 0
        while token < len(tree):
            link = self._link(token)
            if link is not None and link.entity.cls in _OF_CLASS:
                sign = _OF_CLASS[link.entity.cls]
                word = tree.word(token)
                if tree.tokens[token].pos == "PRON" or word in ("its", "their"):
                    own = word in ("its", "their") and sign in "BO"
                    yield _Unit("I" if own else "h", token, word, link.entity if own else None)
                    token += 1
                    continue
                if sign == "F" and self._role(tree.word(link.mention.last - 1)):
                    sign = ""  # "president", of a party as of a state
                last = max(token + 1, link.mention.last)
                if sign and self._joined(last - 1) > last:
                    yield _Unit("a", token, word)  # "PTI-backed"
                    token = self._joined(last - 1)
                    continue
                if sign:
                    named = link.reason in _NAMED
                    yield _Unit(sign, token, word, link.entity, named)
                    token = last
                    continue
            last = self._joined(token)
            text = "".join(tree.word(index) for index in range(token, last))
            yield _Unit(self._sign(token, text), token, text)
            token = last

    @staticmethod
    def _owned(units: list[_Unit]) -> list[_Unit]:
        """The units with an unlinked "its" as the body that the sentence opens with."""
        opening = [unit for unit in units[:5] if unit.sign in "BO"]
        if len(opening) != 1:
            return units
        entity = opening[0].entity
        return [
            _Unit("I", unit.token, unit.word, entity)
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
