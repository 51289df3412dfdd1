"""The place of a post, where the text says it: "governor of Jakarta", "Nigeria's president"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Document, Mention
from kg.resolve.gazetteer import Gazetteer

_WHERE = frozenset({"Place", "Legislature", "Organization"})
# words that may stand between a country and its post: "the French interim president"
_BETWEEN = frozenset(
    """former ex outgoing incoming new current acting interim caretaker late then veteran
    far-right hardline right-wing left-wing conservative liberal socialist populist deposed ousted
    embattled long-time longtime first next own 's ’s""".split()
)
_AREAS = frozenset("State County Province Region District City".split())


@dataclass(frozen=True, slots=True)
class Located:
    """A post where it is: "Kaduna governor", of Kaduna."""

    written: str  # as the text has it
    place: str  # its name


def located(document: Document, gazetteer: Gazetteer) -> Mapping[Mention, Located]:
    """The posts of an article that the text itself gives a place to."""
    found: dict[Mention, Located] = {}
    for before, mention in pairwise((None, *document.mentions)):
        if mention is not None and mention.cls == "Office":
            where = _before(document, gazetteer, mention, before)
            if where is not None:
                found[mention] = where
    for mention, following in pairwise(document.mentions):
        if mention.cls != "Office" or following.cls not in _WHERE:
            continue
        between = document.text[mention.end : following.start].split()
        if between and between[0] in ("of", "for") and set(between[1:]) <= {"the"}:
            written = document.text[mention.start : following.end]
            found[mention] = Located(written, following.text)
    return found


def _before(
    document: Document, gazetteer: Gazetteer, mention: Mention, before: Mention | None
) -> Located | None:
    """The place in front of a post."""
    tokens = document.sentences[mention.sentence].tokens
    index = mention.first - 1
    while index >= 0 and tokens[index].text.lower() in _BETWEEN:
        index -= 1
    ends = before.last if before is not None and before.sentence == mention.sentence else 0
    while index >= ends and tokens[index].text in _AREAS:
        index -= 1  # "Akwa Ibom State Governor"
    if index < 0:
        return None
    if before is not None and (before.sentence, before.last) == (mention.sentence, index + 1):
        if before.cls != "Place":
            return None
        joined = {token.text for token in tokens[index + 1 : mention.first]} <= _AREAS
        written = document.text[before.start : mention.end] if joined else mention.text
        return Located(written, before.text)
    entry = gazetteer.demonym(tokens[index].text)
    return Located(mention.text, entry.name) if entry is not None else None
