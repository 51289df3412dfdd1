"""Where a name begins and ends in the words that the model marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ids import fold
from kg.names import TITLES

ACRONYM = re.compile(r"[A-Z](?=[\w&]*[A-Z])[A-Za-z0-9&]{1,9}(?:[-–][A-Z][A-Za-z]{0,4})?")
_NO_EDGE = re.compile(r"[^\w$€£]+|'s", re.IGNORECASE)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "its", "his", "their"]
)
_AFTER_HYPHEN = re.compile(
    r"[a-z]+ed|led|run|era|style|wide|born|held|friendly|majority|heavy|free"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: What may be counted right behind a party's name; lower case for words
_COUNT = re.compile(
    r"\d{1,3}(\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(twen|thir|for|fif|six|seven|eigh|nine)ty"
)
_BODY_NOUNS = _set(
    "party alliance league front movement congress union coalition bloc greens labour"
    " conservatives liberals socialists"
)

#: Words that stand before a person's name and are no part of it: titles and posts.
_HONORIFICS = TITLES | _set(
    "governor president premier chancellor minister chairman chairwoman chairperson mp mna mpa"
    " speaker secretary deputy former ex caretaker interim acting prime vice"
)
#: Words that names of bodies begin with in lower case.
_PARTICLES = _set("al el la le les los as os o e i u de di da do du des der den die van von y ta")
#: Words of a capital by nature that begin few names.
_CAPITAL_DESCRIPTIONS = _set("Islamist Shiite Jihadist")
#: Letters behind a person's name that are no part of it.
_POSTNOMINALS = frozenset(
    "SAN QC KC SC MP MEP TD MNA MPA MLA MSP MBE OBE CBE GCON OFR PhD Esq JP".split()
)


def names(words: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Part a name from the acronym in brackets behind it; "Janata Dal (United)" stays one."""
    for i in range(start + 1, end - 1):
        if words[i] == "(":
            stop = next((j for j in range(i, end) if words[j] == ")"), end)
            name, inner = " ".join(words[start:i]), "".join(words[i + 1 : stop])
            if ACRONYM.fullmatch(inner) and stands_for(inner, name):
                return [(start, i), (i + 1, stop), *names(words, stop + 1, end)]
    return [(start, end)]


def trimmed(words: Sequence[str], *, person: bool, opens: bool) -> tuple[int, int]:
    """Return first and last word of a name, without articles, titles, quotes and "-backed".

    Args:
        person: titles are cut off as well.
        opens: the words open a sentence, so that "A" may be no part of "A Just Russia".
    """
    start, end = 0, len(words)
    if person and "(" in words[1:]:
        end = words.index("(")  # "Bob Lee (D-Ohio)"
    for i in range(1, end - 1):
        if words[i] == "-" and all(map(_AFTER_HYPHEN.fullmatch, words[i + 1 :])):
            end = i
            break
    if person and end - start > 2 and words[end - 1] in _POSTNOMINALS:
        end -= 1  # "Afam Osigwe SAN"
    while start < end and _NO_EDGE.fullmatch(words[end - 1]):
        if words[end - 1] == ")" and "(" in words[start:end]:
            break
        end -= 1
    counted = end - start > 1 and _COUNT.fullmatch(words[end - 1])
    if counted and (ACRONYM.fullmatch(words[end - 2]) or words[end - 2].lower() in _BODY_NOUNS):
        end -= 1  # "the PPP 54", "the Green Party six" is a count
    while start < end and (
        _NO_EDGE.fullmatch(words[start])
        or (words[start].lower() in _DETERMINERS and (opens or words[start] not in ("A", "An")))
        or (person and words[start].lower().rstrip(".") in _HONORIFICS)
    ):
        start += 1
    return (start, end) if fold("".join(words[start:end])) else (start, start)


def description(words: Sequence[str]) -> int:
    """How many words only describe the name behind them: "conservative" of "conservative ÖVP"."""
    start = 0
    while start < len(words) and (
        (words[start].islower() and words[start] not in _PARTICLES)
        or words[start] in _CAPITAL_DESCRIPTIONS
        or words[start] == "-"
    ):
        start += 1
    named = start < len(words) and words[start][:1].isupper()
    return start if named and not (start and words[start - 1] == "-") else 0


def stands_for(acronym: str, name: str) -> bool:
    """Tell whether an acronym's capitals begin words of the name, in order."""
    starts = [word[0] for word in fold(name).split()]
    rest = iter(starts)
    # "MQM-P" is the Muttahida Qaumi Movement too
    letters = [char.lower() for char in re.split("[-–]", acronym)[0] if char.isupper()]
    return len(letters) > 1 and len(starts) > 1 and all(letter in rest for letter in letters)
