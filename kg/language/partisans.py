"""Parties named by their people's word: "Tory MP", "a former Green", "Ted Cruz, R-Texas".

The model, which knows names, often passes over these: an adjective, or a noun for one person. With
a capital in running text they name a party, and the same words without one an ideology.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention, Sentence, Token

#: Words for a party's people and things; those of two words are looked for first.
_WORDS = frozenset(
    """conservative conservatives tory tories labour labor socialist socialists democrat democrats
    democratic republican republicans liberal liberals green greens communist communists maoist
    maoists""".split()
)
_PAIRS = frozenset(
    ("social democrat", "social democrats", "social democratic", "christian democrat",
     "christian democrats", "christian democratic", "free democrat", "free democrats",
     "free democratic", "liberal democrat", "liberal democrats", "lib dem", "lib dems",
     "new democrat", "new democrats", "progressive conservative", "progressive conservatives"),
)  # fmt: skip
_LABELS = frozenset({"R", "D"})
_PEOPLE = frozenset({"democrat", "tory"})  # no ideology has this form
#: Capitalised words that begin a title rather than go on with a name: "Tory MP".
_TITLES = frozenset(
    """mp mps mep meps msp msps mla mlas mna mnas td tds sen sens senator senators rep reps
    representative representatives congressman congresswoman congressmen gov governor governors
    mayor chancellor president prime premier chief speaker leader chairman chairwoman whip
    councillor peer lord baroness minister deputy vice home foreign defence defense
    finance chancellor taoiseach house senate presidential""".split()
)
#: What a party's word means before these is something else: "Labour Day", "Green Deal".
_OTHERWISE = frozenset(
    """minister ministry ministers secretary department market court code union unions federation
    day law laws force office camp camps card republic republics guard guards deal line zone belt
    book paper light arts bloc""".split()
)


def partisans(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mentions of an article, with the parties that words for their people name.

    Args:
        text: of the article.
        sentences: its sentences.
        mentions: what is known, in the order of the text.
    """
    rows: dict[int, list[Mention]] = {}
    for mention in mentions:
        rows.setdefault(mention.sentence, []).append(mention)
    rows = {
        number: [_without_party(text, sentences[number].tokens, mention) for mention in row]
        for number, row in rows.items()
    }
    found = [
        mention
        for number, sentence in enumerate(sentences)
        for mention in _in_sentence(text, number, sentence.tokens, rows.get(number, []))
    ]
    known = [mention for row in rows.values() for mention in row]
    return tuple(sorted((*known, *found), key=lambda mention: mention.start))


def _without_party(text: str, tokens: Sequence[Token], mention: Mention) -> Mention:
    """A post without the party before it, "minister" of "Liberal minister"; D of "D-Ohio"."""
    first = _words_at(tokens, mention.first)
    if mention.cls == "Party" and tokens[mention.first].text in _LABELS:
        end = tokens[mention.first].end
        return replace(mention, end=end, text=text[mention.start : end], last=mention.first + 1)
    labour = tokens[mention.first].text.lower() in ("labour", "labor", "green")
    if mention.cls != "Office" or not mention.first < first < mention.last or labour:
        return mention
    start = tokens[first].start
    return replace(mention, start=start, text=text[start : mention.end], first=first)


def _in_sentence(
    text: str, number: int, tokens: Sequence[Token], row: Sequence[Mention]
) -> Iterator[Mention]:
    taken = {index for mention in row for index in range(mention.first, mention.last)}
    starts = {mention.first for mention in row if mention.cls in ("Person", "Office")}
    places = {mention.last - 1 for mention in row if mention.cls == "Place"}
    persons = {mention.last for mention in row if mention.cls == "Person"}
    headline = not any(token.text.islower() and len(token.text) > 3 for token in tokens)
    first = 0
    while first < len(tokens):
        last = _words_at(tokens, first)
        inside = set(range(first, last))
        if (
            last == first
            or inside & taken
            or not (
                _labels(tokens, first, persons)
                or (not headline and _stands_alone(tokens, first, last, starts, places))
            )
        ):
            first += 1
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        yield Mention(
            start, end, text[start:end], "Party", number, first, last, label="party", score=0.7
        )
        first = last


def _words_at(tokens: Sequence[Token], first: int) -> int:
    """Where a party's word that begins at a token ends; the token itself where none does."""
    if not tokens[first].text[:1].isupper():
        return first
    pair = " ".join(token.text.lower() for token in tokens[first : first + 2])
    if pair in _PAIRS and tokens[first + 1].text[:1].isupper():
        return first + 2
    return first + (tokens[first].text.lower() in _WORDS or tokens[first].text in _LABELS)


def _labels(tokens: Sequence[Token], first: int, persons: set[int]) -> bool:
    """Whether a letter behind a person's name is a party's: "(D-Ohio)", ", R-Texas"."""
    return (
        tokens[first].text in _LABELS
        and first - 1 in persons
        and tokens[first - 1].text in ("(", ",")
        and first + 1 < len(tokens)
        and tokens[first + 1].text in ("-", "–", ")")
    )


def _stands_alone(
    tokens: Sequence[Token], first: int, last: int, starts: set[int], places: set[int]
) -> bool:
    """Whether the words are no part of a longer name, and name a party where they stand."""
    if tokens[first].text in _LABELS:
        return False
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    word = tokens[last - 1].text.lower()
    following = after.text if after else ""
    if following.lower() in _OTHERWISE and following.lower() not in ("minister", "secretary"):
        return False
    if word in ("labour", "labor", "green") and following.lower() in _OTHERWISE:
        return False
    titled = last in starts or following.lower() in _TITLES
    if following[:1].isupper() and not titled:
        return False
    if following in ("-", "–") and last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper():
        return False
    if before is None or before.text in ("“", '"', "‘", "-", "–", "•", ":"):
        return titled or word in _PEOPLE or (word.endswith("s") and before is None)
    named = before.text[:1].isupper() and before.pos == "PROPN" and first - 1 not in places
    return not (named and first > 1)
