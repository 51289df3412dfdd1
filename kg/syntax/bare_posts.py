"""Names behind a post that has no article: "served as treasurer, James Owen and Ada Pell"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token

Span = tuple[int, int]  # first token, and after the last


def with_bare_posts(tokens: tuple[Token, ...], persons: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with a person's name listed beside him who serves "as treasurer".

    "As treasurer" says what the one that the clause is about is, so that the next name is another
    one's, and goes on with the list that the clause stands in.
    """
    repaired = list(tokens)
    starts = {token for span in persons for token in range(*span)}
    for index, token in enumerate(tokens):
        post = token.head
        if index not in starts or token.deprel not in ("appos", "conj") or not 0 <= post < index:
            continue
        bare = any(
            other.head == post and other.deprel in ("case", "mark") and place == post - 1
            for place, other in enumerate(tokens)
            if other.text.lower() == "as"
        )
        if not bare or post in starts:
            continue
        clause = tokens[post].head
        bearer = tokens[clause].head if clause >= 0 else -1
        if tokens[clause].deprel == "acl:relcl" and bearer in starts:
            repaired[index] = replace(token, head=bearer, deprel="conj")
    return tuple(repaired)
