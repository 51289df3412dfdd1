"""Who stands above whom in the heads of a sentence's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Token

Span = tuple[int, int]  # first token, and after the last


def head_of(tokens: Sequence[Token], span: Span) -> int:
    """The token of a span that the others depend on."""
    inside = range(*span)
    return next((index for index in inside if tokens[index].head not in inside), span[0])


def above(tokens: Sequence[Token], index: int) -> set[int]:
    """The tokens that a token depends on, up to the root."""
    found: set[int] = set()
    while (index := tokens[index].head) >= 0:
        found.add(index)
    return found


def depth(tokens: Sequence[Token], index: int) -> int:
    """How many tokens stand above a token."""
    return len(above(tokens, index))
