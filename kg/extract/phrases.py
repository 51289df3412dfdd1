"""Who leads and belongs to what, read off the order of words alone.

A parser goes astray where names stand thick: "the HUN Party, a newcomer chaired by X", "the PJD,
whose president Y". What a post, a party and a name mean side by side needs no tree. Each word of a
sentence becomes one sign, each name one, and patterns over the signs tell who is what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.row import Row, Unit
from kg.model import Claim, Entity, Modality
from kg.names import is_proper
from kg.resolve import Resolution

_ALLIANCES = frozenset(
    "alliance coalition bloc pact front union league ticket cartel government list camp".split()
)
_PAST = frozenset("former late then one-time onetime erstwhile previous past ex".split())
_DEPUTIES = frozenset(
    """deputy vice assistant senior key youth women student junior parliamentary communications
    campaign whip house senate group office caucus floor faction honorary union""".split()
)
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
        # "X's PNC took two seats"
        r"(?P<person>P)'[an]{0,3}(?P<owned>)(?P<body>B)(?!'|[anN]{0,3}[HRSPn])",
        # "the PNC's former minister X", "PNC minister X"
        r"(?P<body>B)(?:\([BONn]\))?(?P<owned>)(?:'[anNFG]{0,5}|[an]{0,2}F)(?P<person>P)",
        # "X, the PNC mayor of Y,"
        r"(?P<person>P)cd?[an]{0,2}(?P<owned>)(?P<body>B)[an]{0,2}F(?=[c.)veWp&]|$)",
        # "X (PNC)"
        r"(?P<person>P)\((?P<body>B)[)cnN.]",
        # "X, whose PNC has 40 seats"
        r"(?P<person>P)c?w[an]{0,3}(?P<owned>)(?P<body>B)(?!'|[anN]{0,3}[HRSP])",
        # "X, the minister who heads the PNC"
        rf"(?P<person>P)(?:c[danNFHRGO']{{1,8}}?)?c?Wa?(?P<heads>V)p?d?[anG']{{0,4}}{_BODY}(?!')",
        # "X, at the time a member who had founded the PNC", "X, founder with Y of the PNC"
        rf"(?P<person>P)(?:c[danNFHRGO']{{1,8}}?)?c?We?(?P<owned>f)d?[anG']{{0,4}}{_BODY}(?!')",
    )
)
_LIST = r"(?P<list>B(?:\([BON]\))?(?:(?:c&|c|&)[dhanGN']{0,4}(?:Po|P')?[an]{0,2}B(?:\([BON]\))?)+)"
_PARTS = (
    # "the Arizona coalition brings together the N-VA, the MR and Vooruit", "made up of A and B"
    re.compile(rf"(?P<body>B)(?:\([BON]\))?n?c?W?e?u[anpoy]{{0,2}}[dhanGN']{{0,5}}{_LIST}"),
    # "the Alianza, the pact between the PIP and the MVC"
    re.compile(rf"(?P<body>B)(?:\([BON]\))?cd[an]{{0,3}}(?P<kind>n)[op][dhanGN']{{0,5}}{_LIST}"),
)
# "X and Y, both Democrats"
_BOTH = re.compile(r"(?P<persons>P(?:(?:c&|c|&)P)+)c(?P<all>[adnh])o?d?a?(?P<body>B)")
_MANY = re.compile(
    r"(?P<body>B)(?:\([BONn]\))?'?[anNG]{0,4}(?P<role>S)c?(?P<persons>P(?:(?:c&|c|&)P)+)"
)


# "X, a former CIA officer,"
_STAFF = re.compile(
    r"(?P<person>P)cd?[an]{0,2}(?P<body>O)'?[anR]{0,2}(?P<staff>[nR])(?=[c.)veW&p]|$)"
)
_STAFFERS = frozenset(
    """officer official executive correspondent reporter employee brigadier colonel commander
    operative staffer soldier captain""".split()
)
_POSTS = tuple(
    re.compile(pattern)
    for pattern in (
        # "Kremlin spokesman X"
        r"(?P<office>F)(?P<person>P)",
        # "X, the Labour mayor of Y,"
        r"(?P<person>P)cd?[anBG]{0,3}(?P<office>F)(?=[c.)ve&Wp]|$)",
        # "X, MP for Y and former minister,"
        r"(?P<person>P)c[danNFHRGBpoOL']{1,10}?&[dan]{0,3}(?P<office>F)(?=[c.)veW]|$)",
        # "X, who is Fiji's minister"
        r"(?P<person>P)c?We[danNG']{0,4}(?P<office>F)(?=[c.)&]|$)",
        # "the mayor of Y, X,"
        r"(?<!p)(?P<office>F)c(?P<person>P)(?=[c.)ve]|$)",
    )
)


class Phrases:
    """The memberships and leaderships that the order of one sentence's words tells.

    Args:
        context: the sentence.
        resolution: who is meant where.
        index: of the sentence.
    """

    def __init__(self, context: Context, resolution: Resolution, index: int) -> None:
        self.context = context
        self._row = Row(resolution, index, context.lexicon)
        self._kinds = context.lexicon.words["kinds"]

    def found(self) -> Iterator[Claim]:
        """The claims, each as often as a pattern tells it."""
        yield from self._posts()
        units = self._row.units()
        signs = "".join(unit.sign for unit in units)
        if not {"B", "O", "I"} & set(signs):
            return
        yield from self._parts(units, signs)
        if "P" not in signs:
            return
        yield from self._staff(units, signs)
        for pattern in _PATTERNS:
            for start in range(len(signs)):
                match = pattern.match(signs, start)
                if match is not None:
                    yield from self._claims(units, match)
        for match in (*_MANY.finditer(signs), *_BOTH.finditer(signs)):
            if "all" in match.groupdict() and units[match.start("all")].word not in ("all", "both"):
                continue
            body = units[match.start("body")].entity
            for place in range(match.start("persons"), match.end("persons")):
                person = units[place].entity
                if signs[place] == "P" and person and body:
                    yield self._claim("memberOf", person, body, ended=False)

    def _posts(self) -> Iterator[Claim]:
        """Who holds the post beside the name."""
        units = self._row.units(posts=True)
        signs = "".join(unit.sign for unit in units)
        for pattern in _POSTS:
            for match in pattern.finditer(signs):
                person = units[match.start("person")].entity
                office = units[match.start("office")].entity
                if person is None or office is None:
                    continue
                first = min(match.start("office"), match.end())
                near = {unit.word for unit in units[max(0, first - 4) : first]}
                yield self._claim("holdsOffice", person, office, ended=bool(near & _PAST))

    def _staff(self, units: list[Unit], signs: str) -> Iterator[Claim]:
        """Who is or was one of an organization's people."""
        for match in _STAFF.finditer(signs):
            person = units[match.start("person")].entity
            body = units[match.start("body")].entity
            if person and body and units[match.start("staff")].word in _STAFFERS:
                near = {unit.word for unit in units[match.start() : match.start("body")]}
                yield self._claim("memberOf", person, body, ended=bool(near & _PAST))

    def _parts(self, units: list[Unit], signs: str) -> Iterator[Claim]:
        """The parties that an alliance is said to be made of."""
        for pattern in _PARTS:
            for match in pattern.finditer(signs):
                body = units[match.start("body")].entity
                if body is None:
                    continue
                kind = units[match.start("kind")].word if "kind" in match.groupdict() else ""
                names = {*body.name.lower().split(), kind}
                if body.cls != "Alliance" and not names & _ALLIANCES:
                    continue
                if kind and kind not in _ALLIANCES:
                    continue
                for place in range(match.start("list"), match.end("list")):
                    party = units[place].entity
                    if signs[place] == "B" and party and party.id != body.id:
                        yield self._claim("memberOf", party, body, ended=False)

    def _claims(self, units: list[Unit], match: re.Match[str]) -> Iterator[Claim]:
        groups = match.groupdict()
        place = match.start("body")
        part = "o" in {unit.sign for unit in units[max(0, place - 2) : place]}
        if groups.get("led") and part and match[0][1] == "c":
            return  # "observers of the EU, led by X"
        plain = not {"role", "led", "heads", "owned"} & groups.keys()
        if plain and not self._owned_by(units, match):
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
        # "a delegation of the PTI led by X": one of it, but not its head
        heads = (
            (groups.get("led") and not part)
            or groups.get("heads")
            or (role is not None and role.sign == "H")
        )
        if party:
            ended = over and role is not None and role.word in ("member", "ex-member")
            own = match[0].startswith("P'")  # "X's parties" are others too
            if not own or (units[place].named and is_proper(body.name)):
                yield self._claim("memberOf", person, body, ended=ended)
        if heads and not described & _DEPUTIES and not {"no", "not"} & near:
            if "w" in match[0] and any(unit.sign == "G" for unit in inside[1:2]):
                return
            yield self._claim("leads", person, body, ended=over)

    def _owned_by(self, units: list[Unit], match: re.Match[str]) -> bool:
        """Whether "of" behind a party, or a noun for one, tells whose it is."""
        body, person = match.start("body"), match.start("person")
        if person < body:
            return True
        of = next(place for place in range(body, person) if units[place].sign == "o")
        kind = units[of - 1].word in self._kinds
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
