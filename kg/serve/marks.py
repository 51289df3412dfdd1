"""An article's text in pieces, each with the claims that quote it and the entity that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which no mark begins or ends: "PTI", quoted by claims 2 and 3."""

    text: str
    claims: tuple[int, ...] = ()  # numbers, from 1, of the claims that quote it
    iri: str = ""  # of the entity that it names
    begins: tuple[int, ...] = ()  # the claims whose quote begins here
    ends: tuple[int, ...] = ()  # the claims whose quote ends here


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the claims whose words begin in it."""

    pieces: tuple[Piece, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """The numbers of the claims that begin here, in order."""
        return tuple(number for piece in self.pieces for number in piece.begins)


def marked(
    text: str, quotes: Sequence[Span], names: Sequence[tuple[int, int, str]] = ()
) -> list[Paragraph]:
    """An article's paragraphs; all their pieces together are its text without line breaks.

    Args:
        text: of the article.
        quotes: where each claim's words stand; they may overlap. What lies outside of the text, as
            in a damaged store, marks as much as there is.
        names: where entities are named, and which; without overlap, in order.
    """
    begins, ends = defaultdict(list), defaultdict(list)
    for number, quote in enumerate(quotes, 1):
        start, end = _trimmed(text, *quote)
        if start < end:
            begins[start].append(number)
            ends[end].append(number)
    named = {start: (end, iri) for start, end, iri in names}
    breaks = {match.start(): match.end() for match in re.finditer(r"\n+", text)}
    edges = {0, len(text), *begins, *ends, *named, *breaks, *breaks.values()}
    edges |= {end for end, _ in named.values()}
    active: set[int] = set()
    until, iri = 0, ""
    paragraphs: list[list[Piece]] = [[]]
    for start, end in pairwise(sorted(edges)):
        active.difference_update(ends[start])
        active.update(begins[start])
        until, iri = named.get(start, (until, iri) if start < until else (0, ""))
        if start in breaks:
            paragraphs.append([])
            continue
        paragraphs[-1].append(
            Piece(
                text[start:end],
                tuple(sorted(active)),
                iri,
                tuple(begins[start]),
                tuple(ends[end]),
            )
        )
    return [Paragraph(tuple(pieces)) for pieces in paragraphs if pieces]


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span as far as it lies in the text, without the line breaks that it begins or ends with."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    return start, end


def names_in(text: str, names: Mapping[str, Iterable[str]]) -> list[tuple[int, int, str]]:
    """Where entities are called by a name that only one of them has, the longest first.

    Args:
        text: of the article.
        names: of each entity, by its IRI.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for iri, forms in names.items():
        for form in forms:
            if len(form) > 1:
                owners[form].add(iri)
    if not owners:
        return []
    # A name of two marks nobody, and keeps what is shorter within it from being marked.
    longest = sorted(owners, key=lambda form: (-len(form), form))
    pattern = "|".join(map(re.escape, longest))
    found = []
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
        who = owners[match[0]]
        if len(who) == 1:
            found.append((match.start(), match.end(), min(who)))
    return found
