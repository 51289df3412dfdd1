"""Names whose class the rest of the article puts right: who is a person after all.

A model that reads one sentence takes "Okpebholo" for a place and "Kaja Kallas" for a party; the
title before the name, a given name, or the full name elsewhere in the article says better.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.ids import fold
from kg.model import Document, Mention
from kg.resolve.forms import BODIES, OF_MANY_PARTIES, Cluster
from kg.resolve.gender import is_given_name
from kg.resolve.names import is_acronym, person_tokens

_LONGEST = 4  # words of a person's name
# Words that stand right before the names of persons, and of nothing else.
_TITLES = frozenset(
    """minister president premier chancellor senator governor mayor chairman chairwoman chairperson
    secretary leader mp judge justice king queen emir prince sheikh spokesman spokeswoman
    spokesperson councillor councilor commissioner congressman congresswoman treasurer lawmaker
    legislator prefect archbishop bishop metropolitan ambassador envoy supremo convener
    convenor""".split()
)
_INSTITUTIONS = frozenset(
    """university college school institute foundation hospital centre center trust fund club bank
    group society company corporation times post news press airport square street house hall park
    stadium hotel prize award commission committee council court university""".split()
)
# Where something is, goes or comes from.
_LOCATIVES = frozenset("in at near across outside around throughout into inside".split())


def put_right(document: Document, groups: Sequence[Cluster]) -> None:
    """Make persons of names that are no bodies and no places."""
    known = [person_tokens(group.name()) for group in groups if group.cls == "Person"]
    surnames = {words[-1] for words in known if len(words) > 1}
    given = {words[0] for words in known if len(words) > 1}
    # "Alba" is a party where the article also writes "Alba Party"
    inner = {
        word
        for group in groups
        if group.cls in BODIES
        for words in [fold(group.name()).split()]
        if len(words) > 1 and not _as_person(group.name())
        for word in words
    }
    for group in groups:
        name = group.name()
        if group.entry is not None or group.cls not in BODIES | {"Place"} or not _as_person(name):
            continue
        words = fold(name).split()
        place = group.cls == "Place"
        if place and any(_is_located(document, mention) for mention in group.mentions):
            continue
        titled = sum(_is_titled(document, mention) for mention in group.mentions)
        if len(words) == 1:
            one = words[0]
            own = one in surnames or (not place and one in given) or titled
            if own and one not in inner and one not in OF_MANY_PARTIES:
                group.cls = "Person"
        elif words[-1] in surnames or titled or is_given_name(name.split()[0]):
            group.cls = "Person"


def _as_person(name: str) -> bool:
    """Whether a form can be a person's name: a few capitalized words, none of a party's."""
    words = name.split()
    return (
        0 < len(words) <= _LONGEST
        and all(word[0].isupper() and "&" not in word for word in words)
        and not is_acronym(words[0].strip("."))
        and not (len(words) > 1 and set(fold(name).split()) & (OF_MANY_PARTIES | _INSTITUTIONS))
        and not any(char.isdigit() for char in name)
    )


def _is_titled(document: Document, mention: Mention) -> bool:
    """Whether a title stands right before a name."""
    tokens = document.sentences[mention.sentence].tokens
    return mention.first > 0 and tokens[mention.first - 1].text.lower() in _TITLES


def _is_located(document: Document, mention: Mention) -> bool:
    """Whether something is or goes where a name says."""
    tokens = document.sentences[mention.sentence].tokens
    return mention.first > 0 and tokens[mention.first - 1].text.lower() in _LOCATIVES
