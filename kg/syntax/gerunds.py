"""Gerunds that are the object of a verb with a particle: "ruled out forming a coalition"."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Token

_TAKE_GERUNDS = frozenset(
    {
        ("rule", "out"), ("give", "up"), ("put", "off"), ("call", "off"), ("keep", "on"),
        ("carry", "on"), ("hold", "off"), ("set", "about"), ("leave", "off"), ("take", "up"),
    }
)  # fmt: skip


def with_gerunds(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a gerund right behind such a particle as what the verb is about."""
    repaired = list(tokens)
    for index, token in enumerate(tokens[2:], start=2):
        verb, particle = token.head, tokens[index - 1]
        if token.deprel != "advcl" or not token.text.endswith("ing") or verb < 0:
            continue
        if (tokens[verb].lemma.lower(), particle.text.lower()) in _TAKE_GERUNDS and (
            particle.head == verb
        ):
            repaired[index] = replace(token, deprel="xcomp")
    return tuple(repaired)
