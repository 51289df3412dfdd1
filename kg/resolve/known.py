"""Parties that the gazetteer knows, put right in an article's mentions before they are linked.

The model may see two names in "Janata Dal (United)", a post in "Congress president", a person in
"Komeito", or nothing. Where an article speaks of a country, the names of its parties are known: the
longest such name stands as one mention, whatever the model made of its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ids import fold
from kg.model import Document, Mention, Token
from kg.resolve.gazetteer import Entry, Within
from kg.resolve.names import is_acronym

_CLASSES = ("Party", "Alliance")
_LONGEST = 9  # tokens of a name: "CPN (Maoist Centre)" has five
_SCORE = 0.7


def with_known(document: Document, known: Within) -> Document:
    """The document with the names of known parties as mentions."""
    mentions = [
        mention
        for number, sentence in enumerate(document.sentences)
        for mention in _sentence(
            document.text,
            number,
            sentence.tokens,
            document.mentions_by_sentence.get(number, ()),
            known,
        )
    ]
    return Document(document.text, document.sentences, tuple(mentions))


def _sentence(
    text: str,
    number: int,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    known: Within,
) -> list[Mention]:
    kept = list(mentions)
    for first, last, entry in _names(text, tokens, known):
        inside = [one for one in kept if one.first < last and first < one.last]
        if any(_is_better(one, first, last) for one in inside):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        if not inside and not _is_plain(text[start:end], first):
            continue
        found = Mention(start, end, text[start:end], entry.cls, number, first, last, "", _SCORE)
        if len(inside) == 1 and (inside[0].first, inside[0].last) == (first, last):
            found = replace(inside[0], cls=entry.cls)
        kept = [one for one in kept if one not in inside] + [found]
    return sorted(kept, key=lambda one: one.first)


def _is_better(mention: Mention, first: int, last: int) -> bool:
    """Whether a mention stays: a longer name, unless it is a post that begins with the party."""
    longer = mention.first < first or mention.last > last
    return longer and not (mention.cls == "Office" and mention.first == first)


def _is_plain(name: str, first: int) -> bool:
    """Whether words that the model took for no name are one: "Move Forward", "SPD", "Tories"."""
    if " " in name:
        return all(word[0].isupper() or len(word) < 4 for word in name.split())
    return is_acronym(name) or (first > 0 and name[0].isupper() and name.endswith("s"))


def _names(text: str, tokens: Sequence[Token], known: Within) -> Iterator[tuple[int, int, Entry]]:
    """Where the names of parties stand, the longest at each place."""
    at = 0
    while at < len(tokens):
        if not tokens[at].text[0].isupper() and not tokens[at].text[0].islower():
            at += 1
            continue
        following = at + 1
        if known.begins(fold(tokens[at].text)):
            for last in range(min(at + _LONGEST, len(tokens)), at, -1):
                name = text[tokens[at].start : tokens[last - 1].end]
                if not any(char.isupper() for char in name) or not name[-1].isalnum() | (
                    name[-1] == ")" and "(" in name
                ):
                    continue
                entry = known.entry(name, "Party")
                if entry is not None and entry.cls in _CLASSES:
                    yield at, last, entry
                    following = last
                    break
        at = following
