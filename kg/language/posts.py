"""Posts put right: roles in a party are no offices.

"President of the PML-N" is a role in a party and no Office. What a party is, the whole article
decides, so this comes after the decision on names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ids import fold
from kg.language.offices import AREAS, is_of_state, offices
from kg.model import Mention, Sentence, Token

_PARTIES = frozenset({"Party", "Alliance"})
# heads of roles that parties and groups have, rather than states
_ROLES = frozenset(
    "leader chairman chairwoman chairperson chair convener emir amir supremo spokesman spokeswoman "
    "spokesperson organiser organizer whip co-leader founder member negotiator strategist "
    "candidate nominee".split()
)
_OF_STATE = frozenset(
    "opposition majority minority house senate parliamentary floor government".split()
)
_LINKS = frozenset({"of", "for", "to", "the", "in"})


def posts(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The mentions of an article with its Offices put right.

    Args:
        text: of the article.
        sentences: its sentences.
        mentions: of all classes, in the order of the text.
    """
    parties = {fold(m.text): m for m in mentions if m.cls in _PARTIES}
    parties |= {f"… {name.split()[-1]}": m for name, m in parties.items() if " " in name}
    rows: dict[int, list[Mention]] = {}
    for mention in _with(mentions, list(offices(text, sentences, mentions))):
        rows.setdefault(mention.sentence, []).append(mention)
    return tuple(
        mention
        for number, row in rows.items()
        for mention in _row(text, sentences[number].tokens, row, parties)
    )


def _with(mentions: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The model's mentions and the posts found by grammar, of two that overlap the longer one."""
    kept = [
        post
        for post in found
        if not any(_overlap(post, other) and _rank(other) >= _rank(post) for other in mentions)
    ]
    others = [mention for mention in mentions if not any(_overlap(mention, post) for post in kept)]
    return sorted([*others, *kept], key=lambda mention: (mention.sentence, mention.first))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.sentence == other.sentence and one.first < other.last and other.first < one.last


def _rank(mention: Mention) -> tuple[int, int]:
    """More words are better, and "minister" is better than "ex-minister"."""
    return mention.last - mention.first, mention.start


def _row(
    text: str, tokens: Sequence[Token], row: Sequence[Mention], parties: dict[str, Mention]
) -> Iterator[Mention]:
    """The mentions of one sentence."""
    index = 0
    while index < len(row):
        mention = row[index]
        index += 1
        if mention.cls != "Office":
            yield mention
            continue
        while index < len(row) and row[index].cls == "Office" and row[index].first == mention.last:
            mention = _span(text, tokens, mention, mention.first, row[index].last)
            index += 1
        inner = _party_inside(text, tokens, mention, parties)
        if inner is not None:
            yield inner
            continue
        before = row[index - 2] if index >= 2 else None
        if before is not None and before.cls == "Place" and before.last == mention.first:
            mention = _without_area(text, tokens, mention)
        mention, linked = _trimmed(text, tokens, mention)
        following = row[index] if index < len(row) else None
        joins = (
            following is not None
            and (linked or following.first > mention.last)
            and all(
                tokens[place].text.lower() in _LINKS
                for place in range(mention.last, following.first)
            )
        )
        shared = not is_of_state(mention.text)  # "the PPP's chief minister" is one all the same
        if following is not None and joins and following.cls in _PARTIES and shared:
            continue
        if shared and _is_owned(tokens, mention, before):
            continue
        if _is_role(mention):
            continue
        yield mention


def _span(text: str, tokens: Sequence[Token], mention: Mention, first: int, last: int) -> Mention:
    start, end = tokens[first].start, tokens[last - 1].end
    return replace(mention, start=start, end=end, text=text[start:end], first=first, last=last)


def _without_area(text: str, tokens: Sequence[Token], mention: Mention) -> Mention:
    """A post without the last word of its place: "Governor" in "Akwa Ibom State Governor"."""
    if tokens[mention.first].text not in AREAS or mention.last - mention.first < 2:
        return mention
    return _span(text, tokens, mention, mention.first + 1, mention.last)


def _trimmed(text: str, tokens: Sequence[Token], mention: Mention) -> tuple[Mention, bool]:
    """An Office without a dangling "of the", and whether it had one."""
    last = mention.last
    while last > mention.first + 1 and tokens[last - 1].text.lower() in _LINKS:
        last -= 1
    if last == mention.last:
        return _held(mention), False
    return _span(text, tokens, mention, mention.first, last), last < mention.last


def _held(post: Mention) -> Mention:
    """A post without what only says when it is held: "president" of "president-elect"."""
    found = re.search(r"[- –](?:elect|designate)$", post.text, re.IGNORECASE)
    cut = len(found[0]) if found else 0
    return replace(post, end=post.end - cut, text=post.text[: len(post.text) - cut])


def _party_inside(
    text: str, tokens: Sequence[Token], mention: Mention, parties: dict[str, Mention]
) -> Mention | None:
    """The party in "Congress president", if the article knows it as one."""
    for first in range(mention.first, mention.last):
        for last in range(mention.last, first, -1):
            if (first, last) == (mention.first, mention.last):
                continue
            words = fold(text[tokens[first].start : tokens[last - 1].end])
            known = parties.get(words) or parties.get(f"… {words}")
            if known is not None:
                return replace(
                    _span(text, tokens, mention, first, last),
                    cls=known.cls, label=known.label, score=known.score,
                )  # fmt: skip
    return None


def _is_owned(tokens: Sequence[Token], mention: Mention, before: Mention | None) -> bool:
    """Whether a party or any other body owns a post: "PPP president", "its new president"."""
    first = mention.first
    while first > 0 and tokens[first - 1].pos == "ADJ":
        first -= 1
    word = tokens[first - 1].text.lower() if first > 0 else ""
    if word in ("party", "its", "their"):
        return True
    if before is None or before.cls not in _PARTIES:
        return False
    close = before.last == first - 1 and word in ("'s", "’s", ")")  # "the Justice Party (JP) chief"
    return before.last == mention.first or close


def _is_role(mention: Mention) -> bool:
    words = fold(mention.text).split()
    head = words[: words.index("of")] if "of" in words[1:] else words
    if head[-2:] in (["secretary", "general"], ["general", "secretary"], ["national", "secretary"]):
        return True
    return head[-1] in _ROLES and not set(words) & _OF_STATE
