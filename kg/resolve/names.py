"""What names have to do with one another: acronyms, surnames, short forms, titles.

Pure functions on strings. They know no article and no store.
"""

from __future__ import annotations

import re

from kg.ids import fold
from kg.names import TITLES

# What may stand before a person's name, with what papers write as part of it or not.
HONORIFICS = TITLES | frozenset(
    """mx lord lady baroness rt representative adv sheikh shaikh maulana mufti allama syed sayyid
    pir haji hajji ayatollah hojatoleslam imam rev reverend bishop father sister tan sri dato datuk
    seri tun tengku raja maharaja begum don dona shri smt alhaji otunba retired""".split()
)

# Those of them that are posts too; the rest alone, "Mr" or "Gen", is no post.
COURTESIES = HONORIFICS - frozenset(
    """senator rep representative congressman congresswoman ambassador justice judge gov""".split()
)

# Those of them that begin no name of a body, as "Justice Party" does.
_OF_PERSONS = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame hon barrister sheikh shaikh maulana mufti allama
    syed sayyid pir haji hajji ayatollah begum shri smt alhaji""".split()
)

# Words that say what kind of body a name names, and may be left off: "Labour (Party)".
GENERIC = frozenset("party the of movement group".split())

# Words for a party's people, and the adjective that stands in its name.
PARTISANS = {
    "conservatives": "conservative", "tory": "conservative", "tories": "conservative",
    "democrat": "democratic", "democrats": "democratic", "dem": "democratic", "dems": "democratic",
    "lib": "liberal", "liberals": "liberal", "socialists": "socialist", "labor": "labour",
    "republicans": "republican", "greens": "green", "communists": "communist",
    "r": "republican", "d": "democratic", "con": "conservative", "lab": "labour",
    "maoists": "maoist", "nationalists": "nationalist", "unionists": "unionist",
}  # fmt: skip

# Words for a post, and for who holds it.
POSTS = {
    "presidency": "president",
    "vice-presidency": "vice-president",
    "premiership": "prime minister",
    "chancellorship": "chancellor",
    "governorship": "governor",
    "mayoralty": "mayor",
    "ministry": "minister",
    "gov": "governor",
    "gov.": "governor",
    "ministers": "minister",
    "senators": "senator",
    "governors": "governor",
    "mayors": "mayor",
    "premiers": "premier",
    "chancellors": "chancellor",
    "judges": "judge",
    "councillors": "councillor",
}

# What papers put behind a legislator's name, and the party that it stands for.
LABELS = {
    "R": "Republican Party", "D": "Democratic Party", "Con": "Conservative Party",
    "Lab": "Labour Party", "LD": "Liberal Democrats",
}  # fmt: skip

_SPLIT = re.compile(r"[\s\-–/]+")


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym: "PTI", "PML-N", "CDU/CSU", "JUI(F)", not "Labour".

    >>> is_acronym("PML-N"), is_acronym("Labour")
    (True, False)
    """
    letters = [char for char in name if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (
        2 <= len(letters) <= 10
        and " " not in name.strip()
        and capitals >= 2
        and capitals * 2 > len(letters)
        and capitals >= len(letters) - 2
    )


def is_titled(name: str) -> bool:
    """Whether a name begins with what only persons are called.

    >>> is_titled("Maulana Fazlur Rehman"), is_titled("Justice Party")
    (True, False)
    """
    words = fold(name).split()
    return len(words) > 1 and words[0] in _OF_PERSONS


def initials(name: str) -> str:
    """The letters an acronym can be made of, in lower case: each word's first, inner capitals.

    >>> initials("Pakistan Muslim League-Nawaz")
    'pmln'
    """
    found = []
    for word in _SPLIT.split(name):
        letters = [char for char in word if char.isalnum()]
        for index, char in enumerate(letters):
            if index == 0 or (char.isupper() and not letters[index - 1].isupper()):
                found.append(fold(char))
    return "".join(found)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether an acronym is made of a name's initials, in order, beginning with the first.

    >>> abbreviates("PTI", "Pakistan Tehreek-e-Insaf")
    True
    """
    short = "".join(char for char in fold(acronym) if char.isalnum())
    full = initials(name)
    if len(short) < 2 or len(full) < 2 or not full.startswith(short[0]):
        return False
    position = 0
    for char in short:
        position = full.find(char, position) + 1
        if position == 0:
            return False
    # leaving out many words is chance, not abbreviation
    return len(short) * 2 >= len(full)


def person_tokens(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, without titles.

    >>> person_tokens("Barrister Gohar Ali Khan")
    ('gohar', 'ali', 'khan')
    """
    words = fold(name).split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return tuple(words)


def same_person(short: str, full: str) -> bool:
    """Whether a form with fewer words can be a shorter way to write a full personal name.

    One word must be the family name (or, failing that, the given name) of the full form; more
    words must begin and end alike, with none that the full form lacks.

    >>> same_person("Gohar Khan", "Gohar Ali Khan"), same_person("Khan", "Gohar Ali Khan")
    (True, True)
    >>> same_person("Imran Khan", "Gohar Ali Khan")
    False
    """
    few, many = person_tokens(short), person_tokens(full)
    if not few or len(few) >= len(many):
        return few == many and bool(few)
    if len(few) == 1:
        return few[0] in (many[-1], many[0]) or _particle_surname(few, many)
    if few == many[-len(few) :]:
        return True
    return few[-1] == many[-1] and few[0] == many[0] and set(few) <= set(many)


def _particle_surname(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether one word is a surname inside a longer one: "Sánchez" of "Pedro Sánchez Castejón"."""
    return len(many) >= 3 and few[0] in many[1:]


def core(name: str) -> tuple[str, ...]:
    """A body's name without the words that may be left off, its people's word as the party's.

    >>> core("the Labour Party"), core("Tories")
    (('labour',), ('conservative',))
    """
    words = tuple(PARTISANS.get(word, word) for word in fold(name).split() if word not in GENERIC)
    return words or tuple(fold(name).split())
